"""Arguments that several root fields take."""

from __future__ import annotations

from schema.errors import BadUserInput

QUERY_MAX_LENGTH = 500  # characters of a search


def checked_query(query: str) -> str:
    """The words of a search. Raises BadUserInput when there are too many."""
    if len(query) > QUERY_MAX_LENGTH:
        raise BadUserInput(f"A search has at most {QUERY_MAX_LENGTH} characters.", argument="query")
    return query
