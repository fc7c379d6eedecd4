"""Counters and delays, and the previews of messages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.actions.applications.decide import refuse
from directory.admin.files.home import FilesPanel, in_words
from directory.applications.selectors import Counters, Delays, counters, delays, last_day_soon
from directory.models import Application, MarkFinding
from directory.notifications.messages import MESSAGES
from directory.rules.states import Status
from tests.factories.directory import make_profile
from tests.factories.files import make_file, make_reviewer

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


def aged(days: float, status: Status = Status.SUBMITTED, number: int = 0) -> Application:
    email = f"n{number}-{status.lower()}-{int(days * 10)}@exemple.example"
    return make_file(status, now=NOW - timedelta(days=days), email=email)


@pytest.mark.django_db
def test_counters() -> None:
    for days in (1, 12, 15, 16, 40):
        aged(days)
    for status in (Status.DRAFT, Status.NEEDS_CORRECTION, Status.ACCEPTED, Status.REFUSED, Status.ACTIVATED):
        aged(30, status)
    assert counters(date(2026, 11, 25)) == Counters(waiting=5, late=2, due_soon=2, sent_back=1, not_activated=1)


@pytest.mark.django_db
def test_delays_of_the_last_ninety_days() -> None:
    by = make_reviewer()
    assert delays(now=NOW) is None
    for number, (submitted, decided) in enumerate([(100, 95), (60, 58), (50, 44), (40, 20), (9, 1)]):
        application = aged(submitted, number=number)
        refuse(application, reason="Non", by=by, now=NOW - timedelta(days=decided))
    assert delays(now=NOW) == Delays(decisions=4, median_days=7, late_share=0.25)


@pytest.mark.django_db
def test_a_correction_starts_the_days_again() -> None:
    from directory.actions.applications.submit import submit

    back = aged(60, Status.NEEDS_CORRECTION)
    again = submit(back, now=NOW - timedelta(days=5))
    refuse(again, reason="Non", by=make_reviewer(), now=NOW)
    assert delays(now=NOW) == Delays(decisions=1, median_days=5, late_share=0.0)


def test_the_last_day_of_which_people_are_warned(settings) -> None:
    wednesday = date(2026, 11, 25)
    settings.BALISE_DECISION_WORKING_DAYS = False
    assert last_day_soon(wednesday) == date(2026, 11, 28)
    settings.BALISE_DECISION_WORKING_DAYS = True
    assert last_day_soon(wednesday) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (None, "Aucune décision"),
        (Delays(1, 1, 0), "1 décision, délai médian 1 jour, 0 % en retard"),
        (Delays(8, 7.5, 0.254), "8 décisions, délai médian 7,5 jours, 25 % en retard"),
        (Delays(2, 12, 1), "délai médian 12 jours, 100 % en retard"),
    ],
)
def test_delays_in_words(found, text) -> None:
    assert text in in_words(found)


@pytest.mark.django_db
def test_the_panel_leads_to_the_files(reviewer_client, django_assert_num_queries) -> None:
    for days, status in ((20, Status.SUBMITTED), (14, Status.SUBMITTED), (1, Status.SUBMITTED)):
        make_file(status, now=timezone.now() - timedelta(days=days), email=f"n{days}@exemple.example")
    make_file(Status.NEEDS_CORRECTION, email="b@exemple.example")
    make_file(Status.ACCEPTED, email="c@exemple.example")
    MarkFinding.objects.create(
        profile=make_profile(), rule="B7", code="MARK_MISUSE", kind="warn", field="services", found_at=timezone.now()
    )
    with django_assert_num_queries(3):
        context = FilesPanel().get_context_data({})
    for counter in context["counters"]:
        response = reviewer_client.get(counter.url)
        assert len(response.context["object_list"]) == counter.number > 0, counter.label
        assert counter.url.replace("&", "&amp;") in reviewer_client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_every_message_is_previewed(reviewer_client) -> None:
    index = reviewer_client.get(reverse("files:mails")).content.decode()
    for name, message in MESSAGES.items():
        url = reverse("files:mail", args=[name])
        assert url in index
        html = reviewer_client.get(url).content.decode()
        assert message.label in html
        assert 'sandbox srcdoc="&lt;!doctype html&gt;' in html
    assert reviewer_client.get("/admin/dossiers/courriels/inconnu/").status_code == 404
