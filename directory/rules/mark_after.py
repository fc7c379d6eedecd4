"""Rule B7: a claim that comes after its mark: «France Num m’a certifié», «activateur France Num certifié»."""

from __future__ import annotations

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import Gap
from directory.rules.mark_sentence import Sentence, Strength, is_claim, links
from directory.rules.mark_words import MarkWordKind

_TO_ME = frozenset(("me", "m", "nous"))
_HAS = frozenset(("a", "ont", "avait"))
_ARTICLES = frozenset(("ie", "ia", "i", "un", "une", "mon", "ma", "son", "sa", "a"))


def claimed_after(sentence: Sentence, mark: int, claim: int) -> Strength:
    """How surely the claim is one of the mark, which comes earlier in the sentence."""
    between = sentence.texts(mark + 1, claim)
    told = set(between)
    if told & {"ne", "n", "pas", "jamais", "ni", "sans", "rien"}:
        return Strength.NONE
    if told & _TO_ME and told & (_HAS | {"vient"}):
        return Strength.CLEAR
    if told and told <= _HAS and sentence.texts(mark - 1, mark) in (["que"], ["qu"]):
        # «le premier organisme que France Num a certifié»
        return Strength.CLEAR if set(sentence.texts(mark - 3, mark)) & grammar.SELF else Strength.UNCLEAR
    others = {word.text for word in sentence.words[mark + 1 : claim] if not is_claim(word)}
    if _is_mine(sentence, between, claim) and others <= _OF_MINE:
        joined = sentence.words[claim].gap | sentence.words[mark + 1].gap
        return Strength.CLEAR if told or not joined & Gap.COMMA else Strength.UNCLEAR
    if between[:1] == ["et"] and set(between[-1:]) & _HAS and set(sentence.texts(claim + 1, claim + 2)) & grammar.MINE:
        return Strength.CLEAR  # «France Num et la Région ont certifié mon cabinet»
    owned = _has_object(sentence, claim)
    if sentence.words[claim].kind is MarkWordKind.PARTNERSHIP and _are_both(sentence, mark, told):
        return Strength.NONE if owned else Strength.CLEAR
    return Strength.NONE if owned else _of_what_was_named(sentence, mark, claim, between)


_OF_MINE = grammar.BEING | grammar.MINE | grammar.OBTAINING | _HAS | {"ie", "ia", "un", "une", "i", "et"}


def _is_mine(sentence: Sentence, between: list[str], claim: int) -> bool:
    """«France Num a certifié mon entreprise», «France Num est mon partenaire»."""
    return bool(set(sentence.texts(claim + 1, claim + 6)) & grammar.MINE or set(between[-1:]) & grammar.MINE)


def _are_both(sentence: Sentence, mark: int, told: set[str]) -> bool:
    """«France Num et moi sommes partenaires», «ma société et France Num sont partenaires»."""
    mine = grammar.MINE | {"moi", "nous"}
    if "et" in told and told & mine:
        return True
    before = sentence.texts(mark - 6, mark)
    return before[-1:] == ["et"] and bool(set(before) & mine) and bool(told & grammar.BOTH)


def _of_what_was_named(sentence: Sentence, mark: int, claim: int, between: list[str]) -> Strength:
    told = set(between)
    if not between:
        gap = sentence.words[claim].gap
        return Strength.UNCLEAR if gap & (Gap.COMMA | Gap.LINE | Gap.LIST | Gap.AND) else Strength.CLEAR
    if "comme" in told or told <= {"en", "tant", "que"}:
        return Strength.CLEAR
    texts = set(sentence.texts(0, len(sentence.words)))
    if texts & grammar.OBTAINING and texts & grammar.FIRST and told <= _ARTICLES | grammar.OBTAINING | grammar.FIRST:
        return Strength.CLEAR
    if told & grammar.FIRST and told & {"suis", "sommes"} and len(between) <= 3:
        return Strength.UNCLEAR
    return Strength.NONE


def _has_object(sentence: Sentence, claim: int) -> bool:
    """Whether the claim, after the mark, is of something else: «certifié Qualiopi», «partenaire de la Région»."""
    for word in sentence.words[claim + 1 : claim + 6]:
        if word.gap & (Gap.COMMA | Gap.COLON) or word.text in grammar.COORDINATORS or word.text == "depuis":
            return False
        if not links(word):
            return True
    return False
