"""Rules B1, B2 and B7, in every place of a profile and of a file where a mark can be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.rules import Finding
from directory.rules import mark_grammar as grammar
from directory.rules.candidate import Candidate
from directory.rules.lookalikes import read
from directory.rules.mark_addresses import LOOKED_AT, readable, spaced, stem
from directory.rules.mark_catalogue import B1, B2
from directory.rules.mark_reading import vocabulary, words_of
from directory.rules.mark_sentence import Strength
from directory.rules.mark_texts import Passage, marks_respected, passages, told
from directory.rules.mark_words import MarkWordKind, MarkWords


def marks_respected_in(candidate: Candidate, texts: Mapping[str, str], words: MarkWords) -> list[Finding]:
    """Rules B1, B2 and B7: the texts of a profile, its names, its links, its picture's name and alternative text."""
    person = f"{candidate.first_name} {candidate.last_name}"
    findings = [
        *marks_respected(texts, words),
        *_named("organisation_name", candidate.organisation_name, words),
        *_linked(("website",), candidate.website, words),
        *_file("photo", candidate.photo_name, words),
        *_described(candidate, words),
        *_said_briefly("street", candidate.street, words),
        *_said_briefly("city", candidate.city, words),
    ]
    in_one = [found for name in ("first_name", "last_name") for found in _named(name, getattr(candidate, name), words)]
    findings += in_one or _named("last_name", person, words, strongest=Strength.UNCLEAR)
    for index, link in enumerate(candidate.social_links, start=1):
        findings += _linked(("social_links", str(index)), link, words)
    said = {(found.field, found.excerpt) for found in findings}
    led_to = (found for field, link in candidate.text_links for found in _linked((field,), link, words))
    return [*findings, *(found for found in led_to if (found.field, found.excerpt) not in said)]


def signed_plainly(name: str, role: str, words: MarkWords) -> list[Finding]:
    """Rules B1, B2 and B7: who signs the letter, and as what."""
    return [*_said_briefly("signatory_name", name, words), *_said_briefly("signatory_role", role, words)]


def letter_named_plainly(file_name: str, words: MarkWords) -> list[Finding]:
    """Rule B7: the letter's file claims nothing; that it is called after the mark is only natural."""
    name = stem(file_name)
    return [told(found, ("letter",), name) for found in passages(spaced(name), words) if found.rule not in (B1, B2)]


def _said_briefly(field: str, text: str, words: MarkWords) -> list[Finding]:
    text = text[:LOOKED_AT]
    return [told(one, (field,), text) for one in passages(text, words)]


def _described(candidate: Candidate, words: MarkWords) -> list[Finding]:
    """The alternative text, unless it is the portal's own, made of names that are looked at where they are given."""
    names = (f"{candidate.first_name} {candidate.last_name}".strip(), candidate.organisation_name)
    alt = candidate.photo_alt[:LOOKED_AT]
    if alt in [f"Photo de {name}"[:LOOKED_AT] for name in names]:
        return []
    return [told(one, ("photo",), alt) for one in passages(alt, words)]


def _named(field: str, name: str, words: MarkWords, *, strongest: Strength = Strength.CLEAR) -> list[Finding]:
    """A name: whoever bears the mark in it uses the mark as their own."""
    name = name[:LOOKED_AT]
    claims = passages(name, words)
    found = claims if any(one.strength is Strength.CLEAR for one in claims) else _bearing(name, words) or claims
    capped = [replace(one, strength=min(one.strength, strongest)) for one in found]
    return [told(passage, (field,), name) for passage in capped]


def _bearing(name: str, words: MarkWords) -> list[Passage]:
    reading = read(name)
    known = vocabulary(words)
    taken = words_of(reading, name, known)
    found = []
    for place, word in enumerate(taken):
        if word.kind is not MarkWordKind.MARK:
            continue
        before = taken[place - 1].text if place else ""
        rule = B2 if before in grammar.ENTERPRISES else B1
        strength = Strength.UNCLEAR if before in grammar.ACTIVATORS else Strength.CLEAR
        start, end = reading.starts[word.start], reading.ends[word.end - 1]
        found.append(Passage(rule, strength, start, end, known.name_of(word)))
    return found


def _file(field: str, file_name: str, words: MarkWords) -> list[Finding]:
    """A picture's file: a logo blocks, the mark's name beside another is for a person to decide."""
    shown = stem(file_name)
    name = spaced(shown)
    claims = passages(name, words)
    found = [one for one in claims if one.rule not in (B1, B2)]
    if not found and not _is_activators_file(name, words):
        is_logo = any(word.text in grammar.LOGOS for word in words_of(read(name), name, vocabulary(words)))
        strength = Strength.CLEAR if is_logo else Strength.UNCLEAR
        found = [replace(one, strength=strength) for one in claims or _bearing(name, words)]
    return [told(one, (field,), shown) for one in found]


def _is_activators_file(name: str, words: MarkWords) -> bool:
    """Whether it is called after the mark of activators, which is theirs (rule B3)."""
    taken = words_of(read(name), name, vocabulary(words))
    marks = [place for place, word in enumerate(taken) if word.kind is MarkWordKind.MARK]
    return bool(marks) and all(place and taken[place - 1].text in grammar.ACTIVATORS for place in marks)


def _linked(field: tuple[str, ...], link: str, words: MarkWords) -> list[Finding]:
    """An address: what its words claim. A mark that it only holds may be a page about it."""
    shown = readable(link)
    return [told(one, field, shown) for one in passages(spaced(shown), words) if one.rule not in (B1, B2)]
