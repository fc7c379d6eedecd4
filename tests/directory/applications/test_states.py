"""Every step in every status: what is possible is done and leaves its line, everything else changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from directory.actions.applications.accept import accept, resend_activation
from directory.actions.applications.activate import activate, publish, reschedule
from directory.actions.applications.decide import change_category, correct_address, refuse, request_correction
from directory.actions.applications.save import Changes, save
from directory.actions.applications.submit import submit, withdraw
from directory.applications.keys import new_activation_key
from directory.errors import DirectoryError, KeyInvalid, StepImpossible
from directory.models import Application
from directory.rules.states import TRANSITIONS, Status, Step, after, is_possible
from tests.factories.files import PASSWORD, make_file, make_reviewer, tick_all

NOW = timezone.now()
LATER = NOW + timedelta(minutes=5)
Run = Callable[[Application, User], Any]

STEPS: dict[Step, Run] = {
    Step.SAVE: lambda file, by: save(
        file, changes=Changes(content={"pricing": "Sur devis"}), expected_version=None, now=LATER
    ),
    Step.SUBMIT: lambda file, by: submit(file, now=LATER),
    Step.WITHDRAW: lambda file, by: withdraw(file, now=LATER),
    Step.REQUEST_CORRECTION: lambda file, by: request_correction(file, codes=["STYLE"], text="", by=by, now=LATER),
    Step.ACCEPT: lambda file, by: accept(file, by=by, now=LATER),
    Step.REFUSE: lambda file, by: refuse(file, reason="Non", by=by, now=LATER),
    Step.CHANGE_CATEGORY: lambda file, by: change_category(
        file, category="PUBLIC_ADVISER", reason="Chambre de métiers", by=by, now=LATER
    ),
    Step.CORRECT_ADDRESS: lambda file, by: correct_address(file, slug="camille", reason="Usage", by=by, now=LATER),
    Step.RESEND_ACTIVATION: lambda file, by: resend_activation(file, now=LATER),
    Step.ACTIVATE: lambda file, by: activate(new_activation_key(file, now=LATER), password=PASSWORD, now=LATER),
    Step.RESCHEDULE: lambda file, by: reschedule(file, at=LATER + timedelta(days=9), reason="Salon", by=by, now=LATER),
    Step.PUBLISH: lambda file, by: publish(file, now=LATER),
}


def state_of(file: Application) -> dict[str, Any]:
    return dict(Application.objects.filter(pk=file.pk).values().get())


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(Status))
def test_every_step_in_every_status(status: Status) -> None:
    """One file per status; what must not happen is tried first, and leaves it as it was."""
    file, by = make_file(status, now=NOW), make_reviewer()
    if status is Status.SUBMITTED:
        tick_all(file, by=by, now=NOW)
    possible = [step for step in STEPS if is_possible(step, status)]
    for step in STEPS.keys() - set(possible):
        before, lines = state_of(file), file.events.count()
        with pytest.raises((StepImpossible, KeyInvalid)), transaction.atomic():
            STEPS[step](file, by)
        assert (state_of(file), file.events.count()) == (before, lines), step
    for step in possible:
        point = transaction.savepoint()
        lines = file.events.count()
        STEPS[step](file, by)
        stored = Application.objects.get(pk=file.pk)
        assert stored.state is after(step, status), step
        assert stored.version > file.version or step is Step.RESEND_ACTIVATION
        event = file.events.last()
        assert event is not None
        if step is not Step.SAVE:
            assert (file.events.count(), event.event) == (lines + 1, str(step))
            assert event.message
        transaction.savepoint_rollback(point)


def test_the_table_is_the_whole_life() -> None:
    assert set(STEPS) | {Step.START} == set(Step) == set(TRANSITIONS) | {Step.START}
    reachable, frontier = {Status.DRAFT}, {Status.DRAFT}
    while frontier:
        found = {after(step, status) for step, status in product(STEPS, frontier) if is_possible(step, status)}
        frontier = found - reachable
        reachable |= found
    assert reachable == set(Status)
    ends = {status for status in Status if not any(is_possible(step, status) for step in STEPS)}
    assert ends == {Status.PUBLISHED, Status.REFUSED, Status.WITHDRAWN}


def test_an_impossible_step_leads_nowhere() -> None:
    with pytest.raises(ValueError, match="not possible"):
        after(Step.ACCEPT, Status.DRAFT)


IMPOSSIBLE = [
    (Status.DRAFT, {"status": "PUBLISHED"}),
    (Status.DRAFT, {"status": "SUBMITTED"}),
    (Status.DRAFT, {"status": "ELSEWHERE"}),
    (Status.SUBMITTED, {"status": "DRAFT"}),
    (Status.SUBMITTED, {"status": "ACCEPTED"}),
    (Status.SUBMITTED, {"status": "ACCEPTED", "decided_at": NOW}),
    (Status.SUBMITTED, {"decision_due_on": None}),
    (Status.SUBMITTED, {"complete_since": None}),
    (Status.ACCEPTED, {"status": "ACTIVATED"}),
    (Status.ACCEPTED, {"activated_at": NOW}),
    (Status.ACCEPTED, {"profile": None}),
    (Status.ACTIVATED, {"publish_at": None}),
    (Status.ACTIVATED, {"published_at": NOW}),
    (Status.PUBLISHED, {"published_at": None}),
    (Status.REFUSED, {"decided_at": None}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "values"), IMPOSSIBLE)
def test_the_database_knows_what_cannot_be(status: Status, values: dict[str, Any]) -> None:
    file = make_file(status, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=file.pk).update(**values)


@pytest.mark.django_db
def test_refusals_are_typed() -> None:
    file = make_file(Status.DRAFT)
    with pytest.raises(DirectoryError) as refused:
        accept(file, by=make_reviewer(), now=NOW)
    assert refused.value.code == "WRONG_STATE"
    assert "Brouillon" in str(refused.value)
