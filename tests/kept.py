"""Questions whose answers are kept, to see which of them a change makes new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.front import Asker


class KeptAnswers:
    """Questions by name, each of which is asked until its answer is kept; `words` are put in place of others."""

    def __init__(self, ask: Asker, questions: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
        self._ask, self._questions = ask, dict(questions)
        for word, value in (words or {}).items():
            self._questions = {name: query.replace(word, value) for name, query in self._questions.items()}
        self.keep()

    def keep(self) -> dict[str, Any]:
        """Ask everything; the answers. All of them are kept now, or the test proves nothing."""
        found = {name: self._ask.data(query) for name, query in self._questions.items()}
        again = self.made_anew()
        assert again == set(), f"not kept: {again}"
        return found

    def made_anew(self) -> set[str]:
        """Which of the questions Django has to answer now. Whoever is not among them gets what Django would say."""
        found = set()
        for name, query in self._questions.items():
            before = self._ask.entered
            answer = self._ask(query)[2]
            if self._ask.entered > before:
                found.add(name)
            assert json.loads(answer) == json.loads(self._ask.afresh({"query": query})), f"{name} is stale"
        return found
