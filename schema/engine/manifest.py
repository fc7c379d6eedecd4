"""Manifests of persisted documents, as clients' tools write them: plain values in, plain values out."""

from __future__ import annotations

import json
import re
from typing import Any

APOLLO = "apollo-persisted-query-manifest"

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class BadManifest(Exception):
    """What was given is no manifest; the message says why."""


def read(content: str) -> dict[str, str]:
    """Texts by the hash that the manifest gives for them. Raises BadManifest.

    graphql-codegen writes an object of hashes and texts, Apollo a list of operations with `id` and `body`. A prefix
    `sha256:` is taken off; whether a hash is right is not looked at.
    """
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadManifest("it is not JSON") from error
    if not isinstance(given, dict):
        raise BadManifest("it is not a JSON object")
    pairs = _apollo(given) if given.get("format") == APOLLO else given
    if not all(isinstance(text, str) for text in pairs.values()):
        raise BadManifest("it does not give a text for each hash")
    # PostgreSQL cannot hold NUL, and half a surrogate pair cannot be written as UTF-8.
    if any(UNSTORABLE.search(text) for text in pairs.values()):
        raise BadManifest("it holds characters that are not text")
    return {digest.removeprefix("sha256:").lower(): text for digest, text in pairs.items()}


def _apollo(given: dict[str, Any]) -> dict[str, Any]:
    try:
        return {str(operation["id"]): operation["body"] for operation in given["operations"]}
    except (KeyError, TypeError) as error:
        raise BadManifest("its `operations` are not a list of `id` and `body`") from error
