"""What was public, and is kept in answers, comes out of none of them once it is closed."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Page

from cms import front
from core.images import prepare
from core.models import PortalImage
from pages.models import FaqSection
from schema.engine.answers import store
from schema.node import encode_id
from tests.factories.directory import make_profile
from tests.factories.pages import make_content_page, make_entry
from tests.front import Asker, hear, keeping
from tests.schema.canaries import plant, public_path, token_of
from tests.schema.conftest import NO_LIMITS
from tests.schema.contents import png
from tests.schema.test_canaries import leaks
from tests.schema.walk import Answer, Walk
from tests.schema.world import Canary, World

pytestmark = pytest.mark.django_db(transaction=True)

# Of whoever asks, or counted: these go to Django each time. Nothing of the content is in what a schema is.
NEVER_KEPT = {"viewer", "application", "checkApplication", "the schema"}
# Which things come matters here, not in what order: one value of each list is enough.
SPARINGLY: dict[str, list[Any]] = {
    "Image.rendition.preset": ["CARD"], "Image.srcSet.format": ["WEBP"], "orderBy": ["RECENT"], "verdict": ["YES"],
    "Query.faqEntries.orderBy": ["TITLE"], "mark": ["FRANCE_NUM"], "holder": ["STATE"], "status": [["OPEN"]],
    "FaqEntry.status.on": ["2024-06-15"], "significance": ["MAJOR"], "types": [["FAQ_ENTRY", "ACTIVATOR"]],
    "FaqEntryFilter.on": ["2024-06-15"], "updatedSince": ["2024-06-15"], "since": ["2024-06-15"],
    "until": ["2024-06-15"], "onMap": [True], "category": [["PRIVATE_CONSULTANT"]],
    "regionallyListedOn": ["2099-12-31"],
}  # fmt: skip
# What leads straight to each canary, by path and by word.
ROUTE = "query ($path: String!) { Query__route: route(path: $path) { status node { id } redirect { path } } }"
WORD = """query ($word: String!, $slug: String!) { Query__word: __typename
    faqEntry(slug: $word) { title answerHtml } search(query: $word) { nodes { __typename } }
    faqEntries(filter: { keyword: $word }) { nodes { title } } activator(slug: $slug) { displayName telephone } }"""


class Twice:
    """Asks everything twice through the front; the second answer is the first one, kept."""

    def __init__(self, ask: Asker) -> None:
        self._ask = ask
        self.not_kept: set[str] = set()
        self.outlived = 0

    def __call__(self, query: str, variables: Mapping[str, Any]) -> Any:
        first, was_kept = self._answer(query, variables)
        if was_kept:
            # From before things were closed: it has to say what Django says now.
            self.outlived += 1
            assert json.loads(first) == json.loads(self._ask.afresh({"query": query, "variables": variables})), query[
                :200
            ]
        second, is_kept = self._answer(query, variables)
        if is_kept:
            assert second == first
        else:
            self.not_kept.add(query.partition("Query__")[2].partition(":")[0] or "the schema")
        return json.loads(first)

    def _answer(self, query: str, variables: Mapping[str, Any]) -> tuple[bytes, bool]:
        before = self._ask.entered
        answer = self._ask.send({"query": query, "variables": variables})[2]
        return answer, self._ask.entered == before


@pytest.fixture
def ask(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asker:
    """A front that keeps what a walk asks, however large."""
    settings.BALISE_GRAPHQL = {**getattr(settings, "BALISE_GRAPHQL", {}), **NO_LIMITS}
    settings.BALISE_GRAPHQL_BUDGET = 0
    monkeypatch.setattr(front, "BODY_AT_MOST", 10**7)
    monkeypatch.setattr(store, "LARGEST", 10**8)
    return keeping(settings, tmp_path, monkeypatch)


def everything(twice: Twice, world: World) -> list[Answer]:
    """Every path of the schema, and straight ways to every canary."""
    values = {name: given[:1] for name, given in world.values.items()} | SPARINGLY
    answers = Walk(twice, values, tries_cursors=False).run().answers
    paths = [*world.redirect_paths, *(path for canary in world.canaries for path in canary.paths)]
    questions: list[tuple[str, dict[str, str]]] = [(ROUTE, {"path": path}) for path in paths]
    questions += [(WORD, {"word": token, "slug": f"{token}-{token}"}) for token in world.tokens]
    return [*answers, *(Answer("", variables, twice(query, variables)) for query, variables in questions)]


def plant_more(world: World) -> None:
    """What is not hidden as a whole: a word, a telephone number, a place in the tree, a picture."""
    section = FaqSection.objects.get(slug="theme-public")
    word, number, place, look = (token_of(name) for name in ("corrige", "telephone", "deplace", "vue"))
    entry = make_entry("Une question à corriger ?", section=section, slug="a-corriger", answer=f"<p>{word}</p>")
    profile = make_profile("Jean", "Joignable", telephone=number, telephone_is_public=True)
    page = make_content_page(place, slug=place)
    picture = PortalImage(title=look, description=look, file=ImageFile(io.BytesIO(png()), name="vue.png"))
    picture.save()
    prepare(picture)
    make_entry("Que voit-on ?", section=section, share_image=picture)

    def correct() -> None:
        entry.answer, entry.minor_correction = [("text", "<p>Mieux.</p>")], True
        entry.save_revision().publish()

    def withdraw_number() -> None:
        profile.telephone_is_public = False
        profile.save_revision().publish()

    world.closing |= {
        "corrige": correct,
        "telephone": withdraw_number,
        "deplace": partial(page.move, Page.objects.get(slug="ailleurs"), "last-child"),
        "vue": picture.delete,
    }
    world.canaries += [Canary(name, token_of(name)) for name in ("corrige", "telephone", "vue")]
    world.canaries.append(
        Canary("deplace", place, page, paths=[public_path(page)], ids=[encode_id("ContentPage", page.pk)])
    )


def test_what_is_closed_comes_out_of_no_answer_that_is_kept(ask: Asker) -> None:
    with transaction.atomic():
        world = plant(still_open=True)
        plant_more(world)
    hear()
    twice = Twice(ask)
    seen = leaks(everything(twice, world), world)
    assert set(world.closing) - set(seen) == set(), "never seen, so that closing it proves nothing"
    world.close()
    assert leaks(everything(twice, world), world) == {}
    assert twice.not_kept == NEVER_KEPT
    assert twice.outlived > 0
