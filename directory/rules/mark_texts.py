"""Rule B7, and B1 and B2 of what is written: the texts of a profile, looked at for reserved marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.rules import Finding, Rule, RuleKind, finding
from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import Gap, Reading, read, skeleton
from directory.rules.mark_catalogue import B1, B2, B7
from directory.rules.mark_claims import claimed
from directory.rules.mark_reading import Word, vocabulary, words_of
from directory.rules.mark_sentence import Sentence, Strength, is_claim
from directory.rules.mark_uses import is_enterprise, used
from directory.rules.mark_words import DEFAULT_MARK_WORDS, MarkWordKind, MarkWords

CODE = "MARK_MISUSE"
_REACH = 24  # words on each side of a mark
_SAID_ONCE = 10  # passages of one text: who has more to correct sees the others next time
_LONGEST_PASSAGE = 240  # characters

_SENTENCES: Mapping[str, str] = {
    "B1": (
        "« {} » prend pour vôtre la marque « France Num », réservée à l’État et aux Régions. Écrivez plutôt "
        "« activateur France Num », si vous l’êtes."
    ),
    "B2": (
        "« {} » reprend la marque « Entreprise France Num », qui n’est pas destinée aux activateurs. Écrivez plutôt "
        "« activateur France Num », si vous l’êtes."
    ),
    "B7": (
        "« {} » annonce un label, une certification ou un partenariat : France Num n’en donne pas aux activateurs. "
        "Écrivez plutôt « activateur France Num » ou « inscrit sur France Num »."
    ),
}
# Of any other mark that its owner has added: who may use it, nobody says here.
_OF_ANOTHER = {
    "B1": "« {} » prend pour vôtre la marque réservée « {mark} ».",
    "B2": "« {} » prend pour vôtre la marque réservée « {mark} ».",
    "B7": "« {} » annonce un label, une certification ou un partenariat de la marque réservée « {mark} ».",
}
_PORTAL = skeleton("France Num")
_UNCLEAR = " Si ce n’est pas ce que vous vouliez dire, une personne en jugera."


@dataclass(frozen=True, slots=True)
class Passage:
    """What was found of which mark, with its place in the text, in characters."""

    rule: Rule
    strength: Strength
    start: int
    end: int
    mark: str


def marks_respected(texts: Mapping[str, str], words: MarkWords = DEFAULT_MARK_WORDS) -> list[Finding]:
    """Rules B1, B2 and B7: claims of a reserved mark, and uses of it as one's own, in texts given by their field.

    A clear case blocks; where a sentence may be meant either way, a warning lets a person decide. `excerpt` is the
    passage as it was typed.
    """
    return [told(found, (field,), text) for field, text in texts.items() for found in passages(text, words)]


def told(found: Passage, field: tuple[str, ...], text: str) -> Finding:
    """A passage, as the author of the text is told of it."""
    excerpt = text[found.start : min(found.end, found.start + _LONGEST_PASSAGE)]
    sentences = _SENTENCES if skeleton(found.mark) == _PORTAL else _OF_ANOTHER
    said = sentences[found.rule.id].format(" ".join(excerpt.split()), mark=found.mark[:1].upper() + found.mark[1:])
    is_clear = found.strength is Strength.CLEAR
    kind = RuleKind.BLOCK if is_clear else RuleKind.WARN
    return finding(found.rule, CODE, field, said if is_clear else said + _UNCLEAR, excerpt, kind)


def passages(text: str, words: MarkWords = DEFAULT_MARK_WORDS) -> list[Passage]:
    """What is found in a text, at most ten: first what is clear, then by place; of what overlaps, what is surest.

    The whole text is read, unless there is more to refuse in it already than is told.
    """
    reading = read(text)
    known = vocabulary(words)
    taken = words_of(reading, text, known)
    marks = [place for place, word in enumerate(taken) if word.kind is MarkWordKind.MARK]
    found: list[Passage] = []
    clear = 0
    for before, place, after in zip([-1, *marks], marks, [*marks[1:], len(taken)], strict=False):
        name = known.name_of(taken[place])
        at = [Passage(*one, name) for one in _at(reading, taken, place, range(before + 1, after))]
        found += at
        clear += any(passage.strength is Strength.CLEAR for passage in at)
        if clear > 3 * _SAID_ONCE:
            break
    return _surest(found)


def _surest(found: list[Passage]) -> list[Passage]:
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda one: (-one.strength, one.rule.id != "B7", one.end - one.start)):
        if all(passage.end <= other.start or passage.start >= other.end for other in kept):
            kept.append(passage)
        if len(kept) == _SAID_ONCE:
            break
    return sorted(kept, key=lambda one: (-one.strength, one.start))


def _at(reading: Reading, taken: list[Word], place: int, near: range) -> Iterator[tuple[Rule, Strength, int, int]]:
    """What is said of the mark at a place, as `Passage` has it; its claims are in `near`, up to the next marks."""
    sentence, first_word = _sentence(reading, taken, place)
    mark = place - first_word
    found: list[tuple[Strength, Rule, int, int]] = []
    for claim, word in enumerate(sentence.words):
        if claim + first_word in near and is_claim(word) and (strength := claimed(sentence, claim, mark)):
            found.append((strength, B7, min(claim, mark), max(claim, mark)))
    strength, first = used(sentence, mark)
    if strength:
        found.append((strength, B2 if is_enterprise(sentence, mark) else B1, first, mark))
    for strength, rule, start, end in found:
        first_letter, last_letter = sentence.words[start].start, sentence.words[end].end
        quoted = _quoted(reading, sentence, first_letter, last_letter, start)
        if strength := min(strength, quoted):
            yield rule, strength, reading.starts[first_letter], reading.ends[last_letter - 1]


def _sentence(reading: Reading, taken: list[Word], place: int) -> tuple[Sentence, int]:
    """The sentence around a word, as far as it matters, and the place where it begins."""
    first = last = place
    while first > 0 and place - first < _REACH and not (taken[first].gap & Gap.STOP and _begins(taken, first)):
        first -= 1
    while last + 1 < len(taken) and last - place < _REACH and not taken[last + 1].gap & Gap.STOP:
        last += 1
    ends_with = taken[last + 1].gap if last + 1 < len(taken) else reading.last
    following = [word.text for word in taken[last + 1 : last + 3]]
    return Sentence(taken[first : last + 1], bool(ends_with & Gap.QUESTION), following), first


def _begins(taken: list[Word], first: int) -> bool:
    """Whether a sentence begins there: not in «Certifié ? Oui, par France Num» or «Qui m’a certifié ? France Num»."""
    if taken[first].kind is MarkWordKind.MARK and (first + 1 == len(taken) or taken[first + 1].gap & Gap.STOP):
        asked = taken[first].gap & Gap.QUESTION
        answers = asked and any(word.text in grammar.FIRST for word in taken[max(first - 6, 0) : first])
        return not (answers or is_claim(taken[first - 1]))
    opening = [word.text for word in taken[first : first + 2] if word.text not in grammar.AGREEING]
    return opening[:1] != ["par"]


def _quoted(reading: Reading, sentence: Sentence, first: int, last: int, start: int) -> Strength:
    """What is between quotation marks may be somebody else's, unless it is said of oneself."""
    quote = bisect_right(reading.quotes, first, key=lambda one: one[0]) - 1
    if quote < 0 or last > reading.quotes[quote][1]:
        return Strength.CLEAR
    before = set(sentence.texts(start - 3, start))
    return Strength.CLEAR if before & {"suis", "sommes", "mon", "notre"} else Strength.UNCLEAR
