"""POST /uploads/: what is answered to whom."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.test import Client
from django.utils import timezone

from directory.applications.keys import revoke
from directory.models import ApplicationKey, KeyPurpose, Upload, UploadKind
from directory.rules.states import Status
from directory.uploads import storing
from tests.directory.uploads import files
from tests.directory.uploads.sending import HERE, error, keep, make_draft, send
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def test_a_letter_is_kept(client: Client) -> None:
    application, key = make_draft()
    data = files.pdf()
    response = send(client, key=key, data=data, name="Lettre d’engagement.pdf", content_type="text/html")
    assert response.status_code == 201
    assert response["Cache-Control"] == "no-store"
    upload = Upload.objects.get()
    assert response.json() == {
        "id": str(upload.pk),
        "kind": "LETTER",
        "name": "Lettre d’engagement.pdf",
        "size": len(data),
        "contentType": "application/pdf",
        "findings": [],
    }
    assert upload.application == application
    assert upload.sha256 == hashlib.sha256(data).hexdigest()
    with upload.file.open() as file:
        assert file.read() == data


def test_a_file_is_private_under_a_name_that_tells_nothing(client: Client) -> None:
    _, key = make_draft()
    send(client, key=key, name="zqmartinqz.pdf")
    upload = Upload.objects.get()
    assert upload.file.storage == default_storage
    assert "zqmartinqz" not in str(upload.file.name)
    assert not storages["public"].exists(str(upload.file.name))
    assert client.get(f"{settings.MEDIA_URL}{upload.file.name}").status_code == 404
    with pytest.raises(NotImplementedError):
        _ = upload.file.url


def test_a_picture_is_kept_clean_and_its_name_is_looked_at(client: Client) -> None:
    _, key = make_draft(first_name="Camille", last_name="Le Goff")
    response = send(client, key=key, kind="PICTURE", data=files.picture() + b"zqsuiteqz", name="IMG_2024.jpg")
    assert response.status_code == 201
    (finding,) = response.json()["findings"]
    assert (finding["ruleId"], finding["code"], finding["kind"]) == ("W10", "PICTURE_BADLY_NAMED", "WARN")
    assert "camille-le-goff.jpg" in finding["message"]
    with Upload.objects.get().file.open() as file:
        assert b"zqsuiteqz" not in file.read()


@pytest.mark.parametrize("content", [{}, {"first_name": "Camille", "last_name": "Le Goff"}])
def test_a_picture_is_fine_that_nothing_is_known_of_or_that_is_named_well(client: Client, content: Any) -> None:
    _, key = make_draft(**content)
    response = send(client, key=key, kind="PICTURE", data=files.picture("WEBP"), name="camille le goff.webp")
    assert response.json()["findings"] == []
    assert response.json()["contentType"] == "image/webp"


@pytest.mark.parametrize(
    ("data", "kind", "expected"),
    [
        (b"Je m'engage.", "LETTER", (400, "BAD_USER_INPUT", "NOT_A_PDF")),
        (b"", "LETTER", (400, "BAD_USER_INPUT", "EMPTY")),
        (files.pdf(), "PICTURE", (400, "BAD_USER_INPUT", "NOT_A_PICTURE")),
        (files.pdf(), "DIPLOMA", (400, "BAD_USER_INPUT", "NO_KIND")),
        (files.pdf(), "letter", (400, "BAD_USER_INPUT", "NO_KIND")),
        (files.pdf() + bytes(5_000_000), "LETTER", (413, "LIMIT_EXCEEDED", "TOO_LARGE")),
        (bytes(10_000_001), "PICTURE", (413, "LIMIT_EXCEEDED", "TOO_LARGE")),
        (bytes(11_000_000), "PICTURE", (413, "LIMIT_EXCEEDED", "TOO_LARGE")),
    ],
)
def test_a_file_is_refused_and_nothing_of_it_kept(client: Client, data: bytes, kind: str, expected: Any) -> None:
    _, key = make_draft()
    before = stored()
    assert error(send(client, key=key, kind=kind, data=data)) == expected
    assert not Upload.objects.exists()
    assert stored() == before


def stored() -> set[str]:
    folder = settings.BALISE_DATA_DIR / "private" / "depots"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


# --- who ------------------------------------------------------------------------------------------------


def test_a_stranger_is_not_heard(client: Client) -> None:
    assert error(send(client)) == (401, "UNAUTHENTICATED", None)


@pytest.mark.parametrize("key", ["x", "é", "a" * 5_000, "\x00"])
def test_a_key_that_is_none_opens_nothing(client: Client, key: str) -> None:
    make_draft()
    assert error(send(client, key=key)) == (401, "UNAUTHENTICATED", None)


def test_a_key_that_is_none_is_not_helped_by_a_session(client: Client) -> None:
    client.force_login(make_user("ada"))
    assert error(send(client, key="x", Origin=HERE)) == (401, "UNAUTHENTICATED", None)


def test_an_expired_key_and_a_revoked_one_open_nothing(client: Client) -> None:
    now = timezone.now()
    application, key = make_draft()
    ApplicationKey.objects.update(expires_at=now - timedelta(seconds=1))
    assert error(send(client, key=key)) == (401, "UNAUTHENTICATED", None)
    application, key = make_draft()
    revoke(application, KeyPurpose.FILE, now=now)
    assert error(send(client, key=key)) == (401, "UNAUTHENTICATED", None)


def test_a_key_of_another_purpose_opens_nothing(client: Client) -> None:
    _, key = make_draft()
    ApplicationKey.objects.update(purpose=KeyPurpose.ACTIVATION)
    assert error(send(client, key=key)) == (401, "UNAUTHENTICATED", None)


def test_a_key_sends_to_its_own_file_only(client: Client) -> None:
    make_draft("un@exemple.example")
    mine, key = make_draft("deux@exemple.example")
    send(client, key=key)
    assert Upload.objects.get().application == mine


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.WITHDRAWN])
def test_a_file_that_was_submitted_takes_nothing(client: Client, status: Status) -> None:
    application, key = make_draft()
    _put(application, status)
    assert error(send(client, key=key)) == (403, "FORBIDDEN", "NOT_EDITABLE")
    assert not Upload.objects.exists()


def test_a_file_that_went_back_takes_another_letter(client: Client) -> None:
    application, key = make_draft()
    _put(application, Status.NEEDS_CORRECTION)
    assert send(client, key=key).status_code == 201


def _put(application: Any, status: Status) -> None:
    application.status = str(status)
    if status != Status.WITHDRAWN:
        application.submitted_at = application.complete_since = timezone.now()
        application.decision_due_on = timezone.now().date()
    application.save()


def test_what_changes_while_a_file_is_examined_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    application, _ = make_draft()
    stale = type(application).objects.get(pk=application.pk)
    _put(application, Status.SUBMITTED)
    before = stored()
    with pytest.raises(storing.NotAllowed):
        keep(stale)
    assert stored() == before


def test_an_activator_sends_a_picture_from_our_own_pages(client: Client) -> None:
    user = make_user("camille")
    make_profile(account=user)
    client.force_login(user)
    sent: dict[str, Any] = {"kind": "PICTURE", "data": files.picture(), "name": "x.jpg"}
    response = send(client, **sent, Origin=HERE)
    assert response.status_code == 201
    assert response.json()["findings"][0]["ruleId"] == "W10"
    upload = Upload.objects.get()
    assert (upload.account, upload.application) == (user, None)
    assert error(send(client, **sent)) == (403, "FORBIDDEN", "OTHER_ORIGIN")
    assert error(send(client, **sent, Origin="https://evil.example")) == (403, "FORBIDDEN", "OTHER_ORIGIN")
    assert error(send(client, **sent, Origin="null")) == (403, "FORBIDDEN", "OTHER_ORIGIN")
    assert error(send(client, Origin=HERE)) == (403, "FORBIDDEN", "LETTER_NOT_EXPECTED")


def test_somebody_without_a_profile_sends_nothing(client: Client) -> None:
    client.force_login(make_user("ada"))
    assert error(send(client, kind="PICTURE", data=files.picture(), Origin=HERE)) == (403, "FORBIDDEN", "NO_PROFILE")


# --- how many -------------------------------------------------------------------------------------------


def test_the_oldest_that_nothing_uses_makes_room() -> None:
    application, _ = make_draft()
    now = timezone.now()
    kept = [keep(application, now=now + timedelta(seconds=age)) for age in range(storing.MOST)]
    application.letter = kept[0]
    application.save()
    newest = keep(application, UploadKind.PICTURE, now=now + timedelta(minutes=1))
    left = set(Upload.objects.values_list("pk", flat=True))
    assert left == {upload.pk for upload in [*kept, newest]} - {kept[1].pk}
