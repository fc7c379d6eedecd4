"""Who takes part: under which settings, and what each is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.databases import Database

HERE = Path(__file__).parent
QUERIES = tuple(f"Q{number}" for number in range(1, 9))


class Request(NamedTuple):
    """A POST of JSON."""

    path: str
    body: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of answering. `documents` is where its GraphQL is; without it the path tells the query."""

    name: str
    settings: str
    path: str
    documents: Path | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def answers(self, query: str) -> bool:
        return self.documents is None or (self.documents / f"{query}.graphql").exists()

    def requests(self, query: str, database: Database) -> list[Request]:
        """One for each set of variables of the query, in order."""
        text = (database.folder / "variables" / f"{query}.json").read_text(encoding="utf-8")
        document = {"query": (self.documents / f"{query}.graphql").read_text()} if self.documents else {}
        path = self.path.format(query=query)
        bodies = [json.dumps({**document, "variables": given}) for given in json.loads(text)]
        return [Request(path, body, self.headers) for body in bodies]


OURS, STOCK = HERE / "documents", HERE / "stock" / "documents"
# For somebody with a session no answer is kept. To turn the cache off would also turn off what every process keeps.
COLD = Contender("Balise, cold", "benchmarks.settings.balise", "/graphql/", OURS, {"X-Session-Token": "of-nobody"})
WARM = Contender("Balise, warm", "benchmarks.settings.balise", "/graphql/", OURS)
BY_HAND = Contender("by hand", "benchmarks.settings.rivals", "/by-hand/{query}")
STATIC = Contender("static", "benchmarks.settings.rivals", "/stored/{query}")
GRAPPLE = Contender("stock grapple", "benchmarks.settings.stock", "/api/graphql/", STOCK)
ALL = (GRAPPLE, BY_HAND, COLD, WARM, STATIC)
