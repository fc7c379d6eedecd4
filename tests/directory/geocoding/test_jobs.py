"""From a save to a point: jobs, states, and what is never overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task_backends

from directory.actions.geocode import MAX_ATTEMPTS, geocode
from directory.geocoding import jobs
from directory.models import ActivatorProfile, GeocodingState, Organisation
from directory.rules.location import LocationPrecision
from tests.directory.geocoding.conftest import feature
from tests.directory.geocoding.places import FOUND, STREET, point, state, stored
from tests.factories.directory import make_organisation, make_profile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

# --- when it is asked -----------------------------------------------------------------------------------


def test_an_organisation_gets_its_point_and_the_profiles_that_inherit_it_follow(geocoder, worker) -> None:
    organisation = make_organisation(street=STREET)
    profile = make_profile(organisation=organisation)
    assert (state(organisation), geocoder.asked) == (GeocodingState.PENDING, [])
    assert worker.run() == ["DONE"]
    assert (point(organisation), state(organisation)) == (FOUND, GeocodingState.DONE)
    assert point(profile) == FOUND
    assert geocoder.asked == ["1 rue de la Paix, 35000 Rennes"]


def test_a_profile_s_own_address(geocoder, worker) -> None:
    profile = make_profile(organisation=make_organisation(city="", postcode=""), address_differs=True, street=STREET,
                           postcode="35000", city="Rennes")  # fmt: skip
    edition = profile.edition
    worker.run()
    assert (point(profile), state(profile)) == (FOUND, GeocodingState.DONE)
    assert stored(profile).edition != edition
    assert len(geocoder.asked) == 1


def test_nothing_is_asked_where_no_place_is_set(geocoder, worker, settings) -> None:
    settings.BALISE_GEOCODING_URL = ""
    organisation = make_organisation(street=STREET)
    assert worker.jobs == []
    assert state(organisation) == GeocodingState.NONE


def test_without_a_worker_a_save_asks_nothing_and_does_not_wait(geocoder) -> None:
    organisation = make_organisation(street=STREET)
    make_profile(organisation=organisation, address_differs=True, street=STREET, postcode="35000", city="Rennes")
    assert geocoder.asked == []
    assert state(organisation) == GeocodingState.NONE


@pytest.mark.parametrize(
    "fields",
    [
        {"street": STREET, "postcode": ""},  # what it finds could not be checked
        {"street": "", "postcode": "", "city": ""},
        {"street": "", "city": ""},
    ],
)
def test_what_cannot_be_asked(geocoder, worker, fields: dict[str, str]) -> None:
    make_organisation(**fields)
    assert worker.jobs == []


def test_the_same_address_is_not_asked_again(geocoder, worker) -> None:
    organisation = make_organisation(street=STREET)
    worker.run()
    organisation = stored(organisation)
    organisation.name = "Autre nom"
    organisation.save()
    assert worker.jobs == []
    assert point(organisation) == FOUND


def test_another_address_is(geocoder, worker) -> None:
    organisation = make_organisation(street=STREET)
    worker.run()
    organisation = stored(organisation)
    organisation.street = "2 rue de la Paix"
    organisation.save()
    assert stored(organisation).precision != LocationPrecision.ADDRESS
    worker.run()
    assert (point(organisation), len(geocoder.asked)) == (FOUND, 2)


def test_wagtail_s_bookkeeping_of_a_draft_asks_nothing(geocoder, worker) -> None:
    profile = make_profile()
    worker.run()
    geocoder.asked.clear()
    profile.address_differs, profile.street, profile.postcode, profile.city = True, STREET, "35000", "Rennes"
    profile.save_revision()
    assert worker.jobs == []


def test_a_queue_that_fails_does_not_fail_the_save(geocoder, worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """`robust=True`: Django logs what goes wrong after the commit."""
    given: list[Any] = []
    monkeypatch.setattr(transaction, "on_commit", lambda call, **kwargs: given.append(kwargs))
    make_organisation(street=STREET)
    assert given == [{"robust": True}]


# --- what comes of it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (feature("street"), (GeocodingState.DONE, LocationPrecision.ADDRESS)),
        (feature("municipality"), (GeocodingState.DONE, LocationPrecision.COMMUNE)),
        (feature(postcode="29200"), (GeocodingState.NOT_FOUND, LocationPrecision.DEPARTMENT)),
        (feature(postcode=None), (GeocodingState.NOT_FOUND, LocationPrecision.DEPARTMENT)),
        (feature(score=0.1), (GeocodingState.NOT_FOUND, LocationPrecision.DEPARTMENT)),
    ],
)
def test_answers(geocoder, worker, monkeypatch, found: Any, expected: tuple[str, str]) -> None:
    monkeypatch.setattr("directory.places.commune_point", lambda postcode, city: None)
    geocoder.answers(found)
    organisation = make_organisation(street=STREET)
    worker.run()
    assert (state(organisation), stored(organisation).precision) == expected


def test_no_answer_is_tried_again_later_and_later_and_then_given_up(geocoder, worker) -> None:
    geocoder.says((503, {}))
    organisation = make_organisation(street=STREET)
    delays = []
    for attempt in range(1, MAX_ATTEMPTS):
        before = timezone.now()
        assert worker.run() == ["PENDING"]
        assert stored(organisation).geocoding_attempts == attempt
        (job,) = worker.jobs
        delays.append(round((job.task.run_after - before).total_seconds() / 60))
    assert delays == [1, 2, 4, 8]
    assert worker.run() == ["FAILED"]
    assert (state(organisation), worker.jobs) == (GeocodingState.FAILED, [])


def test_a_service_that_comes_back(geocoder, worker) -> None:
    geocoder.says((503, {}), (200, {"features": [feature()]}))
    organisation = make_organisation(street=STREET)
    assert [*worker.run(), *worker.run()] == ["PENDING", "DONE"]
    assert point(organisation) == FOUND


def test_a_backend_without_a_clock_leaves_it_to_the_command(geocoder, worker, monkeypatch) -> None:
    geocoder.says((503, {}))
    organisation = make_organisation(street=STREET)
    monkeypatch.setattr(type(task_backends["default"]), "supports_defer", False)
    assert worker.run() == ["PENDING"]
    assert (worker.jobs, state(organisation)) == ([], GeocodingState.PENDING)


def test_a_job_for_what_is_gone_or_switched_off_does_nothing(geocoder, worker, settings) -> None:
    organisation = make_organisation(street=STREET)
    settings.BALISE_GEOCODING_URL = ""
    assert worker.run() == ["nothing to do"]
    settings.BALISE_GEOCODING_URL = geocoder.url
    Organisation.objects.filter(pk=organisation.pk).delete()
    assert jobs.find_point.call("Organisation", organisation.pk) == "nothing to do"
    assert geocoder.asked == []


def test_no_transaction_is_open_while_the_service_thinks(geocoder) -> None:
    depth = len(connection.savepoint_ids)
    organisation = make_organisation(street=STREET)
    seen: list[int] = []

    def note(address: str) -> None:
        seen.append(len(connection.savepoint_ids))

    geocode(organisation, ask=note)
    assert seen == [depth]
    assert ActivatorProfile.objects.count() == 0
