"""What was read before somebody else's step does not undo it: a page in memory is not the page as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from core.errors import PublicationRefused
from directory.actions.applications.activate import activate, publish
from directory.actions.erase import erase
from directory.actions.standing import suspend
from directory.applications.keys import new_activation_key
from directory.applications.profiles import profile_of
from directory.models import ActivatorProfile, Application, Standing
from directory.rules.states import Status
from tests.factories.files import PASSWORD, make_file, make_reviewer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def page_of(file: Application) -> ActivatorProfile:
    return ActivatorProfile.objects.get(pk=profile_of(file).pk)


def test_a_publication_does_not_lift_a_suspension() -> None:
    file = make_file(Status.PUBLISHED)
    revision = page_of(file).save_revision()
    assert revision.content_object.standing == Standing.ACTIVE, "read before"
    suspend(page_of(file), by=make_reviewer(), reason="plainte", now=NOW)
    with pytest.raises(PublicationRefused):
        revision.publish()
    assert (page_of(file).standing, page_of(file).live) == (Standing.SUSPENDED, False)


def test_a_suspension_takes_off_what_was_published_meanwhile() -> None:
    file = make_file(Status.ACTIVATED, now=NOW - timedelta(days=2))
    before = page_of(file)
    publish(file, now=NOW)
    suspend(before, by=make_reviewer(), reason="plainte", now=NOW)
    assert (page_of(file).standing, page_of(file).live, page_of(file).was_public) == (Standing.SUSPENDED, False, True)


def test_an_erasure_takes_the_account_that_was_activated_meanwhile() -> None:
    file = make_file(Status.ACCEPTED)
    before = page_of(file)
    account = activate(new_activation_key(file, now=NOW), password=PASSWORD, now=NOW)
    erase(before, by=make_reviewer(), now=NOW)
    assert not User.objects.filter(pk=account.pk).exists()
    erase(before, by=make_reviewer(), now=NOW)  # twice is once
