"""Erasing one's own account: nothing of the person is left, and 410 at every address (rule S5)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from accounts.models import User
from core.models import OutgoingMail, PortalImage
from directory.actions.erase import ERASED, erase
from directory.actions.erase_account import erase_account
from directory.actions.own_profile import save_draft, submit_draft
from directory.errors import PasswordWrong, StaffAccount
from directory.models import (
    ActivatorProfile,
    Application,
    LinkCheck,
    LinkRequest,
    RegisterAnswer,
    ReviewNote,
    Upload,
)
from directory.own_profile import profile_of
from tests.directory.own.conftest import asked, make_upload
from tests.factories.files import PASSWORD, make_file, make_reviewer
from tests.schema.contents import png

NAMES = ("zqprenomqz", "zqnomqz", "zqatelierqz", "zqadresseqz", "zqsignataireqz")
EMAIL = "zqadresseqz@exemple.example"


@pytest.fixture
def person(db: None) -> User:
    """An activator who has come all the way, with a draft in review and traces in every table."""
    Group.objects.get_or_create(name="Instructeurs")
    now = timezone.now()
    application = make_file(
        "PUBLISHED", email=EMAIL, first_name="Zqprenomqz", last_name="Zqnomqz", organisation_name="Zqatelierqz",
        website="https://zqatelierqz.example/", signatory_name="Zqsignataireqz", presentation="Zqprenomqz accompagne.",
    )  # fmt: skip
    profile = application.profile
    assert profile is not None
    user = profile.account
    assert user is not None
    ReviewNote.objects.create(application=application, by=None, at=now, text="Zqnomqz a téléphoné")
    save_draft(
        profile, changes={"photo": make_upload(user, name="zqnomqz.png"), "pricing": "9 €"}, **asked(profile, user)
    )
    submit_draft(profile, **asked(profile, user))
    make_upload(user, name="zqnomqz-2.png")
    PortalImage(
        title="zqnomqz", description="x", uploaded_by_user=user, file=ImageFile(io.BytesIO(png()), "x.png")
    ).save()
    EmailAddress.objects.get_or_create(user=user, email=EMAIL, defaults={"verified": True})
    Authenticator.objects.create(user=user, type="totp", data={"secret": "zqnomqz"})
    AccessAttempt.objects.create(username=EMAIL, ip_address="192.0.2.1", failures_since_start=1)
    LinkRequest.objects.create(email=EMAIL, purpose="FILE", created_at=now)
    link = "https://zqatelierqz.example/"
    LinkCheck.objects.get_or_create(key=_key(link), defaults={"url": link, "wanted_at": now, "next_try_at": now})
    siret = profile.siret
    RegisterAnswer.objects.create(siret=siret, name="Zqatelierqz", wanted_at=now, next_try_at=now)
    settings_row = UserProfile.get_for_user(user)
    settings_row.avatar.save("portrait.png", ContentFile(png()))
    log(user, "wagtail.edit", user=None)
    for to, text in ((EMAIL, "Bonjour"), ("relecture@exemple.example", "Zqprenomqz Zqnomqz attend une relecture")):
        OutgoingMail.objects.create(
            sender="x@x.example", recipients=[to], subject="x", text=text, created_at=now, next_try_at=now
        )
    return user


def _key(link: str) -> str:
    from directory.models.linkcheck import link_key

    return link_key(link)


def everything() -> dict[str, str]:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table != "django_migrations":
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = repr(cursor.fetchall()).lower()
    return found


def files() -> list[str]:
    return [str(path).lower() for path in Path(settings.BALISE_DATA_DIR).rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_person_is_left(person: User, client: Client, settings: Any) -> None:
    client.force_login(person)
    client.get("/admin/ma-fiche/")
    before = everything()
    assert all(any(name in text for text in before.values()) for name in NAMES)
    kept = set(files())
    uploads = [str(upload.file.name) for upload in Upload.objects.all()]
    assert uploads
    uploads.append(UserProfile.get_for_user(person).avatar.name or "")
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"
    erase_account(person, password=PASSWORD, now=timezone.now())
    last = OutgoingMail.objects.get()
    assert (last.recipients, last.subject) == ([EMAIL], "Votre compte est effacé")
    last.delete()  # as its delivery does
    after = everything()
    assert {table: name for table, text in after.items() for name in NAMES if name in text} == {}
    assert not [path for path in files() for name in (*NAMES, *uploads) if name in path]
    assert set(files()) < kept
    for model in (User.objects.filter(pk=person.pk), Application.objects, ActivatorProfile.objects, Upload.objects):
        assert not model.exists()
    assert client.get("/admin/ma-fiche/").status_code == 302
    assert client.get("/activateurs/zqprenomqz-zqnomqz/").status_code == 410


@pytest.mark.django_db
def test_what_stays_names_nobody(person: User) -> None:
    erase_account(person, password=PASSWORD, now=timezone.now())
    entry = PageLogEntry.objects.get(action=ERASED)
    assert entry.user is None
    assert set(entry.data) == {"at"}


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["", "un autre mot de passe", PASSWORD.upper()])
def test_not_without_the_password(person: User, password: str) -> None:
    before = everything()
    with pytest.raises(PasswordWrong):
        erase_account(person, password=password, now=timezone.now())
    assert everything() == before


@pytest.mark.django_db
def test_not_those_who_work_for_the_portal_too(person: User) -> None:
    person.groups.add(Group.objects.get(name="Rédacteurs"))
    with pytest.raises(StaffAccount):
        erase_account(person, password=PASSWORD, now=timezone.now())
    assert profile_of(person) is not None


@pytest.mark.django_db
class TestOtherFilesOfTheMailbox:
    @pytest.mark.parametrize("status", ["DRAFT", "SUBMITTED", "REFUSED", "WITHDRAWN", "ACCEPTED"])
    @pytest.mark.parametrize("by_reviewer", [True, False])
    def test_go_along(self, person: User, status: str, by_reviewer: bool) -> None:
        make_file(status, email=EMAIL.upper(), first_name="Zqprenomqz", website="https://zqatelierqz.example/2")
        link = "https://zqatelierqz.example/2"
        now = timezone.now()
        LinkCheck.objects.create(key=_key(link), url=link, wanted_at=now, next_try_at=now)
        if by_reviewer:
            erase(profile_of(person), by=make_reviewer("autre"), now=now)  # type: ignore[arg-type]
        else:
            erase_account(person, password=PASSWORD, now=now)
        assert not Application.objects.exists()
        assert not ActivatorProfile.objects.exists()
        assert not LinkCheck.objects.exists()

    def test_also_of_an_account_without_a_profile(self, db: None) -> None:
        user = User.objects.create_user("sans-fiche", email=EMAIL, password=PASSWORD)
        make_file("ACCEPTED", email=EMAIL)
        erase_account(user, password=PASSWORD, now=timezone.now())
        assert not Application.objects.exists()
        assert not ActivatorProfile.objects.exists()

    def test_not_those_of_an_address_that_was_never_proven(self, person: User) -> None:
        other = make_file("DRAFT", email="autrui@exemple.example")
        LinkRequest.objects.create(email=other.email, purpose="FILE", created_at=timezone.now())
        EmailAddress.objects.create(user=person, email=other.email, verified=False, primary=False)
        erase_account(person, password=PASSWORD, now=timezone.now())
        assert list(Application.objects.all()) == [other]
        assert LinkRequest.objects.get().email == other.email


@pytest.mark.django_db
class TestByAReviewer:
    def test_the_file_and_the_account_go_along(self, person: User, client: Client) -> None:
        profile = profile_of(person)
        assert profile is not None
        erase(profile, by=make_reviewer("autre"), now=timezone.now())
        assert not Application.objects.exists()
        assert not User.objects.filter(pk=person.pk).exists()
        assert not Upload.objects.exists()

    def test_an_account_with_other_roles_stays(self, person: User) -> None:
        person.groups.add(Group.objects.get(name="Rédacteurs"))
        profile = profile_of(person)
        assert profile is not None
        erase(profile, by=None, now=timezone.now())
        assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.django_db
class TestScreen:
    def test_asks_for_the_password_and_for_certainty(self, person: User, client: Client) -> None:
        client.force_login(person)
        for data in ({"password": PASSWORD}, {"sure": "on"}, {"password": "faux", "sure": "on"}):
            response = client.post("/admin/ma-fiche/effacer/", data)
            assert response.status_code == 200
            assert response.context["form"].errors
        assert User.objects.filter(pk=person.pk).exists()

    def test_erases_and_signs_out(self, person: User, client: Client) -> None:
        client.force_login(person)
        response = client.post("/admin/ma-fiche/effacer/", {"password": PASSWORD, "sure": "on"})
        assert "est effacé" in response.content.decode()
        assert not User.objects.filter(pk=person.pk).exists()
        assert client.get("/admin/ma-fiche/").status_code == 302

    def test_not_often(self, person: User, client: Client, settings: Any) -> None:
        settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"erase_account": {"address": (1, 60), "account": (1, 60)}}
        client.force_login(person)
        for _ in range(2):
            response = client.post("/admin/ma-fiche/effacer/", {"password": "faux", "sure": "on"})
        assert "Trop de demandes" in response.content.decode()
