"""Rule B7: whether a claim in a sentence is of the mark that the sentence names.

Nothing here understands French: it knows which small words may stand between a claim and the mark that is claimed. A
sentence that could be meant either way is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import CLAUSE, Gap
from directory.rules.mark_reading import Word
from directory.rules.mark_words import MarkWordKind

_ASSERTED = frozenset((MarkWordKind.CLAIM, MarkWordKind.PARTNERSHIP, MarkWordKind.OFFICIAL))
_CLAIMS = _ASSERTED | {MarkWordKind.ENDORSEMENT}
_APART = CLAUSE & ~Gap.LINE & ~Gap.LIST  # commas, parentheses, colons
_REACH = 24  # words between a claim and its mark


class Strength(IntEnum):
    """How sure it is."""

    NONE = 0
    UNCLEAR = 1
    CLEAR = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its words, whether it is a question, and the word that follows it."""

    words: Sequence[Word]
    is_question: bool
    following: str

    def texts(self, start: int, end: int) -> list[str]:
        return [word.text for word in self.words[max(start, 0) : end]]


def is_claim(word: Word) -> bool:
    return word.kind in _CLAIMS


def claimed(sentence: Sentence, claim: int, mark: int) -> Strength:
    """How surely the claim is one of the mark; both are places of words in the sentence."""
    if abs(claim - mark) > _REACH:
        return Strength.NONE
    words = sentence.words
    if words[claim].kind is MarkWordKind.OFFICIAL and not _is_told_official(sentence, claim):
        return Strength.NONE
    found = _before(sentence, claim, mark) if claim < mark else _after(sentence, mark, claim)
    if found is Strength.NONE:
        return found
    if words[claim].kind is MarkWordKind.ENDORSEMENT and not _is_official(sentence, claim):
        found = Strength.UNCLEAR
    if words[claim].kind is MarkWordKind.OFFICIAL and words[claim - 1].text in grammar.ACTIVATORS:
        found = Strength.UNCLEAR
    return min(found, _meant(sentence, claim, mark))


def _is_official(sentence: Sentence, claim: int) -> bool:
    return any(word.kind is MarkWordKind.OFFICIAL for word in sentence.words[max(claim - 1, 0) : claim + 2])


def _is_told_official(sentence: Sentence, claim: int) -> bool:
    """Not in «le site officiel»; and beside another claim, that one is looked at."""
    if claim == 0:
        return True
    before = sentence.words[claim - 1]
    return before.text not in grammar.OFFICIAL_THINGS and not is_claim(before)


def _before(sentence: Sentence, claim: int, mark: int) -> Strength:
    """The claim comes first: «certifié par France Num», «partenaire de la Région et de France Num»."""
    words = sentence.words
    daughter = mark - 1 > claim and words[mark - 1].text in grammar.ACTIVATORS
    path = range(claim + 1, mark - daughter)
    separators = [place for place in (*path, mark - daughter) if _separates(words[place])]
    texts = sentence.texts(claim + 1, mark - daughter)
    if _is_part_of_others(sentence, claim) or set(texts) & grammar.STOPPERS:
        return Strength.NONE
    if any(_names(word) for word in words[claim + 1 : mark - daughter]):
        return Strength.NONE
    own = [place for place in path if not _links(words[place])]
    if not separators or not any(place < separators[-1] for place in own):
        return _directly(sentence, claim, mark, own, separators, is_daughter=daughter)
    return _in_a_list(sentence, mark, own, separators[-1], is_daughter=daughter)


def _directly(
    sentence: Sentence, claim: int, mark: int, own: list[int], separators: list[int], *, is_daughter: bool
) -> Strength:
    words = sentence.words
    texts = sentence.texts(claim + 1, mark - is_daughter)
    apart = [place for place in separators if words[place].gap & _APART or words[place].text in grammar.COORDINATORS]
    if is_daughter and apart and not is_claim(words[mark - 2]):
        # «formateur certifié, activateur France Num»; but «certification : activateur France Num».
        return Strength.UNCLEAR if words[apart[-1]].gap & Gap.COLON else Strength.NONE
    if _begins_another(sentence, mark) and separators:
        return Strength.NONE
    if not own:
        if apart and words[mark - is_daughter].gap & Gap.COMMA:
            return Strength.UNCLEAR
        return Strength.UNCLEAR if set(texts) & grammar.LOOSE_LINKS else Strength.CLEAR
    if all(words[place].text in grammar.SELF for place in own) and not apart:
        return Strength.CLEAR
    last = texts[-1] if texts else ""
    if apart and min(own) > min(apart):
        return Strength.NONE
    if last in _BY or (len(texts) > 1 and texts[-2] in _BY):
        return Strength.CLEAR
    if words[claim].kind in (MarkWordKind.PARTNERSHIP, MarkWordKind.OFFICIAL) and last in _OF:
        return Strength.UNCLEAR if set(texts[: own[0] - claim - 1]) & _OF else Strength.CLEAR
    return Strength.UNCLEAR if len(own) <= 2 and own[-1] == mark - 1 and not is_daughter else Strength.NONE


