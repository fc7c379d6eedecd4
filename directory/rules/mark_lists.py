"""Rule B7: a claim and its mark in a list: «certifié Qualiopi et France Num», «Labels : Qualiopi, France Num»."""

from __future__ import annotations

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import Gap
from directory.rules.mark_path import Path, any_claim, is_of
from directory.rules.mark_sentence import Strength, is_claim


def in_a_list(path: Path) -> Strength:
    """The claim has something of its own first: «certifié Qualiopi et France Num»."""
    last = path.separators[-1]
    between = set(path.sentence.texts(path.own[0], last))
    if between & (grammar.LOOSE_LINKS | (grammar.FIRST - grammar.MINE)) or any_claim(path, last):
        return Strength.NONE
    by = {path.text(place) for place in path.last_part} & grammar.BY
    if any(place >= last for place in path.own):
        if is_of(path) and not between & (grammar.OF | grammar.BY):  # «partenaire technique et pédagogique de»
            return Strength.UNCLEAR
        return Strength.CLEAR if by and path.text(path.mark - 1) in grammar.OF else Strength.NONE
    if by:
        return Strength.CLEAR
    gap = path.gap(last)
    if path.gap(path.separators[0]) & Gap.COLON and path.separators[0] <= path.own[0]:
        return _under_heading(path, gap)
    if gap & Gap.COLON:  # a heading of its own
        return Strength.NONE if any(path.gap(place) & Gap.LINE for place in path.separators) else Strength.UNCLEAR
    return Strength.UNCLEAR if gap & (Gap.LINE | Gap.LIST | Gap.PARENTHESIS) else Strength.CLEAR


def _under_heading(path: Path, gap: Gap) -> Strength:
    """«Certifications : Qualiopi, France Num», «Label : Qualiopi», and on the next line «Réseau : France Num»."""
    if gap & Gap.COLON:
        return Strength.NONE
    if is_shared(path) or (gap & Gap.LINE and not path.gap(path.separators[0]) & Gap.LINE):
        return Strength.UNCLEAR
    return Strength.CLEAR


def is_shared(path: Path) -> bool:
    """«Réseaux et labels :», under which not all has to be a label."""
    words, claim = path.sentence.words, path.claim
    if not path.separators or path.separators[0] != claim + 1 or not path.gap(claim + 1) & Gap.COLON:
        return False
    other = claim - 1
    if other > 0 and words[other].text in grammar.COORDINATORS:
        other -= 1
    elif not words[claim].gap & (Gap.AND | Gap.LIST | Gap.COMMA):
        return False
    return other >= 0 and not is_claim(words[other])
