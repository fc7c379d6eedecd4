"""Statements give what their QuerySets give, whatever the values."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.lookups import Many
from core.rows import narrowed, stored_text
from core.statements import COUNTED, Around, Fixed, Statement
from core.visibility import PublicScope
from pages.models import DatedUpdate, FaqEntry
from tests.factories.pages import make_entry, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[FaqEntry]:
    section = make_section()
    days = [(date(2021, 2, 3), "Un changement."), (date(2022, 2, 3), "Un autre.")]
    return [make_entry(f"100 % de question_{number} ?", section=section, updates=days) for number in range(4)]


def by_slugs(wanted: tuple[PublicScope, tuple[str, ...], str]) -> QuerySet:
    scope, slugs, beginning = wanted
    found = FaqEntry.objects.public(scope).filter(title__startswith=beginning).order_by("pk")
    return found.filter(slug__in=slugs) if slugs else found


def test_compiled_once_for_each_shape(entries: list[FaqEntry], monkeypatch: pytest.MonkeyPatch) -> None:
    statement = Statement(by_slugs)
    scope = PublicScope(timezone.now())
    slugs = tuple(entry.slug for entry in entries)
    assert [entry.pk for entry in statement((scope, slugs[:2], "100 %"))] == [entry.pk for entry in entries[:2]]
    monkeypatch.setattr(statement, "_compile", None)  # from here on only what was compiled is run
    assert [entry.pk for entry in statement((scope, slugs[2:], "100 % de question_"))] == [entries[2].pk, entries[3].pk]
    assert statement((scope, slugs[2:], "100 % de questionX")) == []
    assert statement((PublicScope(timezone.now()), ("rien", slugs[0]), "1")) == [entries[0]]


def test_the_moment_is_a_value(entries: list[FaqEntry]) -> None:
    statement = Statement(by_slugs)
    now = timezone.now()
    FaqEntry.objects.filter(pk=entries[0].pk).update(expire_at=now + timedelta(hours=1))
    shown = [[entry.pk for entry in statement((PublicScope(now + timedelta(hours=hours)), (), ""))] for hours in (0, 2)]
    assert shown == [[entry.pk for entry in entries], [entry.pk for entry in entries[1:]]]


def test_what_cannot_be_recognised_is_compiled_each_time(entries: list[FaqEntry]) -> None:
    made: list[str] = []

    def build(wanted: tuple[str]) -> QuerySet:
        made.append(wanted[0])
        return FaqEntry.objects.filter(title__startswith=wanted[0][::-1]).order_by("pk")

    statement = Statement(build)
    assert len(statement(("% 001",))) == 4
    assert statement(("rien",)) == []
    assert made[-2:] == ["% 001", "rien"]


def test_nothing_can_match(entries: list[FaqEntry]) -> None:
    statement: Statement[Any] = Statement(lambda wanted: FaqEntry.objects.filter(pk__in=wanted[0]))
    assert statement(((),)) == []
    assert statement(((entries[0].pk,),)) == [entries[0]]


def test_many_are_one_parameter(entries: list[FaqEntry]) -> None:
    statement: Statement[Many] = Statement(
        lambda ids: DatedUpdate.objects.filter(entry__among=ids).order_by("pk").values_list("entry_id", "summary")
    )
    with CaptureQueriesContext(connection) as captured:
        assert statement(Many(())) == []
        assert len(statement(Many((entries[0].pk,)))) == 2
        found = statement(Many(tuple(entry.pk for entry in entries)))
    assert len(captured) == 3
    assert len(found) == 8
    assert set(found) >= {(entries[3].pk, "Un autre.")}


def test_counting(entries: list[FaqEntry]) -> None:
    statement: Statement[Any] = Statement(
        lambda wanted: FaqEntry.objects.filter(slug__in=wanted).order_by().values_list("pk"), COUNTED
    )
    assert statement((entries[0].slug, entries[1].slug)) == [(2,)]
    assert statement(("rien", "du tout")) == [(0,)]
    assert statement(()) == [(0,)]


def test_a_statement_around_what_cannot_be_recognised(entries: list[FaqEntry]) -> None:
    around: Around[Any] = Around(lambda wanted: "SELECT MAX(title), COUNT(*) FROM ({}) found")
    statement: Statement[Any] = Statement(
        lambda wanted: FaqEntry.objects.filter(title__startswith=wanted[0][::-1]).values("title"), around
    )
    for _ in range(2):
        assert statement(("% 001",)) == [(entries[3].title, 4)]
        assert statement(("rien",)) == [(None, 0)]


def test_columns_are_read_as_asked_and_the_others_when_needed(entries: list[FaqEntry]) -> None:
    statement: Statement[Any] = Statement(
        lambda wanted: narrowed(FaqEntry.objects.all(), wanted[0][0]).filter(slug=wanted[1])
    )
    [light] = statement((Fixed((frozenset({"title"}),)), entries[0].slug))
    with CaptureQueriesContext(connection) as captured:
        assert light.title == entries[0].title
        assert light == entries[0]
    assert len(captured) == 0
    with CaptureQueriesContext(connection) as captured:
        assert light.anchor == entries[0].anchor
    assert len(captured) == 1
    [whole] = statement((Fixed((None,)), entries[0].slug))
    assert stored_text(whole, "answer") is not None
    assert whole.answer.get_prep_value() == entries[0].answer.get_prep_value()
    assert whole.specific_class is FaqEntry


def test_related_objects_are_joined(entries: list[FaqEntry]) -> None:
    statement: Statement[Any] = Statement(
        lambda wanted: DatedUpdate.objects.select_related("entry").filter(entry__among=wanted).order_by("pk")
    )
    with CaptureQueriesContext(connection) as captured:
        found = statement(Many((entries[1].pk,)))
        assert [update.entry.title for update in found] == [entries[1].title] * 2
    assert len(captured) == 1


def test_what_is_annotated_comes_along(entries: list[FaqEntry]) -> None:
    from django.db.models import F

    statement: Statement[Any] = Statement(
        lambda wanted: FaqEntry.objects.annotate(other=F("slug")).filter(other=wanted[0])
    )
    assert statement((entries[2].slug,))[0].other == entries[2].slug
