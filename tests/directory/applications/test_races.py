"""Two at once: each of these is done once, whoever comes second is told, and nothing is half done.

With real threads and connections; on SQLite one waits for the other, on PostgreSQL rows are locked.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.errors import PublicationRefused
from directory.actions.applications.accept import accept
from directory.actions.applications.activate import activate, publish
from directory.actions.applications.decide import refuse
from directory.actions.applications.save import Changes, save
from directory.actions.applications.submit import submit
from directory.applications import periodic, requests
from directory.applications.keys import new_activation_key
from directory.errors import DirectoryError
from directory.models import ActivatorProfile, Application, ApplicationEvent, KeyPurpose, Organisation
from directory.rules.states import Status, Step
from tests.factories.directory import siret
from tests.factories.files import PASSWORD, make_draft, make_file, make_reviewer, tick_all

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def at_once(*works: Callable[[], Any]) -> Counter[str]:
    """Run all of it at the same moment; the outcomes, by the code of what was refused, or «done»."""
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> str:
        try:
            barrier.wait(10)
            work()
        except DirectoryError as refusal:
            return refusal.code
        except PublicationRefused:
            return "PUBLICATION_REFUSED"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(works)) as pool:
        return Counter(pool.map(run, works))


def test_submitted_twice() -> None:
    draft = make_draft()
    mail.outbox.clear()
    outcomes = at_once(*[lambda: submit(draft, now=NOW)] * 4)
    assert outcomes == {"done": 1, "WRONG_STATE": 3}
    assert ApplicationEvent.objects.filter(event=Step.SUBMIT).count() == 1
    assert len(mail.outbox) == 1


def test_saved_from_two_windows() -> None:
    draft = make_draft()

    def write(price: str) -> Callable[[], Any]:
        changes = Changes(content={"pricing": price})
        return lambda: save(draft, changes=changes, expected_version=draft.version, now=NOW)

    assert at_once(write("10 €"), write("20 €"), write("30 €")) == {"done": 1, "VERSION_CONFLICT": 2}
    assert Application.objects.get(pk=draft.pk).version == draft.version + 1


def test_two_files_of_one_address_activated() -> None:
    keys = [
        new_activation_key(make_file(Status.ACCEPTED, first_name=name), now=NOW) for name in ("Camille", "Dominique")
    ]
    outcomes = at_once(*[lambda key=key: activate(key, password=PASSWORD, now=NOW) for key in keys])
    assert outcomes == {"done": 1, "ACCOUNT_EXISTS": 1}
    assert ActivatorProfile.objects.exclude(account=None).count() == 1


def test_decided_by_two_reviewers() -> None:
    file = make_file(Status.SUBMITTED)
    one, other = make_reviewer("anne"), make_reviewer("bob")
    tick_all(file, by=one, now=NOW)
    mail.outbox.clear()
    outcomes = at_once(
        lambda: accept(file, by=one, now=NOW),
        lambda: refuse(file, reason="Non", by=other, now=NOW),
        lambda: accept(file, by=other, now=NOW),
    )
    assert outcomes == {"done": 1, "WRONG_STATE": 2}
    assert ApplicationEvent.objects.filter(event__in=[Step.ACCEPT, Step.REFUSE]).count() == 1
    assert ActivatorProfile.objects.count() <= 1
    assert len(mail.outbox) == 1


def test_a_link_used_twice_at_once() -> None:
    file = make_file(Status.ACCEPTED)
    key = new_activation_key(file, now=NOW)
    outcomes = at_once(*[lambda: activate(key, password=PASSWORD, now=NOW)] * 4)
    assert outcomes == {"done": 1, "KEY_INVALID": 3}
    assert User.objects.filter(email=file.email).count() == 1


def test_two_rounds_at_the_same_moment() -> None:
    files = [make_file(Status.ACTIVATED, email=f"p{number}@exemple.example") for number in range(3)]
    waiting = make_file(Status.SUBMITTED, now=NOW - timedelta(days=20))
    mail.outbox.clear()
    later = NOW + timedelta(days=2)

    def round_() -> None:
        periodic.publish_due(now=later)
        periodic.warn_reviewers(now=later)

    assert at_once(round_, round_, round_) == {"done": 3}
    assert ApplicationEvent.objects.filter(event=Step.PUBLISH).count() == len(files)
    subjects = Counter(message.subject for message in mail.outbox)
    assert subjects["Votre fiche est en ligne"] == len(files)
    assert sum(waiting.reference in message.body for message in mail.outbox) == 1


def test_a_round_that_dies_half_way(monkeypatch) -> None:
    """Whatever it had done is done, with its mail; what it was at is as it was; the next round does the rest."""
    files = [make_file(Status.ACTIVATED, email=f"p{number}@exemple.example") for number in range(3)]
    mail.outbox.clear()

    class Killed(BaseException):
        """As a process that is stopped."""

    calls = iter(range(10))
    genuine = periodic.publish

    def die(application: Application, *, now: Any) -> Application:
        from django.db import transaction

        with transaction.atomic():
            done = genuine(application, now=now)
            if next(calls) == 1:
                raise Killed
        return done

    later = NOW + timedelta(days=2)
    with monkeypatch.context() as patch:
        patch.setattr(periodic, "publish", die)
        with pytest.raises(Killed):
            periodic.publish_due(now=later)
    assert ApplicationEvent.objects.filter(event=Step.PUBLISH).count() == 1
    assert ActivatorProfile.objects.filter(live=True).count() == 1
    assert periodic.publish_due(now=later) == 2
    assert ApplicationEvent.objects.filter(event=Step.PUBLISH).count() == len(files)


def test_namesakes_accepted_and_published_at_once() -> None:
    number = siret(7000)
    files = [
        make_file(Status.SUBMITTED, email=f"p{index}@exemple.example", siret=number) for index in range(4)
    ]  # fmt: skip
    by = make_reviewer()
    for file in files:
        tick_all(file, by=by, now=NOW)
    assert at_once(*[lambda file=file: accept(file, by=by, now=NOW) for file in files]) == {"done": 4}
    assert Organisation.objects.filter(siret=number).count() == 1
    for file in files:
        activate(new_activation_key(file, now=NOW), password=PASSWORD, now=NOW)
    assert at_once(*[lambda file=file: publish(file, now=NOW) for file in files]) == {"done": 4}
    slugs = sorted(ActivatorProfile.objects.filter(live=True).values_list("slug", flat=True))
    assert slugs == ["camille-le-goff", "camille-le-goff-2", "camille-le-goff-3", "camille-le-goff-4"]


def test_a_link_that_was_asked_for_is_sent_once() -> None:
    file = make_file(Status.ACCEPTED)
    mail.outbox.clear()
    requests.ask(file.email, KeyPurpose.ACTIVATION, now=NOW)
    assert at_once(*[lambda: requests.answer_due(now=NOW)] * 4) == {"done": 4}
    assert len(mail.outbox) == 1
