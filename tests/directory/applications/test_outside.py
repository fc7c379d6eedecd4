"""What is looked up outside for files and profiles: noted when it is given, forgotten when nobody gives it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from directory.applications import outside
from directory.models import Application, LinkCheck, RegisterAnswer
from tests.factories.directory import make_profile
from tests.factories.files import make_draft

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
NEXT_DAYS = datetime(2026, 11, 28, 3, 10, tzinfo=UTC)


@pytest.fixture
def on(settings, monkeypatch) -> None:
    settings.BALISE_LINK_CHECKS, settings.BALISE_REGISTER_URL = True, "https://registre.example"
    for module, name in ((outside.check_links, "check_due"), (outside.ask_register, "ask_due")):
        monkeypatch.setattr(module, name, lambda *, now: 0)


def urls() -> set[str]:
    return set(LinkCheck.objects.values_list("url", flat=True))


def test_nothing_is_noted_while_it_is_off() -> None:
    make_draft()
    outside.look_up(now=NEXT_DAYS)
    assert not LinkCheck.objects.exists()
    assert not RegisterAnswer.objects.exists()


def test_what_a_file_gives_is_noted_when_it_is_saved(on) -> None:
    draft = make_draft(website="https://un.example/", social_links=["https://deux.example/", "rien"])
    assert urls() == {"https://un.example/", "https://deux.example/"}
    assert RegisterAnswer.objects.get().siret == draft.siret


def test_once_a_day_what_nobody_gives_any_more_is_forgotten(on) -> None:
    draft = make_draft(now=NOW, website="https://un.example/")
    make_profile(website="https://fiche.example/")
    Application.objects.filter(pk=draft.pk).update(content={"website": "https://autre.example/"})
    outside.look_up(now=NOW)
    assert "https://un.example/" in urls(), "who has just given a link may not have saved yet"
    outside.look_up(now=NEXT_DAYS)
    assert urls() == {"https://autre.example/", "https://fiche.example/"}