_BY = frozenset(("par", "via"))
_OF = frozenset(("de", "du", "d", "des", "avec"))


def _in_a_list(sentence: Sentence, mark: int, own: list[int], separator: int, *, is_daughter: bool) -> Strength:
    """The claim has something of its own first: «certifié Qualiopi et France Num»."""
    before_mark = [place for place in own if place >= separator]
    loose = set(sentence.texts(own[0], separator)) & (grammar.LOOSE_LINKS | grammar.FIRST)
    if is_daughter or before_mark or loose or _begins_another(sentence, mark):
        return Strength.NONE
    return Strength.CLEAR


def _after(sentence: Sentence, mark: int, claim: int) -> Strength:
    """The mark comes first: «France Num m’a certifié», «activateur France Num certifié»."""
    words, between = sentence.words, sentence.texts(mark + 1, claim)
    told = set(between)
    mine = bool(set(sentence.texts(claim + 1, claim + 4)) & grammar.MINE) or (
        bool(between) and between[-1] in grammar.MINE
    )
    if told & {"ne", "n", "pas", "jamais", "ni", "sans"}:
        return Strength.NONE
    owned = _has_object(sentence, claim)
    if told & _TO_ME and told & _HAS:
        return Strength.CLEAR
    if mine and (told <= grammar.BEING | grammar.MINE | _HAS | {"ie", "ia", "un", "une", "i"}):
        joined = words[claim].gap | words[mark + 1].gap
        return Strength.CLEAR if told or not joined & Gap.COMMA else Strength.UNCLEAR
    if {"moi", "nous"} & told and words[claim].kind is MarkWordKind.PARTNERSHIP and "et" in told:
        return Strength.CLEAR if not owned else Strength.NONE
    if owned:
        return Strength.NONE
    if not between:
        gap = words[claim].gap
        return Strength.UNCLEAR if gap & (Gap.COMMA | Gap.LINE) else Strength.CLEAR
    if "comme" in told or set(between) <= {"en", "tant", "que"}:
        return Strength.CLEAR
    texts = set(sentence.texts(0, len(words)))
    if texts & grammar.OBTAINING and texts & grammar.FIRST and told <= _ARTICLES | grammar.OBTAINING | grammar.FIRST:
        return Strength.CLEAR
    if told & grammar.FIRST and told & {"suis", "sommes"} and len(between) <= 3:
        return Strength.UNCLEAR
    return Strength.NONE


_TO_ME = frozenset(("me", "m", "nous"))
_HAS = frozenset(("a", "ont", "avait"))
_ARTICLES = frozenset(("ie", "ia", "i", "un", "une", "mon", "ma", "son", "sa", "a"))


def _has_object(sentence: Sentence, claim: int) -> bool:
    """Whether the claim, after the mark, is of something else: «certifié Qualiopi», «partenaire de la Région»."""
    for word in sentence.words[claim + 1 : claim + 6]:
        if word.gap & (Gap.COMMA | Gap.COLON) or word.text in grammar.COORDINATORS or word.text == "depuis":
            return False
        if not (_links(word) or word.text in grammar.LOOSE_LINKS):
            return True
    return False


def _separates(word: Word) -> bool:
    return bool(word.gap & CLAUSE) or word.text in grammar.COORDINATORS


def _links(word: Word) -> bool:
    return (
        word.text in grammar.LINKS
        or word.text in grammar.LOOSE_LINKS
        or word.text in grammar.COORDINATORS
        or word.is_number
        or len(word.text) == 1
        or is_claim(word)
    )


def _names(word: Word) -> bool:
    return word.kind is MarkWordKind.NAMING and word.text not in grammar.ACTIVATORS


def _begins_another(sentence: Sentence, mark: int) -> bool:
    """Whether the mark begins something of its own: «…, France Num me recense», «France Num : …»."""
    if mark + 1 >= len(sentence.words):
        return False
    after = sentence.words[mark + 1]
    return bool(after.gap & Gap.COLON) or (not after.gap & CLAUSE and after.text in grammar.PREDICATES)


