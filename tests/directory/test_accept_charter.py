"""Accepting a newer charter: what is kept, what it brings back, and who may not (rules L4, B4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from wagtail.models import PageLogEntry

from accounts.models import User
from core.errors import RuleViolation
from directory.actions import accept_charter as action
from directory.actions.accept_charter import CHARTER_ACCEPTED, accept_charter
from directory.actions.erase import erase
from directory.actions.erase_account import erase_account
from directory.actions.standing import leave, suspend
from directory.charters import charter_to_accept
from directory.errors import NoCharter, NotEditable, NotOwner
from directory.models import ActivatorProfile, Charter, CharterAcceptance
from directory.rules.listing import PARIS
from directory.rules.marks import Holder, Mark
from directory.rules.states import Status
from directory.standing import may_use, standing_of
from tests.factories.directory import make_profile
from tests.factories.files import PASSWORD, make_file
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, tzinfo=PARIS)
IN_TIME = datetime(2026, 12, 31, 23, 59, tzinfo=PARIS)  # the last minute
LATE = datetime(2027, 1, 20, 9, tzinfo=PARIS)
MINE = Mark.ACTIVATEUR_FRANCE_NUM


@pytest.fixture
def profile(db: None) -> ActivatorProfile:
    """An activator who has accepted 2026-1 with their file, before 2026-2 came."""
    found = make_file(Status.PUBLISHED, now=NOW).profile
    assert found is not None
    Charter.objects.create(version="2026-2", in_force_from=date(2026, 12, 1), text="<p>Autre.</p>")
    return found


def accept(profile: ActivatorProfile, now: datetime, **given: Any) -> None:
    step: dict[str, Any] = {"version": "2026-2", "accept": True, "by": profile.account, "address": "192.0.2.9"}
    accept_charter(profile, now=now, **step | given)


def kept() -> list[tuple[Any, ...]]:
    return list(CharterAcceptance.objects.values_list("profile", "version", "accepted_at", "accepted_from"))


def history() -> list[PageLogEntry]:
    return list(PageLogEntry.objects.filter(action=CHARTER_ACCEPTED))


def test_in_time_and_the_activity_goes_on(profile: ActivatorProfile) -> None:
    found = charter_to_accept(profile, now=IN_TIME)
    assert found is not None
    assert (found.charter.version, found.until) == ("2026-2", date(2026, 12, 31))
    accept(profile, IN_TIME)
    assert kept() == [(profile.pk, "2026-2", IN_TIME, "192.0.2.9")]
    (entry,) = history()
    assert (entry.page_id, entry.user, entry.data["version"]) == (profile.pk, profile.account, "2026-2")
    assert "192.0.2.9" not in str(entry.data)
    assert charter_to_accept(profile, now=IN_TIME) is None
    after = standing_of(profile, now=LATE)
    assert (after.holder, after.since, after.until) == (Holder.ACTIVATOR, NOW.date(), None)


def test_late_and_the_rights_are_back_in_the_same_minute(profile: ActivatorProfile) -> None:
    assert may_use(profile, MINE, now=IN_TIME)
    assert not may_use(profile, MINE, now=IN_TIME + timedelta(minutes=1))
    found = charter_to_accept(profile, now=LATE)
    assert found is not None
    assert found.until == date(2026, 12, 31)
    accept(profile, LATE)
    assert may_use(profile, MINE, now=LATE)
    assert standing_of(profile, now=LATE).since == LATE.date()
    assert not may_use(profile, MINE, now=LATE - timedelta(minutes=1))


def test_again_is_once(profile: ActivatorProfile) -> None:
    accept(profile, IN_TIME)
    accept(profile, LATE, address="192.0.2.10")
    assert kept() == [(profile.pk, "2026-2", IN_TIME, "192.0.2.9")]
    assert len(history()) == 1


def test_what_the_file_has_accepted_is_accepted(profile: ActivatorProfile) -> None:
    assert charter_to_accept(profile, now=NOW) is None
    accept(profile, NOW, version="2026-1")
    assert (kept(), history()) == ([], [])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"version": "2026-1"}, "version"),  # replaced
        ({"version": "2026-3"}, "version"),  # not yet in force
        ({"version": "inconnue"}, "version"),
        ({"version": "2026-2" + "x" * 500}, "version"),
        ({"version": ""}, "version"),
        ({"accept": False}, "accept"),
    ],
)
def test_only_the_version_in_force_and_only_by_its_box(
    profile: ActivatorProfile, given: dict[str, Any], field: str
) -> None:
    Charter.objects.create(version="2026-3", in_force_from=date(2027, 1, 1), text="<p>Plus tard.</p>")
    with pytest.raises(RuleViolation) as refused:
        accept(profile, IN_TIME, **given)
    assert [(finding.rule.id, finding.field) for finding in refused.value.findings] == [("L4", (field,))]
    assert (kept(), history()) == ([], [])


def test_without_a_charter_in_force_there_is_nothing(profile: ActivatorProfile) -> None:
    Charter.objects.update(in_force_from=date(2027, 6, 1))
    assert charter_to_accept(profile, now=LATE) is None
    with pytest.raises(NoCharter):
        accept(profile, LATE)


def test_nobody_accepts_for_another(profile: ActivatorProfile) -> None:
    for other in (make_user("autre"), make_user("admin", superuser=True)):
        with pytest.raises(NotOwner):
            accept(profile, LATE, by=other)
    orphan = make_profile("Zoé", "Lefèvre")
    with pytest.raises(NotOwner):
        accept(orphan, LATE, by=make_user("personne"))
    with pytest.raises(NotOwner):
        accept(orphan, LATE, by=User())
    assert kept() == []


def test_who_has_left_accepts_nothing_and_who_is_suspended_does(profile: ActivatorProfile) -> None:
    suspend(profile, by=None, reason="Oui", now=IN_TIME)
    accept(profile, LATE)
    assert len(kept()) == 1
    assert standing_of(profile, now=LATE).holder is Holder.FORMER_ACTIVATOR
    CharterAcceptance.objects.all().delete()
    leave(profile, by=None, reason="Oui", now=LATE)
    gone = ActivatorProfile.objects.get(pk=profile.pk)
    assert charter_to_accept(gone, now=LATE) is None
    with pytest.raises(NotEditable, match="départ"):
        accept(gone, LATE)
    assert kept() == []


def test_nothing_is_kept_without_its_line_of_history(profile: ActivatorProfile, monkeypatch: Any) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(action, "log", broken)
    with pytest.raises(RuntimeError):
        accept(profile, LATE)
    assert kept() == []


def test_an_imported_page_may_accept_and_is_no_activator_by_that(profile: ActivatorProfile) -> None:
    imported = make_profile("Ada", "Martin", account=make_user("importee"), import_id="A-1")
    accept(imported, IN_TIME)
    assert charter_to_accept(imported, now=IN_TIME) is None
    assert standing_of(imported, now=IN_TIME).holder is Holder.APPLICANT


@pytest.mark.parametrize("by_themselves", [True, False])
def test_erasing_the_person_erases_it(profile: ActivatorProfile, by_themselves: bool) -> None:
    accept(profile, LATE)
    assert profile.account is not None
    if by_themselves:
        erase_account(profile.account, password=PASSWORD, now=LATE)
    else:
        erase(profile, by=None, now=LATE)
    assert kept() == []
