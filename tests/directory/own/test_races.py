"""Two at once on one's own profile: nothing is lost, and whoever comes second is told."""

from __future__ import annotations

import pytest
from django.utils import timezone
from wagtail.models import WorkflowState

from accounts.models import User
from directory.actions.erase_account import erase_account
from directory.actions.own_profile import save_draft, submit_draft
from directory.models import ActivatorProfile, ProfileAddress
from tests.directory.applications.test_races import at_once
from tests.directory.own.conftest import asked, draft, stored

pytestmark = pytest.mark.django_db(transaction=True)


def test_saved_from_two_windows(profile: ActivatorProfile, owner: User) -> None:
    seen = asked(profile, owner)
    outcomes = at_once(
        *[
            lambda price=price: save_draft(profile, changes={"pricing": price}, **seen)
            for price in ("1 €", "2 €", "3 €")
        ]
    )
    assert outcomes == {"done": 1, "VERSION_CONFLICT": 2}
    assert profile.revisions.count() == 2


def test_submitted_twice(profile: ActivatorProfile, owner: User) -> None:
    save_draft(profile, changes={"pricing": "1 €"}, **asked(profile, owner))
    seen = asked(profile, owner)
    outcomes = at_once(*[lambda: submit_draft(profile, **seen)] * 3)
    assert outcomes == {"done": 1, "ALREADY_SO": 2}
    assert WorkflowState.objects.count() == 1


def test_saved_and_submitted(profile: ActivatorProfile, owner: User) -> None:
    """What is in review is what its author has seen, whoever comes first."""
    save_draft(profile, changes={"pricing": "1 €"}, **asked(profile, owner))
    seen = asked(profile, owner)
    at_once(
        lambda: submit_draft(profile, **seen),
        lambda: save_draft(profile, changes={"pricing": "2 €"}, **seen),
    )
    if stored(profile).current_workflow_state is not None:
        assert draft(profile).pricing == "1 €"
    else:
        assert draft(profile).pricing == "2 €"


def test_saved_and_erased(profile: ActivatorProfile, owner: User) -> None:
    seen = asked(profile, owner)
    outcomes = at_once(
        lambda: save_draft(profile, changes={"pricing": "1 €"}, **seen),
        lambda: erase_account(owner, password="motdepasse", now=timezone.now()),
    )
    assert outcomes in ({"done": 2}, {"done": 1, "NOT_OWNER": 1})
    assert not ActivatorProfile.objects.exists()
    assert not User.objects.filter(pk=owner.pk).exists()
    assert not ProfileAddress.objects.exclude(slug="").exists()