def _is_part_of_others(sentence: Sentence, claim: int) -> bool:
    """«les partenaires de France Num», of whom nobody says to be one."""
    before = sentence.texts(claim - 4, claim)
    return (
        sentence.words[claim].kind is MarkWordKind.PARTNERSHIP
        and bool(before)
        and before[-1] in grammar.PLURAL
        and not set(before) & (grammar.AMONG | {"suis", "sommes", "fais", "faisons"})
    )


def _meant(sentence: Sentence, claim: int, mark: int) -> Strength:
    """How far it may be meant: not in a denial, a question, or what others say."""
    texts = sentence.texts(0, len(sentence.words))
    first_person = set(texts[max(claim - 6, 0) : claim]) & grammar.FIRST
    if is_denied(sentence, min(claim, mark) if claim > mark else claim, mark):
        return Strength.NONE
    if sentence.is_question:
        if sentence.following in grammar.AGREEING:
            return Strength.CLEAR
        return Strength.UNCLEAR if set(texts) & grammar.SEEKING else Strength.NONE
    if set(texts) & grammar.REPORTED and not first_person & {"suis", "sommes", "mon", "ma", "mes", "notre", "nos"}:
        return Strength.NONE
    if (institution := _institution(sentence, claim)) is not None:
        return institution
    if _is_wished(sentence, claim) or _is_of_others(sentence, claim):
        return Strength.UNCLEAR
    return Strength.CLEAR


def is_denied(sentence: Sentence, place: int, mark: int) -> bool:
    """Whether what is said at a place is denied: «je ne suis ni labellisé ni…», «le label … n’existe pas»."""
    words = sentence.words
    at = place - 1
    limited = False
    while at >= 0 and place - at <= 12 and not words[at + 1].gap & (Gap.COLON | Gap.STOP):
        word = words[at]
        if word.text in grammar.DENIALS:
            between = set(sentence.texts(at + 1, mark))
            return not limited and "mais" not in between
        if word.text == "sous" or not (word.text in grammar.DENIED or is_claim(word) or len(word.text) == 1):
            break
        if word.text in ("suis", "sommes") or (words[at + 1].gap & Gap.COMMA and word.text not in grammar.LINKS):
            break
        limited = limited or word.text in grammar.LIMITERS
        at -= 1
    return _denied_after(sentence, place, mark)


def _denied_after(sentence: Sentence, place: int, mark: int) -> bool:
    """«Le label France Num n’existe pas», unless it is one’s own."""
    after = sentence.texts(mark + 1, mark + 5)
    denies = bool(after) and after[0] in ("ne", "n") and not sentence.words[mark + 1].gap & Gap.COMMA
    return denies and not set(sentence.texts(place - 4, place)) & (grammar.MINE | {"suis", "sommes"})


def _is_wished(sentence: Sentence, claim: int) -> bool:
    """«Je souhaite devenir partenaire», in the claim's own clause."""
    for at in range(claim - 1, max(claim - 7, -1), -1):
        if sentence.words[at + 1].gap & _APART:
            return False
        if sentence.words[at].text in grammar.WISHES:
            return True
    return False


def _is_of_others(sentence: Sentence, claim: int) -> bool:
    """«des entreprises certifiées», «mes clients sont labellisés»; «nos formateurs» are one's own."""
    for at in range(claim - 1, max(claim - 5, -1), -1):
        word = sentence.words[at]
        if word.text in grammar.OTHERS:
            before = sentence.words[at - 1].text if at else ""
            customers = word.text not in grammar.SELF and word.text.startswith(("ciient", "commercant", "entreprise"))
            return before in grammar.PLURAL | {"d", "certains", "certaines", "aux"} or (
                customers and before in grammar.MINE
            )
        if not (word.text in grammar.BEING or word.text in ("deja", "tous", "toutes", "qui")):
            return False
    return False


def _institution(sentence: Sentence, claim: int) -> Strength | None:
    """«La Région, partenaire de France Num» is no claim of one's own."""
    for at in range(claim - 1, max(claim - 7, -1), -1):
        word = sentence.words[at]
        if word.text in grammar.FIRST:
            return None
        if word.text in grammar.INSTITUTIONS:
            before = sentence.texts(at - 1, at)
            owns = before and before[0] in grammar.MINE | {"de", "du", "d", "par", "a", "aupres"}
            within = sentence.texts(at - 2, at)
            return None if owns or set(within) & {"de", "par", "avec"} else Strength.NONE
    return None
