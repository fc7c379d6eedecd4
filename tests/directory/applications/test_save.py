"""Saving a file: nothing typed is lost, and two windows do not overwrite each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.actions.applications.save import Changes, save
from directory.actions.applications.start import start
from directory.applications.content import FIELDS, Content, content_of
from directory.errors import UploadUnknown, VersionConflict
from directory.models import Application, UploadKind
from tests.factories.files import make_draft, make_upload

NOW = timezone.now()
LATER = NOW + timedelta(minutes=5)


def saved(application: Application, version: int | None = None, **content: object) -> Application:
    return save(application, changes=Changes(content=content), expected_version=version, now=LATER)


@pytest.fixture
def empty(db: None) -> Application:
    return start(email="camille@exemple.example", now=NOW)[0]


def test_in_parts_and_whatever_is_missing(empty: Application) -> None:
    saved(empty, first_name="Camille")
    saved(empty, last_name="Le Goff", siret="732 829 320 00074")
    stored = Application.objects.get(pk=empty.pk)
    given_ = content_of(stored)
    assert (given_.first_name, given_.last_name, given_.siret) == ("Camille", "Le Goff", "73282932000074")
    assert (stored.display_name, stored.siret, stored.saved_at) == ("Camille Le Goff", "73282932000074", LATER)
    assert stored.version == empty.version + 2


def test_none_clears_and_absence_does_not(empty: Application) -> None:
    saved(empty, first_name="Camille", last_name="Le Goff")
    given_ = content_of(saved(empty, first_name=None))
    assert (given_.first_name, given_.last_name) == ("", "Le Goff")


def test_wrong_things_are_kept_for_their_author_to_correct(empty: Application) -> None:
    given_ = content_of(saved(empty, category="WIZARD", siret="12", website="javascript:alert(1)", themes=["rien"]))
    assert (given_.category, given_.siret, given_.website) == ("WIZARD", "12", "javascript:alert(1)")
    assert given_.themes == ("rien",)
    assert Application.objects.get(pk=empty.pk).category == ""


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_json_does_not_hold_is_none(empty: Application, number: float) -> None:
    stored = saved(empty, latitude=number, longitude=number, first_name="Camille")
    assert (content_of(stored).latitude, content_of(stored).first_name) == (None, "Camille")


def test_the_same_again_is_no_new_version(empty: Application) -> None:
    first = saved(empty, first_name="Camille")
    again = saved(empty, first_name=" Camille ")
    assert (again.version, again.saved_at) == (first.version, first.saved_at)


def test_two_windows(empty: Application) -> None:
    first = saved(empty, version=empty.version, first_name="Camille")
    with pytest.raises(VersionConflict) as conflict:
        saved(empty, version=empty.version, first_name="Zoé")
    assert conflict.value.current.version == first.version
    assert content_of(conflict.value.current).first_name == "Camille"
    assert content_of(Application.objects.get(pk=empty.pk)).first_name == "Camille"


def test_a_save_forgets_that_it_was_warned_of(empty: Application) -> None:
    Application.objects.filter(pk=empty.pk).update(warned_abandoned_at=NOW)
    assert saved(empty, first_name="Camille").warned_abandoned_at is None


def test_the_charter_is_kept_as_it_was_accepted_first(empty: Application) -> None:
    first = save(empty, changes=Changes(charter="2026-1"), expected_version=None, now=NOW, address="192.0.2.1")
    again = save(empty, changes=Changes(charter="2026-1"), expected_version=None, now=LATER, address="192.0.2.9")
    kept = (again.charter_version, again.charter_accepted_at, again.charter_accepted_from)
    assert kept == ("2026-1", NOW, "192.0.2.1") == (
        first.charter_version, first.charter_accepted_at, first.charter_accepted_from,
    )  # fmt: skip
    other = save(empty, changes=Changes(charter="2027-1"), expected_version=None, now=LATER, address="2001:db8::1")
    assert (other.charter_version, other.charter_accepted_at, other.charter_accepted_from) == (
        "2027-1", LATER, "2001:db8::1",
    )  # fmt: skip
    unticked = save(empty, changes=Changes(charter=""), expected_version=None, now=LATER, address="192.0.2.1")
    assert (unticked.charter_version, unticked.charter_accepted_at, unticked.charter_accepted_from) == ("", None, None)


def test_only_uploads_of_this_file_and_kind(empty: Application) -> None:
    letter, picture = make_upload(empty), make_upload(empty, UploadKind.PICTURE, content_type="image/png")
    foreign = make_upload(make_draft("autre@exemple.example"))
    given_ = {"letter": str(letter.pk), "photo": str(picture.pk)}
    stored = save(empty, changes=Changes(uploads=given_), expected_version=None, now=LATER)
    assert (stored.letter, stored.photo) == (letter, picture)
    for name, wrong in [
        ("letter", str(picture.pk)),
        ("photo", str(letter.pk)),
        ("letter", str(foreign.pk)),
        ("letter", "no id"),
        ("letter", "\x00"),
    ]:
        with pytest.raises(UploadUnknown) as refused:
            save(empty, changes=Changes(uploads={name: wrong}), expected_version=None, now=LATER)
        assert refused.value.field == name
    cleared = save(empty, changes=Changes(uploads={"letter": None}), expected_version=None, now=LATER)
    assert (cleared.letter, cleared.photo) == (None, picture)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=200))
def test_any_text_can_be_stored_and_read_again(empty: Application, text: str) -> None:
    saved(empty, first_name=text, presentation=text, social_links=[text], siret=text)
    stored = content_of(Application.objects.get(pk=empty.pk))
    assert "\x00" not in stored.presentation
    assert "\n" not in stored.first_name
    assert stored.changed({}) == stored == Content().changed(stored.as_json())


def test_a_name_that_is_no_field_is_the_callers_mistake() -> None:
    with pytest.raises(AttributeError):
        Content().changed({"slug": "camille"})


def test_stored_fields_that_are_gone_are_left_alone(empty: Application) -> None:
    empty.content = {"first_name": "Camille", "fax": "02"}
    assert content_of(empty).first_name == "Camille"
    assert "fax" not in FIELDS
