"""One's own profile over GraphQL: what its draft shows, whatever has been left out of it, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from directory.actions.own_profile import save_draft
from directory.actions.standing import leave, suspend
from directory.models import ActivatorProfile, Upload, UploadKind
from directory.own_profile import version_of
from tests.factories.directory import make_profile
from tests.factories.files import make_file
from tests.factories.pages import make_user
from tests.schema.asking import codes, post
from tests.schema.contents import png
from tests.schema.files import PROFILE, ask, me, mutate

pytestmark = pytest.mark.django_db
PICTURES = """{ viewer { profile {
  live { photo { alt } }
  draft { photo { alt rendition(preset: CARD) { url } } seo { image { alt } jsonLd } }
} } }"""


@pytest.fixture
def owner(db: None) -> User:
    return make_user("camille", groups=["Activateurs"])


@pytest.fixture
def profile(owner: User) -> ActivatorProfile:
    return make_profile(
        account=owner, pricing="80 €", themes=["contenus"], sectors=["commerce"], regions=["53"], departments=["35"]
    )  # fmt: skip


@pytest.fixture
def client(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def stored(profile: ActivatorProfile) -> ActivatorProfile:
    return ActivatorProfile.objects.get(pk=profile.pk)


def change(client: Client, profile: ActivatorProfile, **changes: Any) -> Any:
    version = version_of(stored(profile))
    return mutate(
        client, "saveMyProfile", f"profile {{ {PROFILE} }}", profile=changes, expectedVersion=version
    )  # fmt: skip


def test_a_draft_shows_what_was_saved_and_the_public_page_what_was_published(
    client: Client, profile: ActivatorProfile
) -> None:
    changes = {
        "themes": ["place-de-marche", "contenus"],
        "sectors": [],
        "regions": ["bretagne"],
        "departments": [],
        "presentation": "- Un\n- Deux\n\nTrois < quatre",
        "addressDiffers": True,
        "street": "2 quai Sud",
        "postcode": "29000",
        "city": "Quimper",
        "firstName": "Zoé",
    }
    draft = change(client, profile, **changes)["profile"]["draft"]
    assert draft == me(client)["profile"]["draft"], "now, and when it is asked for again"
    assert {theme["slug"] for theme in draft["themes"]} == {"contenus", "place-de-marche"}
    assert draft["sectors"] == []
    assert {place["code"] for place in draft["departments"]} == {"22", "29", "35", "56"}
    assert draft["displayName"] == draft["title"] == "Zoé Le Goff"
    assert draft["presentation"]["html"] == "<ul><li>Un</li><li>Deux</li></ul><p>Trois &lt; quatre</p>"
    assert draft["address"] == {"city": "Quimper", "department": {"code": "29"}}
    assert draft["location"]["precision"] == "COMMUNE"
    public = ask(Client(), '{ activator(slug: "camille-le-goff") { displayName themes { slug } address { city } } }')
    assert public["activator"] == {
        "displayName": "Camille Le Goff",
        "themes": [{"slug": "contenus"}],
        "address": {"city": "Rennes"},
    }


def test_an_address_is_shown_when_its_owner_says_so(
    client: Client, owner: User, profile: ActivatorProfile
) -> None:  # fmt: skip
    given = {"emailIsPublic": True, "telephoneIsPublic": False}
    mine = change(client, profile, **given)["profile"]
    assert mine["draft"]["email"] == profile.email
    query = '{ activator(slug: "camille-le-goff") { email telephone } }'
    assert ask(Client(), query)["activator"] == {"email": None, "telephone": None}
    stored(profile).get_latest_revision().publish()
    assert ask(Client(), query)["activator"] == {"email": profile.email, "telephone": None}


def test_what_a_file_says_of_it_holds_for_the_profile(owner: User) -> None:
    file = make_file("ACCEPTED", telephone_is_public=True)
    assert file.profile is not None
    assert (file.profile.email_is_public, file.profile.telephone_is_public) == (False, True)


def test_a_picture_that_waits_is_in_no_answer(client: Client, owner: User, profile: ActivatorProfile) -> None:
    upload = Upload(kind=UploadKind.PICTURE, name="camille.png", content_type="image/png", size=1, sha256="0" * 64)
    upload.account, upload.created_at = owner, timezone.now()
    upload.file.save("x", ContentFile(png()), save=False)
    upload.save()
    assert change(client, profile, photoUpload=str(upload.pk))["userErrors"] == []
    body = ask(client, PICTURES)["viewer"]["profile"]
    assert body["draft"]["photo"] is None
    assert "image" not in body["draft"]["seo"]["jsonLd"]["mainEntity"]
    assert body["live"]["photo"] is None


@pytest.mark.parametrize("missing", [{"category": ""}, {"organisation": None}, {"category": "", "organisation": None}])
def test_what_a_reviewer_has_left_out_of_a_draft_is_the_page_s(
    client: Client, profile: ActivatorProfile, missing: dict[str, Any]
) -> None:
    draft = stored(profile).get_latest_revision_as_object()
    for name, value in {"pricing": "90 €", **missing}.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    mine = me(client)["profile"]
    assert mine["draft"]["organisation"]["siret"] == profile.siret
    assert mine["draft"]["pricing"] == "90 €"
    assert {finding["code"] for finding in mine["findings"] if finding["kind"] == "BLOCK"}, "and the rules say so"


def test_a_page_that_never_had_them_shows_no_draft(client: Client, owner: User) -> None:
    draft = make_profile("Zoé", "Sans", live=False, account=owner)
    draft.category, draft.organisation = "", None
    draft.save()
    draft.save_revision(clean=False)
    mine = me(client)["profile"]
    assert (mine["draft"], mine["live"]) == (None, None)
    assert mine["content"]["firstName"] == "Zoé"


@pytest.mark.parametrize(("step", "status"), [(suspend, "SUSPENDED"), (leave, "LEFT")])
def test_whose_page_is_gone_still_sees_it(client: Client, profile: ActivatorProfile, step: Any, status: str) -> None:
    step(profile, by=None, reason="Oui", now=timezone.now())
    mine = me(client)["profile"]
    assert (mine["status"], mine["live"]) == (status, None)
    assert mine["draft"]["pricing"] == "80 €"
    assert change(client, profile, pricing="1 €")["userErrors"][0]["code"] == "WRONG_STATE"


def test_before_the_first_publication(owner: User) -> None:
    file = make_file("ACTIVATED", email="nouvelle@exemple.example")
    client = Client()
    client.force_login(User.objects.get(email="nouvelle@exemple.example"))
    mine = me(client)["profile"]
    assert (mine["status"], mine["live"]) == ("SCHEDULED", None)
    assert file.publish_at is not None
    assert mine["draft"]["publishedOn"] == timezone.localtime(file.publish_at).date().isoformat()
    assert file.profile is not None
    saved = change(client, file.profile, pricing="Sur devis")
    handed = mutate(client, "submitMyProfile", "profile { status }", expectedVersion=saved["profile"]["version"])
    assert [error["code"] for error in handed["userErrors"]] == ["NOT_YET_PUBLIC"]
    assert handed["profile"]["status"] == "SCHEDULED"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"latitude": 91.0, "longitude": 1.0}, {("INVALID", "latitude")}),
        ({"latitude": 48.1, "longitude": None}, {("INVALID", "longitude")}),
        ({"firstName": "x" * 101}, {("TOO_LONG", "firstName")}),
        ({"themes": ["magie"], "departments": ["99"]}, {("UNKNOWN", "themes"), ("UNKNOWN", "departments")}),
        ({"socialLinks": [f"https://x.example/{n}" for n in range(9)]}, {("TOO_MANY", "socialLinks")}),
        ({"photoUpload": "0"}, {("UPLOAD_UNKNOWN", "photoUpload")}),
        ({"letterUpload": "0"}, {("FORBIDDEN_FIELD", "letterUpload")}),
        ({"acceptCharter": True}, {("FORBIDDEN_FIELD", "acceptCharter")}),
        ({"charterVersion": "2026-1"}, {("FORBIDDEN_FIELD", "charterVersion")}),
    ],
)
def test_every_value_that_cannot_be_kept_is_named_as_the_input_names_it(
    client: Client, profile: ActivatorProfile, changes: dict[str, Any], refused: set[tuple[str, str]]
) -> None:
    answer = change(client, profile, pricing="90 €", **changes)
    assert {(error["code"], *error["field"]) for error in answer["userErrors"]} == refused
    assert answer["profile"]["content"]["pricing"] == "80 €", "nothing of it was saved"


def test_two_windows(client: Client, owner: User, profile: ActivatorProfile) -> None:
    seen = me(client)["profile"]["version"]
    save_draft(profile, changes={"pricing": "85 €"}, expected_version=seen, by=owner, now=timezone.now())
    late = mutate(
        client, "saveMyProfile", "profile { version draft { pricing } }", profile={"pricing": "1 €"},
        expectedVersion=seen,
    )  # fmt: skip
    assert [error["code"] for error in late["userErrors"]] == ["VERSION_CONFLICT"]
    assert late["profile"] == {"version": version_of(stored(profile)), "draft": {"pricing": "85 €"}}


def test_too_often_says_how_long_to_wait(client: Client, profile: ActivatorProfile, settings: Any) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"erase_account": {"address": (99, 60), "account": (1, 60)}}
    query = 'mutation { eraseMyAccount(input: {password: "faux"}) { userErrors { code } } }'
    assert post(client, query).json()["data"]["eraseMyAccount"]["userErrors"] == [{"code": "PASSWORD_WRONG"}]
    response = post(client, query)
    assert codes(response) == ["RATE_LIMITED"]
    assert response["Retry-After"] == str(response.json()["errors"][0]["extensions"]["retryAfter"])
    assert stored(profile).account is not None


def test_what_it_costs(client: Client, profile: ActivatorProfile) -> None:
    """Most of it is what Wagtail asks to make a draft out of a revision; whatever the draft says."""
    assert change(client, profile, pricing="90 €", themes=["contenus", "place-de-marche"])["userErrors"] == []
    with CaptureQueriesContext(connection) as captured:
        me(client)
    assert len(captured) <= 37, [query["sql"][:160] for query in captured.captured_queries]
    assert not [
        query["sql"] for query in captured.captured_queries if not query["sql"].lstrip("(").startswith("SELECT")
    ]
