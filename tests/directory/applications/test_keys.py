"""Keys that were sent by email: what opens what, until when, and that nothing of them is stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from directory.actions.applications.accept import close_links
from directory.actions.applications.start import start
from directory.applications.keys import application_for, find, new_activation_key, new_file_key
from directory.applications.references import ALPHABET, new_reference
from directory.errors import KeyInvalid
from directory.models import ApplicationKey, KeyPurpose
from directory.rules.states import Status
from tests.factories.files import key_in, make_draft, make_file

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_the_key_and_the_emailed_link_open_the_file() -> None:
    application, key = start(email="camille@exemple.example", now=NOW)
    (message,) = mail.outbox
    assert message.to == ["camille@exemple.example"]
    assert application.reference in message.subject
    assert key_in(message) == key
    assert application_for(key, now=NOW) == application


def test_only_its_hash_is_stored() -> None:
    _, key = start(email="camille@exemple.example", now=NOW)
    stored = ApplicationKey.objects.values().get()
    assert key not in str(stored)


def test_it_ends_to_the_second(settings) -> None:
    settings.BALISE_DRAFT_KEY_DAYS = 30
    application, key = start(email="camille@exemple.example", now=NOW)
    end = NOW + timedelta(days=30)
    assert application_for(key, now=end - timedelta(microseconds=1)) == application
    with pytest.raises(KeyInvalid):
        application_for(key, now=end)


def test_a_new_one_leaves_those_before_alone() -> None:
    application, key = start(email="camille@exemple.example", now=NOW)
    again = new_file_key(application, now=NOW)
    assert application_for(key, now=NOW) == application_for(again, now=NOW)


def test_an_activation_voids_those_before_and_ends_after_a_day() -> None:
    application = make_file(Status.ACCEPTED, now=NOW)
    first = key_in(mail.outbox[-1])
    second = new_activation_key(application, now=NOW)
    with pytest.raises(KeyInvalid):
        find(first, KeyPurpose.ACTIVATION, now=NOW)
    assert find(second, KeyPurpose.ACTIVATION, now=NOW + timedelta(hours=24, microseconds=-1))
    with pytest.raises(KeyInvalid):
        find(second, KeyPurpose.ACTIVATION, now=NOW + timedelta(hours=24))


def test_a_key_serves_its_own_purpose_only() -> None:
    application = make_file(Status.ACCEPTED, now=NOW)
    activation, opening = new_activation_key(application, now=NOW), new_file_key(application, now=NOW)
    with pytest.raises(KeyInvalid):
        application_for(activation, now=NOW)
    with pytest.raises(KeyInvalid):
        find(opening, KeyPurpose.ACTIVATION, now=NOW)


def test_closed_links_open_nothing() -> None:
    application = make_draft()
    key = new_file_key(application, now=NOW)
    close_links(application, now=NOW)
    with pytest.raises(KeyInvalid):
        application_for(key, now=NOW)


@given(st.text(max_size=120))
def test_whatever_is_no_key_opens_nothing(text: str) -> None:
    with pytest.raises(KeyInvalid):
        application_for(text, now=NOW)


def test_a_reference_can_be_read_over_the_telephone() -> None:
    made = {new_reference(NOW) for _ in range(200)}
    assert len(made) > 190
    for reference in made:
        start_, year, rest = reference.split("-")
        assert (start_, len(year), len(rest)) == ("ACT", 4, 6)
        assert set(rest) <= set(ALPHABET)
    assert not set("01OILU") & set(ALPHABET)
