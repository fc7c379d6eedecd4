"""Rules B1 and B2: whether a sentence uses a reserved mark as its author's own, without claiming anything of it."""

from __future__ import annotations

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import CLAUSE, Gap
from directory.rules.mark_denials import denial, is_spoken_of
from directory.rules.mark_sentence import APART, Sentence, Strength
from directory.rules.mark_words import MarkWordKind

_LOOK_BACK = 5  # words


def used(sentence: Sentence, mark: int) -> tuple[Strength, int]:
    """How surely the mark is used as one's own, and the place of the first word that says so."""
    strength, place = _used(sentence, mark)
    if strength is Strength.NONE or _is_excused(sentence, place, mark):
        return Strength.NONE, mark
    return strength, place


def is_enterprise(sentence: Sentence, mark: int) -> bool:
    """Whether it is the mark «Entreprise France Num»."""
    return mark > 0 and sentence.words[mark - 1].text in grammar.ENTERPRISES and not sentence.words[mark].gap & CLAUSE


def is_activators(sentence: Sentence, mark: int) -> bool:
    """Whether it is the mark of activators, or they are named by it."""
    before = sentence.texts(mark - 3, mark)
    return bool(before) and (
        before[-1] in grammar.ACTIVATORS
        or (before[-1] in ("de", "du", "d", "reseau", "programme") and bool(set(before) & grammar.ACTIVATORS))
    )


def _is_excused(sentence: Sentence, place: int, mark: int) -> bool:
    texts = set(sentence.texts(0, len(sentence.words)))
    if sentence.is_question or denial(sentence, place, mark) is Strength.NONE:
        return True
    between = sentence.texts(place, mark)
    if {"pas", "jamais", "aucun", "plus", "ni", "sans"} & set(sentence.texts(_clause(sentence, place), mark)):
        return True
    if texts & {"suis", "sommes"} and not texts & grammar.FORBIDDEN:
        return False
    return is_spoken_of(sentence, place, mark) and not set(between) & grammar.MINE


def _clause(sentence: Sentence, place: int) -> int:
    """Where the clause begins, as far as a denial reaches: not in «Pas de souci, notre agence France Num vous…»."""
    at = place
    while at > max(place - 6, 0) and not sentence.words[at].gap & APART:
        at -= 1
    return at


def _used(sentence: Sentence, mark: int) -> tuple[Strength, int]:
    words = sentence.words
    if is_activators(sentence, mark):
        return Strength.NONE, mark
    enterprise = is_enterprise(sentence, mark)
    first = mark - enterprise
    if _is_oneself(sentence, first, mark):
        return Strength.CLEAR, _start_of_being(sentence, first)
    logo = _noun_before(sentence, first, grammar.SIGNS)
    if logo is not None:
        return _sign_used(sentence, logo, mark), _with_owner(sentence, logo)
    if enterprise:
        return Strength.UNCLEAR, first
    company = _noun_before(sentence, mark, grammar.COMPANIES)
    if company is not None and company == mark - 1:
        return Strength.CLEAR, company
    if mark and not words[mark].gap & CLAUSE:
        before, owner = words[mark - 1].text, sentence.texts(mark - 2, mark - 1)
        mine = bool(owner) and owner[0] in grammar.MINE | {"votre", "vos"}
        if before in grammar.TEAMS and mine:
            return Strength.CLEAR, mark - 2
        if before in grammar.OFFERS and mine:
            return Strength.UNCLEAR, mark - 2
        if before in grammar.SELF:
            return Strength.UNCLEAR, mark - 1
    return Strength.NONE, mark


def _is_oneself(sentence: Sentence, first: int, mark: int) -> bool:
    """«nous sommes France Num», «France Num, c’est moi», «bienvenue chez France Num»."""
    words = sentence.words
    after = sentence.texts(mark + 1, mark + 4)
    if after[:2] == ["c", "est"] and after[2:3] in (["moi"], ["nous"]):
        return True
    if not first or words[mark].gap & CLAUSE:
        return False
    before = [text for text in sentence.texts(first - 4, first) if text not in ("une", "un", "ia", "ie", "i", "aussi")]
    if before[-1:] in (["suis"], ["sommes"]):
        return not after or after[0] not in grammar.FOLLOWING or bool(words[mark + 1].gap & CLAUSE)
    if before[-2:] in (["bienvenue", "chez"], ["bienvenue", "a"], ["tant", "que"], ["nom", "de"]):
        return True
    return first != mark and before[-1:] in (["mon"], ["notre"], ["devenue"], ["votre"])


def _start_of_being(sentence: Sentence, first: int) -> int:
    for place in range(first - 1, max(first - 5, -1), -1):
        if sentence.words[place].text in ("suis", "sommes", "bienvenue", "tant", "nom", "mon", "notre", "votre"):
            return max(place - 1, 0) if sentence.words[place].text in ("suis", "sommes") else place
    return first


def _noun_before(sentence: Sentence, mark: int, nouns: frozenset[str]) -> int | None:
    """The place of one of the nouns just before the mark, small words aside: «logo officiel de France Num»."""
    for place in range(mark - 1, max(mark - _LOOK_BACK, -1), -1):
        word = sentence.words[place]
        if sentence.words[place + 1].gap & (Gap.COMMA | Gap.COLON | Gap.LIST | Gap.AND):
            return None
        if word.text in nouns:
            return place
        if word.text not in grammar.LINKS and word.kind is not MarkWordKind.OFFICIAL:
            return None
    return None


def _sign_used(sentence: Sentence, sign: int, mark: int) -> Strength:
    texts = set(sentence.texts(0, len(sentence.words)))
    if set(sentence.texts(sign - 1, sign)) & grammar.MINE or texts & grammar.USING:
        return Strength.CLEAR
    return Strength.UNCLEAR if sentence.words[sign].text in grammar.LOGOS else Strength.NONE


def _with_owner(sentence: Sentence, place: int) -> int:
    return place - 1 if place and sentence.words[place - 1].text in grammar.MINE else place
