"""Rule B7: whether a claim in a sentence is of the mark that the sentence names.

Nothing here understands French: it knows which small words may stand between a claim and the mark that is claimed. A
sentence that could be meant either way is for a person to decide.
"""

from __future__ import annotations

from directory.rules import mark_grammar as grammar
from directory.rules.mark_after import claimed_after
from directory.rules.mark_before import claimed_before
from directory.rules.mark_meaning import meant
from directory.rules.mark_sentence import Sentence, Strength, is_claim, links
from directory.rules.mark_words import MarkWordKind

_REACH = 24  # words between a claim and its mark


def claimed(sentence: Sentence, claim: int, mark: int) -> Strength:
    """How surely the claim is one of the mark; both are places of words in the sentence."""
    words = sentence.words
    if abs(claim - mark) > _REACH:
        return Strength.NONE
    found = claimed_before(sentence, claim, mark) if claim < mark else claimed_after(sentence, mark, claim)
    if found is Strength.NONE:
        return found
    if words[claim].kind is MarkWordKind.ENDORSEMENT and not _is_official(sentence, claim):
        found = Strength.UNCLEAR
    if words[claim].kind is MarkWordKind.OFFICIAL:
        found = min(found, _official(sentence, claim))
    return min(found, meant(sentence, claim, mark))


def _is_official(sentence: Sentence, claim: int) -> bool:
    return any(word.kind is MarkWordKind.OFFICIAL for word in sentence.words[max(claim - 1, 0) : claim + 2])


def _official(sentence: Sentence, claim: int) -> Strength:
    """How surely it is somebody who is official: not in «le site officiel»; another claim before it says it all."""
    if claim == 0:
        return Strength.CLEAR
    before = sentence.words[claim - 1]
    if before.text in grammar.OFFICIAL_THINGS or is_claim(before):
        return Strength.NONE
    if before.text in grammar.ACTIVATORS or not (
        before.text in grammar.OFFICIAL_PEOPLE or links(before) or before.text in _SAYING
    ):
        return Strength.UNCLEAR
    return Strength.CLEAR


_SAYING = grammar.BEING | grammar.FIRST
