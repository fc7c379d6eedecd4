"""Rule B7: a claim that comes before its mark: «certifié par France Num», «partenaire de la Région et de …»."""

from __future__ import annotations

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import CLAUSE, Gap
from directory.rules.mark_lists import in_a_list, is_shared
from directory.rules.mark_path import Path, any_claim, is_of
from directory.rules.mark_sentence import Sentence, Strength, is_address, is_claim, links, separates
from directory.rules.mark_words import MarkWordKind

_LONGEST_GIVER = 3  # words of «l’équipe nationale d’animation de France Num»


def claimed_before(sentence: Sentence, claim: int, mark: int) -> Strength:
    """How surely the claim is one of the mark, which comes later in the sentence."""
    path = Path(sentence, _end_of_heading(sentence, claim, mark), mark)
    if _is_obtained(path) or _is_bound(path):
        return Strength.CLEAR
    if _is_part_of_others(sentence, claim) or _is_interrupted(path):
        return Strength.NONE
    activator = _activator(path)
    if activator is not None and not _claims_activator(path, activator):
        return Strength.UNCLEAR if path.gap(activator) & Gap.COLON and not path.own else Strength.NONE
    if activator is not None:
        return Strength.UNCLEAR if _is_of_an_activator(path, activator) else Strength.CLEAR
    if is_address(sentence, mark) and path.separators and path.gap(path.separators[-1]) & Gap.COLON:
        return Strength.UNCLEAR  # it may be where to read more
    if path.separators and _begins_another(sentence, mark):
        return Strength.NONE
    if path.separators and any(place < path.separators[-1] for place in path.own):
        return in_a_list(path)
    return _directly(path)


def _is_interrupted(path: Path) -> bool:
    """Whether something else begins in between, or what the mark's holder is, is plainly said."""
    if any(path.text(place) in grammar.STOPPERS and not path.is_as_well(place) for place in path.all):
        return True
    words = path.sentence.words
    return any(
        words[place].kind is MarkWordKind.NAMING
        and words[place].text not in grammar.ACTIVATORS
        and not _is_quality(path, place)
        for place in path.all
    )


def _is_obtained(path: Path) -> bool:
    """«le label qui m’a été remis par France Num», «que j’ai reçu de …», «que France Num m’a délivré»."""
    told = set(path.texts)
    if not told & {"qui", "que", "qu", "dont"}:
        return False
    after = set(path.sentence.texts(path.mark + 1, path.mark + 5))
    if told <= {"que", "qu"}:
        return bool(after & grammar.OBTAINING and after & grammar.FIRST)
    return bool(told & grammar.OBTAINING) and told <= grammar.OBTAINED


def _is_bound(path: Path) -> bool:
    """«un partenariat nous lie à France Num»."""
    told = set(path.texts)
    return bool(told & grammar.BINDING) and told <= grammar.BINDING | grammar.LINKS | grammar.FIRST


def _end_of_heading(sentence: Sentence, claim: int, mark: int) -> int:
    """The claim, or the last word of «les labels que je porte :», which is as much of one."""
    for place in range(claim + 1, min(claim + 7, mark + 1)):
        if sentence.words[place].gap & Gap.COLON:
            told = set(sentence.texts(claim + 1, place))
            return place - 1 if told <= grammar.HAVING and told & grammar.FIRST else claim
    return claim


def _is_quality(path: Path, place: int) -> bool:
    """«partenaire de référence», «de confiance»."""
    return path.text(place) in grammar.QUALITIES and path.text(place - 1) in ("de", "d")


def _activator(path: Path) -> int | None:
    """The word that makes the mark the one of activators, or names them: «activatrice du réseau France Num»."""
    for place in range(path.mark - 1, path.claim, -1):
        if path.text(place) in grammar.ACTIVATORS:
            return place
        if path.text(place) not in grammar.LINKS | grammar.LOOSE_LINKS or path.gap(place) & CLAUSE:
            return None
    return None


