"""Moving the demo's clock: by its buttons and by its command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

import cms.urls  # noqa: F401 - read before DEMO is set, for the tests that come after
from cms.demo import shift
from cms.demo.clock_views import told
from directory.models import ActivatorProfile
from directory.rules.states import Status
from tests.factories.files import make_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(tmp_path: Path) -> Iterator[Path]:
    with override_settings(DEMO=True, ROOT_URLCONF="tests.cms.demo.urls", BALISE_DATA_DIR=tmp_path):
        yield tmp_path


def push(client: Client, move: str, page: str = "demo_home") -> str:
    response = client.post("/demo/horloge/", {"move": move, "page": page}, follow=True)
    assert response.redirect_chain[0][1] == 302
    return response.content.decode()


def test_the_night_publishes_what_was_activated(client: Client) -> None:
    application = make_file(Status.ACTIVATED)
    html = push(client, "nuit")
    application.refresh_from_db()
    assert application.status == Status.PUBLISHED
    assert ActivatorProfile.objects.get(application=application).live
    assert "1\u00a0fiche publiée" in html or "1 fiche publiée" in html
    assert "l’horloge de la démo est en avance de 1\u00a0jour" in html
    assert "Votre fiche est en ligne" in [message.subject for message in mail.outbox]


def test_two_weeks_bring_the_deadline(client: Client) -> None:
    make_file(Status.SUBMITTED)
    html = push(client, "quinzaine", "demo_mailbox")
    assert "en avance de 15\u00a0jours" in html
    assert "signalé" in html
    assert mail.outbox[-1].subject.startswith("Dossiers à décider")


def test_the_night_ends_at_five_past_midnight_in_paris_also_when_clocks_change() -> None:
    for moment, expected in (
        (datetime(2026, 3, 28, 20, 0, tzinfo=UTC), datetime(2026, 3, 28, 23, 5, tzinfo=UTC)),
        (datetime(2026, 3, 29, 20, 0, tzinfo=UTC), datetime(2026, 3, 29, 22, 5, tzinfo=UTC)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), datetime(2026, 10, 25, 23, 5, tzinfo=UTC)),
    ):
        assert shift.over_night(moment) == expected


def test_moves_add_up_and_are_kept(demo: Path) -> None:
    real = timezone.now()
    shift.move(shift.by_days(2), real=real)
    assert shift.move(shift.by_days(1), real=real) == real + timedelta(days=3)
    assert shift.shift() == timedelta(days=3)
    assert (demo / shift.FILE).read_text() == str(3 * 24 * 3600)
    shift.move(shift.by_days(3649), real=real)
    shift.move(shift.by_days(3649), real=real)
    assert shift.shift() == shift.MOST


@pytest.mark.parametrize("text", ["", "x", "-5", "9" * 40, "1.5", "²"])
def test_a_broken_file_is_no_shift(demo: Path, text: str) -> None:
    (demo / shift.FILE).write_text(text)
    assert shift.shift() == timedelta()


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(), ""),
        (timedelta(hours=1), "1\u00a0heure"),
        (timedelta(hours=3), "3\u00a0heures"),
        (timedelta(hours=14), "1\u00a0jour"),
        (timedelta(days=15), "15\u00a0jours"),
    ],
)
def test_how_far_ahead_is_said_in_french(ahead: timedelta, said: str) -> None:
    assert shift.described(ahead, real=datetime(2026, 11, 25, 9, 30, tzinfo=UTC)) == said


def test_what_a_round_did_is_said() -> None:
    assert told({}) == "L’horloge a avancé\u00a0: il n’y avait rien à faire."
    assert told({"profiles published": 2, "authors warned": 1, "sessions": 4}) == (
        "L’horloge a avancé\u00a0: 2 fiches publiées, 1 auteur de brouillon prévenu."
    )


def test_only_a_form_of_ours_moves_it(demo: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/horloge/", {"move": "nuit"}).status_code == 403
    assert strict.get("/demo/horloge/").status_code == 405
    assert (
        strict.post("/demo/horloge/", {"move": "nuit"}, headers={"Origin": "https://ailleurs.example"}).status_code
        == 403
    )
    assert not (demo / shift.FILE).exists()


def test_an_unknown_move_does_nothing_and_leads_nowhere_else(client: Client, demo: Path) -> None:
    response = client.post("/demo/horloge/", {"move": "siècle", "page": "https://ailleurs.example/"})
    assert response["Location"] == "/"
    assert not (demo / shift.FILE).exists()


@override_settings(DEMO=False)
def test_outside_a_demo_nothing_moves(client: Client, demo: Path) -> None:
    assert client.post("/demo/horloge/", {"move": "nuit"}).status_code == 404
    with pytest.raises(CommandError, match="BALISE_DEMO"):
        call_command("demo_clock", days=1)
    assert not (demo / shift.FILE).exists()


def test_the_command(demo: Path) -> None:
    application = make_file(Status.ACTIVATED)
    out = StringIO()
    call_command("demo_clock", days=1, stdout=out)
    application.refresh_from_db()
    assert application.status == Status.PUBLISHED
    assert "profiles published: 1" in out.getvalue()
    with pytest.raises(CommandError, match="forward"):
        call_command("demo_clock", days=0)
    assert shift.shift() == timedelta(days=1)
    call_command("demo_clock", night=True)
    assert shift.shift() > timedelta(days=1)
