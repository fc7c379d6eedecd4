"""Saving a draft of one's own profile: what is kept, what is refused, and what the public sees of it: nothing."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import PageLogEntry

from accounts.models import User
from directory.actions.own_profile import save_draft
from directory.actions.standing import leave, suspend
from directory.errors import NotEditable, NotOwner, NotYours, UploadUnknown, ValuesRefused, VersionConflict
from directory.models import ActivatorProfile, UploadKind
from directory.own_profile import version_of
from tests.directory.own.conftest import NOW, asked, draft, make_upload, stored
from tests.factories.directory import sector
from tests.factories.pages import make_user


def save(profile: ActivatorProfile, by: User, **changes: Any) -> ActivatorProfile:
    return save_draft(profile, changes=changes, **asked(profile, by))


def live_columns(profile: ActivatorProfile) -> dict[str, Any]:
    """Everything of the page's row but Wagtail's bookkeeping of drafts."""
    bookkeeping = {"latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}
    row = stored(profile)
    own = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    words = {name: sorted(getattr(row, name).values_list("pk", flat=True)) for name in ("themes", "sectors", "regions")}
    return {name: value for name, value in own.items() if name not in bookkeeping} | words


CHANGES: list[tuple[str, Any, Any]] = [
    ("first_name", "  Camille\x00  Anne ", "Camille Anne"),
    ("last_name", None, ""),
    ("email", "pas une adresse", "pas une adresse"),
    ("telephone", "02 99 00 00 00", "02 99 00 00 00"),
    ("website", "", ""),
    ("pricing", "90 €", "90 €"),
    ("presentation", "Un\n\nDeux < 3", "<p>Un</p><p>Deux &lt; 3</p>"),
    ("references", "- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    ("services", "<h1>A</h1><script>x</script>", "<p>A</p>"),
    ("social_links", ["https://a.example/ ", "", "https://a.example/"], ["https://a.example/"]),
    ("address_differs", True, True),
    ("email_is_public", True, True),
]


@pytest.mark.parametrize(("name", "given", "kept"), CHANGES)
def test_is_kept_in_a_draft_and_not_shown(
    profile: ActivatorProfile, owner: User, name: str, given: Any, kept: Any
) -> None:
    before = live_columns(profile)
    version = version_of(profile)
    returned = save(profile, owner, **{name: given})
    assert getattr(draft(profile), name) == kept
    assert live_columns(profile) == before
    assert returned.has_unpublished_changes
    assert version_of(returned) == version_of(stored(profile)) != version
    entry = PageLogEntry.objects.filter(page=profile.pk).first()
    assert (entry.action, entry.user) == ("wagtail.edit", owner)


def test_words_and_places(profile: ActivatorProfile, owner: User) -> None:
    from directory.models import Theme

    theme = Theme.objects.first()
    assert theme is not None
    sector("commerce")
    save(
        profile, owner, themes=[theme.slug, theme.slug], sectors=["commerce"], regions=["53"], departments=["finistere"]
    )
    saved = draft(profile)
    assert list(saved.themes.all()) == [theme]
    assert [word.slug for word in saved.sectors.all()] == ["commerce"]
    assert [place.code for place in saved.regions.all()] == ["53"]
    assert [place.code for place in saved.departments.all()] == ["29"]
    save(profile, owner, themes=[])
    assert not draft(profile).themes.all()
    assert list(draft(profile).regions.all())


def test_a_point_and_its_address(profile: ActivatorProfile, owner: User) -> None:
    save(profile, owner, address_differs=True, street="1 rue Haute", postcode="29000", city="Quimper", latitude=48.1,
         longitude=-4.2)  # fmt: skip
    saved = draft(profile)
    assert (saved.latitude, saved.longitude, saved.precision) == (48.1, -4.2, "ADDRESS")
    assert saved.located_for == saved.address_key
    save(profile, owner, latitude=None, longitude=None)
    assert draft(profile).located_for == ""


def test_a_picture_of_ones_own(profile: ActivatorProfile, owner: User) -> None:
    save(profile, owner, photo=make_upload(owner))
    photo = draft(profile).photo
    assert photo is not None
    assert (photo.title, photo.description) == ("camille-le-goff", "Photo de Camille Le Goff")
    assert stored(profile).photo is None
    save(profile, owner, photo=None)
    assert draft(profile).photo is None


@pytest.mark.parametrize("whose", ["letter", "somebody's", "no id", "unknown"])
def test_no_other_file(profile: ActivatorProfile, owner: User, whose: str) -> None:
    given: Any = {
        "letter": lambda: make_upload(owner, kind=UploadKind.LETTER).pk,
        "somebody's": lambda: str(make_upload(make_user("autre")).pk),
        "no id": lambda: "../../etc",
        "unknown": lambda: "3f1c2b8e-0000-4000-8000-000000000000",
    }[whose]()
    with pytest.raises(UploadUnknown) as refusal:
        save(profile, owner, photo=given)
    assert refusal.value.field == "photo"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"first_name": "x" * 101}, "first_name", "TOO_LONG"),
        ({"postcode": "350000"}, "postcode", "TOO_LONG"),
        ({"presentation": "x" * 50_001}, "presentation", "TOO_LONG"),
        ({"themes": ["nulle-part"]}, "themes", "UNKNOWN"),
        ({"themes": "commerce"}, "themes", "INVALID"),
        ({"regions": ["53", "999"]}, "regions", "UNKNOWN"),
        ({"departments": [""" ' OR 1=1 --"""]}, "departments", "UNKNOWN"),
        ({"social_links": [f"https://x.example/{n}" for n in range(9)]}, "social_links", "TOO_MANY"),
        ({"social_links": ["https://x.example/" + "x" * 300]}, "social_links", "TOO_LONG"),
        ({"latitude": 91, "longitude": 0}, "latitude", "INVALID"),
        ({"latitude": "nan", "longitude": 0}, "latitude", "INVALID"),
        ({"latitude": None}, "latitude", "INVALID"),
        ({"address_differs": "oui"}, "address_differs", "INVALID"),
    ],
)
def test_what_cannot_be_stored_is_said_and_nothing_is_saved(
    profile: ActivatorProfile, owner: User, changes: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(ValuesRefused) as refusal:
        save(profile, owner, pricing="neuf", **changes)
    assert [(problem.field, problem.code) for problem in refusal.value.problems] == [((field,), code)]
    assert not stored(profile).has_unpublished_changes


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("category", "SOLUTION_PROVIDER"),
        ("siret", "73282932000074"),
        ("organisation_name", "Une autre"),
        ("organisation_kind", "EMPLOYER"),
        ("slug", "moi"),
        ("published_on", "2020-01-01"),
        ("standing", "ACTIVE"),
        ("account", 1),
        ("title", "Moi"),
        ("noindex", True),
        ("signatory_name", "Quelqu’un"),
        ("accept_charter", True),
    ],
)
def test_what_is_not_theirs(profile: ActivatorProfile, owner: User, name: str, other: Any) -> None:
    with pytest.raises(NotYours) as refusal:
        save(profile, owner, pricing="neuf", **{name: other})
    assert (refusal.value.field, refusal.value.code) == (name, "FORBIDDEN_FIELD")
    assert not stored(profile).has_unpublished_changes


