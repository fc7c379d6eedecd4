"""`manage.py geocode`: what waits is done, whoever left it waiting."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from directory.actions.geocode import MAX_ATTEMPTS
from directory.models import GeocodingState, Organisation
from directory.rules.location import LocationPrecision
from tests.directory.geocoding.conftest import Geocoder, feature
from tests.factories.directory import make_organisation, make_profile

pytestmark = pytest.mark.django_db

STREET = "1 rue de la Paix"


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses, which are not made."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def geocode(**options: Any) -> str:
    out = io.StringIO()
    call_command("geocode", stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_it_needs_a_service() -> None:
    with pytest.raises(CommandError, match="BALISE_GEOCODING_URL"):
        geocode()


def test_organisations_and_profiles_that_wait(geocoder: Geocoder) -> None:
    never_asked = make_organisation(street=STREET)
    pending = make_organisation(street="2 rue de la Paix")
    Organisation.objects.filter(pk=pending.pk).update(geocoding=GeocodingState.PENDING)
    own = make_profile(organisation=never_asked, address_differs=True, street=STREET, postcode="35000", city="Rennes")
    inheriting = make_profile(organisation=never_asked)
    typed = make_organisation(street="3 rue de la Paix")
    typed.place(48.5, -1.5)
    typed.save()
    assert "3 trouvée" in geocode()
    assert len(geocoder.asked) == 3
    for place in (never_asked, pending, own, inheriting):
        place.refresh_from_db()
        assert (place.latitude, place.precision) == (48.1, LocationPrecision.ADDRESS)
    typed.refresh_from_db()
    assert typed.latitude == 48.5
    assert geocode() == ""


def test_a_service_that_stumbles(geocoder: Geocoder, slept: list[float]) -> None:
    geocoder.says((503, {}), (200, b"<html>"), (200, {"features": [feature()]}))
    make_organisation(street=STREET)
    assert "1 trouvée" in geocode()
    assert slept == [1, 2]


def test_a_service_that_is_down_does_not_use_up_everybody_s_attempts(geocoder: Geocoder, slept: list[float]) -> None:
    geocoder.says((503, {}))
    for number in range(5):
        make_organisation(street=f"{number} rue de la Paix")
    with pytest.raises(CommandError, match="ne répond pas"):
        geocode()
    states = list(Organisation.objects.order_by("pk").values_list("geocoding", flat=True))
    assert states == [GeocodingState.FAILED] * 3 + [GeocodingState.NONE] * 2
    assert len(geocoder.asked) == 3 * MAX_ATTEMPTS


def test_what_was_given_up_is_only_tried_when_asked_to(geocoder: Geocoder) -> None:
    organisation = make_organisation(street=STREET)
    Organisation.objects.filter(pk=organisation.pk).update(
        geocoding=GeocodingState.FAILED, geocoding_attempts=MAX_ATTEMPTS
    )
    assert geocode() == ""
    report = geocode(retry_failed=True)
    assert "1 adresses remises en attente" in report
    assert "1 trouvée" in report
    organisation.refresh_from_db()
    assert (organisation.geocoding, organisation.geocoding_attempts) == (GeocodingState.DONE, 1)


def test_what_is_not_found_is_not_asked_for_ever(geocoder: Geocoder) -> None:
    geocoder.answers()
    make_organisation(street=STREET)
    assert "1 introuvable" in geocode()
    assert geocode() == ""
    assert len(geocoder.asked) == 1


def test_a_job_is_enqueued_after_the_commit(geocoder: Geocoder, worker, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_organisation(street=STREET)
        assert worker.jobs == []
    assert len(worker.jobs) == 1
