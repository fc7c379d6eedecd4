"""Rule W12: promotional expressions, anglicisms and jargon, pointed out from lists of words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from core.rules import Finding, finding
from core.text import fold, words
from directory.rules.catalogue import W12

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("", "s", "x", "e", "es")  # plurals and feminines, for words of the list that are not too short
_SHORTEST_INFLECTED = 2  # letters


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression of the list, and the passage in which it was found, as it was typed."""

    expression: str
    passage: str


def mentions(text: str, expressions: Collection[str]) -> list[Mention]:
    """The expressions found in a text as whole words, each once, in the order of the text.

    Accents, case, and whether a space or a hyphen joins the words, do not count; nor does the plural.
    """
    by_first_word = _indexed(expressions)
    if not by_first_word:
        return []
    text = unicodedata.normalize("NFC", text)
    tokens = [(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
    found: dict[str, Mention] = {}
    for place, (word, start, _) in enumerate(tokens):
        for expression, parts in _candidates(word, by_first_word):
            following = tokens[place : place + len(parts)]
            if len(following) == len(parts) and all(map(_is_form_of, (token[0] for token in following), parts)):
                found.setdefault(expression, Mention(expression, text[start : following[-1][2]]))
    return list(found.values())


def style_sober(
    texts: Mapping[str, str],
    *,
    promotional: Collection[str],
    jargon: Collection[str],
    suggestions: Mapping[str, str],
) -> list[Finding]:
    """Rule W12: what the lists find in the texts, which are given by their field's name."""
    findings = []
    for field, text in texts.items():
        for mention in mentions(text, promotional):
            said = f"« {mention.passage} » est promotionnel. Dites plutôt ce que vous faites, et pour qui."
            findings.append(finding(W12, "STYLE", (field,), said, mention.passage))
        for mention in mentions(text, jargon):
            said = f"« {mention.passage} » n’est pas compris de tous."
            if plainer := suggestions.get(mention.expression, "").strip():
                said += f" Écrivez par exemple « {plainer} »."
            findings.append(finding(W12, "STYLE", (field,), said, mention.passage))
    return findings


def _indexed(expressions: Collection[str]) -> dict[str, list[tuple[str, list[str]]]]:
    by_first_word = defaultdict(list)
    for expression in sorted(expressions):
        if parts := words(expression):
            by_first_word[parts[0]].append((expression, parts))
    return by_first_word


def _candidates(word: str, by_first_word: Mapping[str, list[tuple[str, list[str]]]]) -> Iterator[tuple[str, list[str]]]:
    for ending in _ENDINGS:
        if word.endswith(ending):
            yield from by_first_word.get(word[: len(word) - len(ending)], ())


def _is_form_of(word: str, base: str) -> bool:
    if len(base) < _SHORTEST_INFLECTED:
        return word == base
    return word.startswith(base) and word[len(base) :] in _ENDINGS