def test_saying_it_as_it_is_changes_nothing(profile: ActivatorProfile, owner: User) -> None:
    siret, name = profile.siret, "atelier numérique"
    same = save(
        profile, owner, category=profile.category, siret=f"{siret[:3]} {siret[3:]}", organisation_name=name,
        organisation_kind="OWN", pricing=profile.pricing, presentation="Accompagnement des petites entreprises.",
        signatory_name=None, social_links=[],
    )  # fmt: skip
    assert version_of(same) == version_of(profile)
    assert profile.revisions.count() == 1


class TestConflict:
    def test_two_windows(self, profile: ActivatorProfile, owner: User) -> None:
        seen = asked(profile, owner)
        save_draft(profile, changes={"pricing": "un"}, **seen)
        with pytest.raises(VersionConflict) as conflict:
            save_draft(profile, changes={"pricing": "deux"}, **seen)
        assert conflict.value.current.get_latest_revision_as_object().pricing == "un"
        assert draft(profile).pricing == "un"

    def test_a_reviewer_whose_editor_saves_by_itself(
        self, profile: ActivatorProfile, owner: User, reviewer: User
    ) -> None:
        edited = draft(profile)
        revision = edited.save_revision(user=reviewer)
        seen = asked(profile, owner)
        edited.pricing = "Relu"
        edited.save_revision(user=reviewer, overwrite_revision=revision)
        with pytest.raises(VersionConflict):
            save_draft(profile, changes={"pricing": "deux"}, **seen)
        assert draft(profile).pricing == "Relu"


def test_it_is_built_on_what_a_reviewer_saved(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    edited = draft(profile)
    edited.pricing = "Relu"
    edited.save_revision(user=reviewer)
    save(profile, owner, telephone="02")
    assert (draft(profile).pricing, draft(profile).telephone) == ("Relu", "02")


@pytest.mark.parametrize("step", [suspend, leave])
def test_who_is_no_activator_any_more_is_told_why(profile: ActivatorProfile, owner: User, step: Any) -> None:
    step(stored(profile), by=None, reason="Plainte", now=NOW)
    with pytest.raises(NotEditable, match="télécharger vos données"):
        save(profile, owner, pricing="neuf")


def test_a_locked_page_waits(profile: ActivatorProfile, owner: User) -> None:
    ActivatorProfile.objects.filter(pk=profile.pk).update(locked=True)
    with pytest.raises(NotEditable, match="verrouillé"):
        save(profile, owner, pricing="neuf")


def test_nobody_else(profile: ActivatorProfile, reviewer: User) -> None:
    for user in (reviewer, make_user("chef", superuser=True)):
        with pytest.raises(NotOwner):
            save(profile, user, pricing="neuf")
