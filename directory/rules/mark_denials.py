"""Rule B7: whether what a sentence says of a mark is denied."""

from __future__ import annotations

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import Gap
from directory.rules.mark_sentence import APART, Sentence, Strength, is_claim

_REACH = 12  # words from a denial to what it denies
_NO = frozenset(("aucun", "aucune"))
_NOT = frozenset(("ne", "n"))


def denial(sentence: Sentence, place: int, mark: int) -> Strength:
    """What a denial leaves of what is said at a place: «je ne suis ni labellisé ni…» leaves nothing of it."""
    words = sentence.words
    at, limited = place - 1, False
    while at >= 0 and place - at <= _REACH and not words[at + 1].gap & (Gap.COLON | Gap.STOP):
        word = words[at]
        if _denies(sentence, at):
            if limited or "mais" in sentence.texts(at + 1, mark):
                break
            return _denied_by(sentence, at, place, mark)
        if at and words[at - 1].text in _NO and words[at + 1].text in grammar.OF:
            return Strength.NONE  # «aucune convention de partenariat»
        if word.text == "sous" or not (word.text in grammar.DENIED or is_claim(word) or len(word.text) == 1):
            break
        if word.text in ("suis", "sommes") or (words[at + 1].gap & Gap.COMMA and word.text not in grammar.LINKS):
            break
        if word.text in _NOT and not limited:  # its other half may stand far before: «aucune de mes formations n’est…»
            return _began_denied(sentence, at)
        limited = limited or word.text in grammar.LIMITERS
        at -= 1
    return Strength.NONE if _is_denied_after(sentence, place, mark) else Strength.CLEAR


def is_spoken_of(sentence: Sentence, one: int, other: int) -> bool:
    """Whether what is between two places is only spoken of, in its clause: «la mention …», «… est réservé à l’État»."""
    words, at, end = sentence.words, min(one, other), max(one, other) + 1
    while at > 0 and not words[at].gap & APART:
        at -= 1
        if words[at].text in grammar.REPORTED:
            return True
    while end < len(words) and not words[end].gap & APART:
        if words[end].text in grammar.FORBIDDEN:
            return True
        end += 1
    return False


def _began_denied(sentence: Sentence, at: int) -> Strength:
    """«Ne» before a claim, without «pas» between: what else denies comes before, or nothing does."""
    for place in range(at - 1, max(at - _REACH, -1), -1):
        if _denies(sentence, place):
            return Strength.NONE
        if sentence.words[place].gap & (Gap.COMMA | Gap.COLON | Gap.STOP):
            break
    return Strength.CLEAR


def _denies(sentence: Sentence, at: int) -> bool:
    """A word of denial; but «une personne» is somebody."""
    text = sentence.words[at].text
    if text == "personne" and set(sentence.texts(at - 1, at)) & grammar.DETERMINERS:
        return False
    return text in grammar.DENIALS


def _denied_by(sentence: Sentence, at: int, place: int, mark: int) -> Strength:
    """None of it, unless whom it is said of is denied: «jamais un consultant labellisé … n’a été là»."""
    between = set(sentence.texts(at + 1, place))
    verb_follows = set(sentence.texts(mark + 1, mark + 3)) & _NOT
    verb_precedes = (between | set(sentence.texts(at - 3, at))) & _NOT
    if not verb_follows or verb_precedes or not between & (grammar.SELF | grammar.OTHERS):
        return Strength.NONE
    return Strength.CLEAR if sentence.words[at].text == "jamais" else Strength.UNCLEAR


def _is_denied_after(sentence: Sentence, place: int, mark: int) -> bool:
    """«Le label France Num n’existe pas», unless it is one's own, or said of whom the sentence is."""
    after = sentence.words[mark + 1 : mark + 3]
    if not after or after[0].text not in _NOT or after[0].gap & Gap.COMMA or after[-1].is_number:  # «n° 12»
        return False
    return not set(sentence.texts(place - 4, place)) & (grammar.MINE | grammar.SELF | {"suis", "sommes"})
