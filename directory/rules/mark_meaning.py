"""Rule B7: how far a claim may be meant: not in a question, in what others say, or of others."""

from __future__ import annotations

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import Gap
from directory.rules.mark_denials import denial, is_spoken_of
from directory.rules.mark_sentence import APART, Sentence, Strength, is_claim
from directory.rules.mark_words import MarkWordKind

_BEING = frozenset(("est", "sont", "etait", "etaient", "reste", "restent"))
_ONESELF = frozenset(("suis", "sommes", "mon", "ma", "mes", "notre", "nos"))


def meant(sentence: Sentence, claim: int, mark: int) -> Strength:
    """The most that the claim, whose mark is known, may be meant."""
    texts = set(sentence.texts(0, len(sentence.words)))
    if (denied := denial(sentence, min(claim, mark), mark)) is not Strength.CLEAR:
        return denied
    if sentence.is_question:
        return _asked(sentence, texts)
    if not set(sentence.texts(claim - 6, claim)) & _ONESELF and is_spoken_of(sentence, claim, mark):
        return Strength.NONE
    if claim < mark and (others := _of_whom(sentence, claim)) is not Strength.CLEAR:
        return others
    if _is_wished(sentence, claim) or _is_of_others(sentence, claim):
        return Strength.UNCLEAR
    return Strength.CLEAR


def _asked(sentence: Sentence, texts: set[str]) -> Strength:
    """«Certifié France Num ? Oui», «Le label France Num ? Je l’ai !»."""
    answer = list(sentence.following)
    if answer and (
        answer[0] in grammar.AGREEING or (answer[0] in ("je", "j", "nous") and answer[1] in ("i", "ie", "ia", "en"))
    ):
        return Strength.CLEAR
    return Strength.UNCLEAR if texts & grammar.SEEKING else Strength.NONE


def _of_whom(sentence: Sentence, claim: int) -> Strength:
    """How surely it is said of oneself: not «La Région, partenaire de…», nor «Orange est partenaire de …»."""
    end = _end_of_subject(sentence, claim)
    if end is None:
        return Strength.CLEAR
    if sentence.words[end - 1].text.startswith(grammar.ACQUAINTANCES):
        return Strength.UNCLEAR
    clause = sentence.texts(end - 4, end)
    if "qui" in clause and set(clause) & {"m", "me", "nous"}:  # «le lieu qui m’accueille est labellisé»
        return Strength.UNCLEAR
    start = end
    while (
        start > 0 and _is_name(sentence, start - 1, claim) and (start == end or not sentence.words[start].gap & APART)
    ):
        start -= 1
    named = set(sentence.texts(start, end))
    if not named & grammar.INSTITUTIONS and sentence.words[claim].kind is not MarkWordKind.PARTNERSHIP:
        return Strength.CLEAR
    before = sentence.texts(start - 2, start)
    if not named:
        several = sentence.words[end].text == "sont" and set(sentence.texts(end - 5, end)) & grammar.PLURAL
        mine = set(sentence.texts(end - 5, end)) & (grammar.FIRST | grammar.SELF)
        return Strength.UNCLEAR if several and not mine else Strength.CLEAR
    if before and (before[-1] in grammar.WHERE or set(before) & (grammar.MINE | grammar.SELF)):
        return Strength.CLEAR
    if start and is_claim(sentence.words[start - 1]):
        return Strength.CLEAR
    speaks = set(sentence.texts(0, len(sentence.words))) & grammar.FIRST
    return Strength.NONE if named & grammar.INSTITUTIONS and not speaks else Strength.UNCLEAR


def _end_of_subject(sentence: Sentence, claim: int) -> int | None:
    """Where the words end of which it is said, before a comma or «est»; None if the claim begins by itself."""
    at = claim
    while at > 0 and claim - at < 4:
        word = sentence.words[at]
        if word.gap & (Gap.COMMA | Gap.AND) or word.text in _BEING:
            return at
        before = sentence.words[at - 1]
        if not (before.text in grammar.BEFORE_CLAIM or before.text in _BEING or is_claim(before)):
            return None
        at -= 1
    return None


def _is_name(sentence: Sentence, place: int, claim: int) -> bool:
    """A name, by its capital letter, or an institution."""
    word = sentence.words[place]
    if is_claim(word) or word.text in grammar.SELF | grammar.FIRST:
        return False
    if word.text in grammar.INSTITUTIONS:
        return True
    if word.text in ("ia", "ie", "ies", "i") and place + 1 < len(sentence.words):
        return _is_capital(sentence, place + 1, claim) or sentence.words[place + 1].text in grammar.INSTITUTIONS
    return _is_capital(sentence, place, claim)


def _is_capital(sentence: Sentence, place: int, claim: int) -> bool:
    """Whether its capital says anything: not where the claim has one too."""
    return sentence.words[place].is_capital and not sentence.words[claim].is_capital


def _is_wished(sentence: Sentence, claim: int) -> bool:
    """«Je souhaite devenir partenaire», in the claim's own clause."""
    for at in range(claim - 1, max(claim - 7, -1), -1):
        if sentence.words[at + 1].gap & APART:
            return False
        if sentence.words[at].text in grammar.WISHES:
            return True
    return False


def _is_of_others(sentence: Sentence, claim: int) -> bool:
    """«des entreprises certifiées», «par un organisme partenaire»; «nos formateurs» are one's own."""
    if _is_met_partner(sentence, claim):
        return True
    for at in range(claim - 1, max(claim - 5, -1), -1):
        word = sentence.words[at]
        if word.text in grammar.OTHERS or word.text in grammar.SELF:
            before = sentence.texts(at - 1, at)
            if _is_met(sentence, at, claim) or (
                word.text in grammar.OTHERS and set(before) & (grammar.PLURAL | {"d", "certains", "certaines", "aux"})
            ):
                return True
            return word.text.startswith(grammar.ACQUAINTANCES) and bool(set(before) & grammar.MINE)
        if not (word.text in grammar.BEING or word.text in ("deja", "tous", "toutes", "qui")):
            return False
    return False


def _is_met_partner(sentence: Sentence, claim: int) -> bool:
    """«la formation d’un partenaire»."""
    before = sentence.texts(claim - 2, claim)
    return (
        sentence.words[claim].text in grammar.PARTNERS
        and before[:1] in (["d"], ["par"])
        and before[1:] in (["un"], ["une"])
    )


def _is_met(sentence: Sentence, noun: int, claim: int) -> bool:
    """«formé par un organisme partenaire»: with whom one has to do."""
    before = sentence.texts(noun - 2, noun)
    return (
        sentence.words[claim].kind is MarkWordKind.PARTNERSHIP
        and len(before) == 2
        and before[0] in ("par", "chez", "aupres", "d", "de", "avec", "vers")
        and before[1] in ("un", "une", "des", "ies", "i", "ie", "ia")
    )
