"""Loading documents that clients were built with: examined against the schema, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from graphql import GraphQLSchema

from schema.engine.documents import Document, DocumentStore, digest_of
from schema.engine.limits import Limits
from schema.engine.reporting import REFUSALS, refusal_errors
from schema.models import TrustedDocument

MOST = 10_000
"""Documents that may be loaded: every process holds their hashes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one document."""

    digest: str
    names: str
    """Of its operations, with commas; empty where it could not be read."""
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many documents were new, there already, and removed."""

    added: int
    known: int
    removed: int


def examine(texts: Mapping[str, str], schema: GraphQLSchema, limits: Limits) -> Iterator[Verdict]:
    """A verdict for each text by its hash: whether the hash is right, and whether it would be answered."""
    for digest, text in texts.items():
        if len(digest) != 64:
            yield Verdict(digest, "", ("its hash is not a SHA-256 (graphql-codegen: hashAlgorithm: 'sha256')",))
        elif digest_of(text) != digest:
            yield Verdict(digest, "", ("its hash is that of another text",))
        else:
            yield _verdict(digest, text, schema, limits)


def _verdict(digest: str, text: str, schema: GraphQLSchema, limits: Limits) -> Verdict:
    try:
        document = DocumentStore(schema).get(text, limits)
        for operation in document.operations.values():
            document.check_cost(schema, operation, {}, limits.max_cost)
    except REFUSALS as refusal:
        messages = [error["message"] for error in refusal_errors(refusal, suggestions=limits.suggestions)]
        return Verdict(digest, "", tuple(messages))
    return Verdict(digest, _names(document), ())


def _names(document: Document) -> str:
    return ", ".join(name or "(anonymous)" for name in document.operations)


def stored() -> dict[str, str]:
    """The texts that are loaded, by hash."""
    return dict(TrustedDocument.objects.order_by("digest").values_list("digest", "text"))


@transaction.atomic
def load(texts: Mapping[str, str], *, prune: bool, now: datetime) -> Loaded:
    """Writes examined texts; with `prune`, removes all others."""
    there = set(TrustedDocument.objects.values_list("digest", flat=True))
    new = [TrustedDocument(digest=digest, text=texts[digest], loaded_at=now) for digest in texts.keys() - there]
    # Two machines may deploy at once.
    TrustedDocument.objects.bulk_create(new, ignore_conflicts=True, batch_size=200)
    gone = sorted(there - texts.keys()) if prune else []
    for start in range(0, len(gone), 500):
        TrustedDocument.objects.filter(pk__in=gone[start : start + 500]).delete()
    return Loaded(len(new), len(texts) - len(new), len(gone))
