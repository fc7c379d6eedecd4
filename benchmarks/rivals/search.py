"""Q6 by hand: the words as the portal stems them, then one statement for the entries and one for the profiles.

It knows no mistyped words, and no search that has to do with some of the words only: none of the benchmark's is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from benchmarks.rivals.statements import PUBLIC, Statement, folder
from core.search import query_stems
from directory.querysets import PER_WORD, WEIGHTS
from pages.search import _score

_ADDRESS = "'/' || substr(p.url_path, length(folder.root_path) + 1)"


@lru_cache
def _entries(words: int) -> Statement:
    """Entries that hold all of so many stems; how well is decided here, on their few texts."""
    held = " AND ".join(f"e.search_text LIKE %(like{place})s" for place in range(words))
    return Statement(f"""
        {folder("pages_faqpage")}
        SELECT p.id, p.title, {_ADDRESS}, e.updated_on, e.search_text
        FROM pages_faqentry e JOIN wagtailcore_page p ON p.id = e.page_ptr_id JOIN folder ON TRUE
        JOIN wagtailcore_page s ON s.path = substr(p.path, 1, length(p.path) - 4)
        WHERE {held} AND {PUBLIC} AND s.live AND (s.expire_at IS NULL OR s.expire_at > CURRENT_TIMESTAMP)
          AND NOT EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction r WHERE r.page_id = s.id)
    """)


@lru_cache
def _profiles(words: int) -> Statement:
    """The best 20 of the profiles that hold all of so many stems, and how many hold them."""
    points = " + ".join(
        f"CASE WHEN a.{column} LIKE %(spaced{place})s THEN {weight} ELSE 0 END"
        for place in range(words)
        for column, weight in WEIGHTS.items()
    )

    def text(held: str) -> str:
        conditions = " AND ".join(held.format(place=place) for place in range(words))
        return f"""
        {folder("directory_directorypage")}
        SELECT p.id, p.title, {_ADDRESS}, a.category, {PER_WORD * words} + {points} AS score, COUNT(*) OVER ()
        FROM directory_activatorprofile a JOIN wagtailcore_page p ON p.id = a.page_ptr_id JOIN folder ON TRUE
        WHERE {conditions} AND {PUBLIC} ORDER BY score DESC, p.id LIMIT 20
        """

    on_postgres = "string_to_array(a.search_all, ' ') && ARRAY[%(word{place})s::text]"
    return Statement(text(on_postgres), text("a.search_all LIKE %(spaced{place})s"))


def search(variables: Mapping[str, Any]) -> Any:
    wanted = query_stems(variables["query"])
    words = {f"word{place}": word for place, word in enumerate(wanted)}
    spaced = {f"spaced{place}": f"% {word} %" for place, word in enumerate(wanted)}
    likes = {f"like{place}": f"%{word}%" for place, word in enumerate(wanted)}
    hits: list[Any] = []
    for pk, title, path, updated_on, text in _entries(len(wanted)).rows(**likes):
        if score := _score(wanted, text, len(wanted)):
            hits.append(
                (-score, 0, pk, {"__typename": "FaqEntry", "title": title, "path": path, "updatedOn": updated_on})
            )
    in_faq = len(hits)
    profiles = _profiles(len(wanted)).rows(**words, **spaced)
    for pk, title, path, category, score, _ in profiles:
        node = {"__typename": "ActivatorProfile", "title": title, "path": path, "category": category}
        hits.append((-score, 1, pk, node))
    hits.sort(key=lambda hit: hit[:3])
    return {
        "search": {
            "totalCount": in_faq + (profiles[0][5] if profiles else 0),
            "nodes": [node for *_, node in hits[:20]],
        }
    }