def _claims_activator(path: Path, activator: int) -> bool:
    """«Certifié activateur France Num», and not «formatrice certifiée / activatrice France Num»."""
    words = path.sentence.words
    between = range(path.claim + 1, activator)
    if any(not links(words[place]) for place in between):
        return False
    begins = [place for place in (*between, activator) if separates(words[place])]
    return not begins or any(is_claim(words[place]) for place in range(begins[-1], activator))


def _is_of_an_activator(path: Path, activator: int) -> bool:
    """«un site certifié par un activateur France Num»."""
    return path.text(activator - 1) in ("un", "une", "ies", "des", "aux")


def _directly(path: Path) -> Strength:
    """Nothing of its own stands before what the mark is in."""
    own, texts = path.own, path.texts
    apart = [place for place in path.separators if path.is_apart(place)]
    if is_shared(path):
        return Strength.UNCLEAR
    if not own:
        gap = path.gap(path.mark)
        if gap & Gap.STOP and not gap & Gap.QUESTION:  # «Certif. France Num.»
            return Strength.UNCLEAR
        if gap & Gap.COMMA and (gap & Gap.LIST or not gap & Gap.PARENTHESIS):
            return Strength.UNCLEAR
        return Strength.UNCLEAR if set(texts) & grammar.LOOSE_LINKS else Strength.CLEAR
    if not apart and all(path.text(place) in grammar.SELF for place in own):
        return Strength.CLEAR
    if _is_given_by(path):
        return Strength.CLEAR
    if apart and own[0] >= apart[0]:
        return Strength.NONE
    if _is_partner_of(path):
        return Strength.CLEAR
    if set(texts) & grammar.AIMS:  # «un label pour rejoindre France Num»
        return Strength.NONE
    if len(own) == 1 and path.text(path.mark - 1) in ("de", "du"):  # «certifié conforme aux exigences de»
        return Strength.UNCLEAR
    return Strength.UNCLEAR if len(own) <= 2 and (own[-1] == path.mark - 1 or is_of(path)) else Strength.NONE


def _is_given_by(path: Path) -> bool:
    """«certifié par l’équipe de France Num», «certifié Qualiopi par le programme France Num», «label du jury de …»."""
    texts = path.texts
    if any(text in grammar.BY for text in texts[-2:]):
        return True
    if set(texts) & grammar.LOOSE_LINKS:
        return False
    by = max((place for place in path.all if path.text(place) in grammar.BY), default=path.claim)
    giver = [place for place in path.own if place > by]
    if by > path.claim and any(place > by for place in path.separators):
        return False
    if not giver:
        return by > path.claim
    if path.text(path.mark - 1) in grammar.OF | grammar.ORGANS and all(
        path.text(one) in grammar.ORGANS for one in giver
    ):
        return by > path.claim or giver == path.own
    return by > path.claim and path.text(path.mark - 1) in grammar.OF and _is_short(path, giver, by)


def _is_short(path: Path, giver: list[int], by: int) -> bool:
    return len(giver) <= _LONGEST_GIVER and not any_claim(path, by)


def _is_partner_of(path: Path) -> bool:
    """«partenaire local de France Num», «de référence»; but not «partenaire de la ville de France Num»."""
    if not is_of(path):
        return False
    of_others = set(path.texts[: path.own[0] - path.claim - 1]) & grammar.OF
    return not of_others or all(path.text(place) in grammar.QUALITIES for place in path.own)


def _begins_another(sentence: Sentence, mark: int) -> bool:
    """Whether the mark begins something of its own: «…, France Num me recense», «France Num : …»."""
    if mark + 1 >= len(sentence.words):
        return False
    after = sentence.words[mark + 1]
    verb = after.text in grammar.PREDICATES or after.text.removesuffix("nt") in grammar.PREDICATES
    return bool(after.gap & Gap.COLON) or (not after.gap & CLAUSE and verb)


def _is_part_of_others(sentence: Sentence, claim: int) -> bool:
    """«les partenaires de France Num», of whom nobody says to be one."""
    before = sentence.texts(claim - 4, claim)
    return (
        sentence.words[claim].kind is MarkWordKind.PARTNERSHIP
        and bool(before)
        and before[-1] in grammar.PLURAL
        and not set(before) & (grammar.AMONG | {"suis", "sommes", "fais", "faisons"})
    )
