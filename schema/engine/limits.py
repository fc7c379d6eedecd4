"""What one request may ask for."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit with its default; `BALISE_GRAPHQL` in the settings overrides them, key by key, in capitals.

    Frozen, so that it can be part of the key under which a checked document is kept.
    """

    max_body_bytes: int = 100_000
    """Size of a POST body."""
    max_url_bytes: int = 8_000
    """Size of the part of a GET address after the question mark."""
    max_tokens: int = 2_000
    """Lexical tokens of a document; comments count too."""
    max_definitions: int = 100
    """Operations and fragments of a document."""
    max_depth: int = 15
    """Fields inside fields, fragments followed. The usual introspection query needs all 15."""
    max_aliases: int = 30
    """Renamed fields of an operation, counted at each place a fragment is spread."""
    max_root_fields: int = 15
    """Fields of the query or mutation type that an operation asks for."""
    max_directives: int = 20
    """Directives of a document."""
    max_cost: int = 20_000
    """Objects that an operation could make the server build, by its page sizes (see `cost`)."""
    introspection: bool = True
    """Whether `__schema` and `__type` answer. `__typename` always does."""
    suggestions: bool = True
    """Whether messages may add "Did you mean …?"."""
    graphiql: bool = True
    """Whether GraphiQL is served."""

    trusted_only: bool = False
    """Whether only documents that the operator has loaded are answered (see `trusted`)."""

    @classmethod
    def from_settings(cls) -> Limits:
        """The limits now in force. Raises TypeError for a key that is no limit: a typing error must not pass."""
        return cls(**{key.lower(): value for key, value in getattr(settings, "BALISE_GRAPHQL", {}).items()})

    @classmethod
    def names(cls) -> list[str]:
        """The keys that `BALISE_GRAPHQL` may hold."""
        return [field.name.upper() for field in fields(cls)]
