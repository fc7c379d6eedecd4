"""What time does to files: each thing once, whoever is at it, and one failure stops nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.files.storage import default_storage

from cms.tick import PARTS, tick
from directory.applications import periodic
from directory.models import Application, Organisation
from directory.rules.listing import PARIS
from directory.rules.states import Status
from tests.factories.files import make_draft, make_file, make_reviewer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=PARIS)


def after(**time: float) -> datetime:
    return NOW + timedelta(**time)


def status_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).status


def test_published_the_day_after_and_not_before() -> None:
    file = make_file(Status.ACTIVATED, now=NOW)
    assert periodic.publish_due(now=datetime(2026, 11, 25, 23, 59, 59, tzinfo=PARIS)) == 0
    assert periodic.publish_due(now=datetime(2026, 11, 26, tzinfo=PARIS)) == 1
    assert status_of(file) == Status.PUBLISHED
    assert periodic.publish_due(now=after(days=2)) == 0


def test_one_that_a_rule_stops_holds_up_no_other_and_is_told_once() -> None:
    stopped = make_file(Status.ACTIVATED, now=NOW)
    other = make_file(Status.ACTIVATED, now=NOW, first_name="Zoé", email="zoe@exemple.example")
    Organisation.objects.filter(profiles__application=stopped).update(siret=None)
    make_reviewer()
    mail.outbox.clear()
    assert periodic.publish_due(now=after(days=1)) == 1
    assert periodic.publish_due(now=after(days=1, minutes=1)) == 0
    assert (status_of(stopped), status_of(other)) == (Status.ACTIVATED, Status.PUBLISHED)
    told = [message for message in mail.outbox if stopped.reference in message.subject]
    assert len(told) == 1
    assert "W4" in told[0].body


def test_any_number_of_those_leaves_room_for_others(monkeypatch) -> None:
    monkeypatch.setattr(periodic, "AT_ONCE", 2)
    for name in ("un", "deux"):
        stopped = make_file(Status.ACTIVATED, now=NOW, email=f"{name}@exemple.example")
        Organisation.objects.filter(profiles__application=stopped).update(siret=None)
    other = make_file(Status.ACTIVATED, now=after(minutes=1), email="zoe@exemple.example")
    assert periodic.publish_due(now=after(days=1)) == 0
    assert periodic.publish_due(now=after(days=1, minutes=1)) == 1
    assert status_of(other) == Status.PUBLISHED


def test_reviewers_are_warned_before_and_after_the_fifteen_days_once_each() -> None:
    file = make_file(Status.SUBMITTED, now=NOW)
    reviewers = [make_reviewer("anne"), make_reviewer("bob"), make_reviewer()]
    mail.outbox.clear()
    assert periodic.warn_reviewers(now=after(days=11)) == 0
    assert periodic.warn_reviewers(now=after(days=12)) == 1
    assert periodic.warn_reviewers(now=after(days=13)) == 0
    assert periodic.warn_reviewers(now=after(days=15)) == 0, "the last day is not late"
    assert periodic.warn_reviewers(now=after(days=16)) == 1
    assert periodic.warn_reviewers(now=after(days=17)) == 0
    assert len(mail.outbox) == 2 * len(reviewers)
    assert all(len(message.to) == 1 and file.reference in message.body for message in mail.outbox)
    assert "en retard" not in mail.outbox[0].body
    assert "en retard" in mail.outbox[-1].body


def test_reviewers_are_not_told_what_is_no_name() -> None:
    file = make_file(Status.SUBMITTED, now=NOW, first_name="Voyez https://piege.example/", last_name="vite")
    make_reviewer()
    mail.outbox.clear()
    periodic.warn_reviewers(now=after(days=16))
    assert file.reference in mail.outbox[0].body
    assert "piege" not in mail.outbox[0].body


def test_nothing_is_said_of_files_that_do_not_wait() -> None:
    for status in (Status.DRAFT, Status.NEEDS_CORRECTION, Status.REFUSED, Status.ACCEPTED):
        make_file(status, now=NOW)
    assert periodic.warn_reviewers(now=after(days=90)) == 0


def test_a_forgotten_draft_is_warned_of_and_then_erased(settings, django_capture_on_commit_callbacks) -> None:
    settings.BALISE_DRAFT_WARNING_DAYS, settings.BALISE_DRAFT_ERASURE_DAYS = 60, 90
    file = make_draft(now=NOW)
    assert file.letter is not None
    path = str(file.letter.file.name)
    mail.outbox.clear()
    assert periodic.warn_abandoned(now=after(days=60)) == 0
    assert periodic.warn_abandoned(now=after(days=61)) == 1
    assert periodic.warn_abandoned(now=after(days=62)) == 0
    assert periodic.erase_abandoned(now=after(days=91)) == 0
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        assert periodic.erase_abandoned(now=after(days=92)) == 1
    assert not Application.objects.exists()
    assert not default_storage.exists(path)
    assert [message.subject.rpartition(" ")[2] for message in mail.outbox] == ["effacé", "effacé"]
    assert all(message.to == [file.email] for message in mail.outbox)


def test_whoever_comes_back_in_time_keeps_it(settings) -> None:
    from directory.actions.applications.save import Changes, save

    file = make_draft(now=NOW)
    periodic.warn_abandoned(now=after(days=61))
    save(file, changes=Changes(content={"pricing": "Sur devis"}), expected_version=None, now=after(days=70))
    assert periodic.erase_abandoned(now=after(days=100)) == 0


def test_a_late_warning_still_leaves_its_days(settings) -> None:
    make_draft(now=NOW)
    assert periodic.warn_abandoned(now=after(days=400)) == 1
    assert periodic.erase_abandoned(now=after(days=401)) == 0
    assert periodic.erase_abandoned(now=after(days=431)) == 1


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFT])
def test_only_drafts_are_forgotten(status: Status) -> None:
    make_file(status, now=NOW)
    assert periodic.warn_abandoned(now=after(days=400)) == 0
    assert periodic.erase_abandoned(now=after(days=800)) == 0


def test_closed_files_are_kept_for_two_years_and_no_longer(settings) -> None:
    settings.BALISE_CLOSED_FILE_DAYS = 730
    closed = [make_file(status, now=NOW) for status in (Status.REFUSED, Status.WITHDRAWN)]
    others = [make_file(status, now=NOW) for status in (Status.SUBMITTED, Status.NEEDS_CORRECTION)]
    assert periodic.erase_closed(now=after(days=729)) == 0
    assert periodic.erase_closed(now=after(days=731)) == len(closed)
    assert set(Application.objects.all()) == set(others)


def test_what_nobody_foresaw_of_one_file_holds_up_no_other(monkeypatch, caplog) -> None:
    broken, other = (
        make_file(Status.ACTIVATED, now=NOW),
        make_file(Status.ACTIVATED, now=NOW, email="b@exemple.example"),
    )
    genuine = periodic.publish

    def publish(application: Application, *, now: datetime) -> Application:
        if application.pk == broken.pk:
            raise RuntimeError("boum")
        return genuine(application, now=now)

    monkeypatch.setattr(periodic, "publish", publish)
    with pytest.raises(ExceptionGroup, match="1 could not be published, 1 were"):
        periodic.publish_due(now=after(days=1))
    assert (status_of(broken), status_of(other)) == (Status.ACTIVATED, Status.PUBLISHED)
    assert "boum" in caplog.text
    assert tick(after(days=1))[1] == ["profiles published"], "the operator is told"


def test_a_round_does_all_of_it(monkeypatch) -> None:
    done, failed = tick(NOW)
    assert (set(done), failed) == (set(PARTS), [])


def test_a_part_that_fails_stops_none_of_the_others(monkeypatch, caplog) -> None:
    file = make_file(Status.ACTIVATED, now=NOW)

    def fail(*, now: datetime) -> int:
        raise RuntimeError("boum")

    monkeypatch.setattr(periodic, "warn_reviewers", fail)
    done, failed = tick(after(days=1))
    assert failed == ["reviewers warned"]
    assert status_of(file) == Status.PUBLISHED
    assert done["profiles published"] == 1
