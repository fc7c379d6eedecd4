"""What geocoding never overwrites: points that somebody typed, addresses that changed, what a form did not mean."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from directory.actions.geocode import geocode
from directory.geocoding.service import ask
from directory.models import GeocodingState, Organisation
from directory.rules.location import LocationPrecision
from tests.directory.geocoding.places import FOUND, STREET, point, state, stored
from tests.factories.directory import make_organisation, make_profile
from tests.factories.pages import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


def test_a_typed_point_stays(geocoder, worker) -> None:
    organisation = make_organisation(street=STREET)
    typed = stored(organisation)
    typed.place(48.5, -1.5)
    typed.save()
    assert worker.run() == ["nothing to do"]
    assert point(organisation) == (48.5, -1.5, LocationPrecision.ADDRESS)


@pytest.mark.parametrize("meanwhile", ["typed", "moved", "gone"])
def test_what_happens_while_the_service_thinks(geocoder, meanwhile: str) -> None:
    organisation = make_organisation(street=STREET)

    def answer_late(address: str) -> Any:
        answer = ask(address, url=geocoder.url)
        now = stored(organisation)
        if meanwhile == "typed":
            now.place(48.5, -1.5)
        now.street = "2 rue Neuve" if meanwhile == "moved" else now.street
        _ = now.delete() if meanwhile == "gone" else now.save()
        return answer

    assert geocode(organisation, ask=answer_late) == GeocodingState.NONE
    left = Organisation.objects.filter(pk=organisation.pk).first()
    assert left is None or left.latitude != FOUND[0]


def test_a_version_written_before_does_not_take_the_point_away(geocoder, worker) -> None:
    """Its coordinates are those of the commune; only the page's row knows what was found since."""
    profile = make_profile(address_differs=True, street=STREET, postcode="35000", city="Rennes")
    worker.run()
    version = stored(profile).get_latest_revision_as_object()
    assert (version.latitude, version.longitude, version.precision) == FOUND
    version.pricing = "80 €"
    version.save_revision().publish()
    assert (point(profile), state(profile)) == (FOUND, GeocodingState.DONE)


def test_a_version_with_another_address_is_asked_for_when_it_is_published(geocoder, worker) -> None:
    profile = make_profile(address_differs=True, street=STREET, postcode="35000", city="Rennes")
    worker.run()
    version = stored(profile).get_latest_revision_as_object()
    version.street = "2 rue Neuve"
    revision = version.save_revision()
    assert point(profile) == FOUND
    revision.publish()
    assert state(profile) == GeocodingState.PENDING
    worker.run()
    assert geocoder.asked[-1] == "2 rue Neuve, 35000 Rennes"


def test_a_point_typed_into_a_version_with_another_address_is_published_as_it_is(geocoder, worker) -> None:
    profile = make_profile(address_differs=True, street=STREET, postcode="35000", city="Rennes")
    worker.run()
    version = stored(profile).get_latest_revision_as_object()
    version.street = "2 rue Neuve"
    version.place(48.5, -1.5)
    version.save_revision().publish()
    assert point(profile) == (48.5, -1.5, LocationPrecision.ADDRESS)
    assert "nothing to do" not in worker.run() or len(geocoder.asked) == 1


def test_a_profile_that_goes_back_to_its_organisation_s_address(geocoder, worker) -> None:
    organisation = make_organisation(street="", city="")
    organisation.place(48.2, -1.7, LocationPrecision.COMMUNE)
    organisation.save()
    profile = make_profile(
        organisation=organisation, address_differs=True, street=STREET, postcode="35000", city="Rennes"
    )
    worker.run()
    version = stored(profile).get_latest_revision_as_object()
    version.address_differs = False
    version.save_revision().publish()
    assert (stored(profile).street, state(profile), stored(profile).precision) == (
        "",
        GeocodingState.NONE,
        LocationPrecision.COMMUNE,
    )


# --- the form -------------------------------------------------------------------------------------------


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(make_user("ada", superuser=True))
    return client


def save_in_form(admin: Client, organisation: Organisation, **fields: Any) -> None:
    url = reverse("organisation:edit", args=[organisation.pk])
    values = {"name": organisation.name, "siret": organisation.siret, "street": organisation.street,
              "postcode": organisation.postcode, "city": organisation.city, **fields}  # fmt: skip
    response = admin.post(url, values)
    assert response.status_code == 302, response.content


def test_a_form_opened_before_the_point_was_found_does_not_take_it_back(admin, geocoder, worker) -> None:
    organisation = make_organisation(street=STREET)
    shown = {"latitude": organisation.latitude, "longitude": organisation.longitude}
    worker.run()
    save_in_form(admin, organisation, **shown)
    assert (point(organisation), state(organisation)) == (FOUND, GeocodingState.DONE)


def test_a_point_typed_in_the_form_is_exact(admin, geocoder, worker) -> None:
    organisation = make_organisation(street=STREET)
    worker.run()
    save_in_form(admin, organisation, latitude="48.5", longitude="-1.5")
    assert point(organisation) == (48.5, -1.5, LocationPrecision.ADDRESS)
    assert worker.jobs == []


def test_a_point_removed_in_the_form_is_looked_for_again(admin, geocoder, worker) -> None:
    organisation = make_organisation(street=STREET)
    worker.run()
    save_in_form(admin, organisation, latitude="", longitude="")
    assert stored(organisation).latitude is not None
    worker.run()
    assert (point(organisation), len(geocoder.asked)) == (FOUND, 2)
