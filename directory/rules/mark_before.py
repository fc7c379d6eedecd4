"""Rule B7: a claim that comes before its mark: «certifié par France Num», «partenaire de la Région et de …»."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import CLAUSE, Gap
from directory.rules.mark_sentence import APART, Sentence, Strength, is_address, is_claim, links, separates
from directory.rules.mark_words import MarkWordKind

_LONGEST_GIVER = 3  # words of «l’équipe nationale d’animation de France Num»


@dataclass(frozen=True)
class _Path:
    """What stands between a claim and the mark."""

    sentence: Sentence
    claim: int
    mark: int

    @property
    def all(self) -> range:
        return range(self.claim + 1, self.mark)

    @cached_property
    def texts(self) -> list[str]:
        return self.sentence.texts(self.claim + 1, self.mark)

    @cached_property
    def own(self) -> list[int]:
        """Words that are neither small nor claims: a name, a thing."""
        words = self.sentence.words
        return [place for place in self.all if not links(words[place]) and not self.is_as_well(place)]

    @cached_property
    def separators(self) -> list[int]:
        """Words with which something new begins; the mark may be one."""
        words = self.sentence.words
        return [place for place in range(self.claim + 1, self.mark + 1) if separates(words[place])]

    @cached_property
    def last_part(self) -> range:
        """The words before the mark, since something began."""
        return range(self.separators[-1] if self.separators else self.claim + 1, self.mark)

    def is_as_well(self, place: int) -> bool:
        """«Ainsi que» joins, where «que» begins something else."""
        return self.sentence.texts(place - 1, place + 1) == ["ainsi", "que"]

    def gap(self, place: int) -> Gap:
        return self.sentence.words[place].gap

    def text(self, place: int) -> str:
        return self.sentence.words[place].text

    def is_apart(self, place: int) -> bool:
        return bool(self.gap(place) & APART) or self.text(place) in grammar.COORDINATORS


def claimed_before(sentence: Sentence, claim: int, mark: int) -> Strength:
    """How surely the claim is one of the mark, which comes later in the sentence."""
    path = _Path(sentence, _end_of_heading(sentence, claim, mark), mark)
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
        return _in_a_list(path)
    return _directly(path)


def _is_interrupted(path: _Path) -> bool:
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


def _is_obtained(path: _Path) -> bool:
    """«le label qui m’a été remis par France Num», «que j’ai reçu de …», «que France Num m’a délivré»."""
    told = set(path.texts)
    if not told & {"qui", "que", "qu", "dont"}:
        return False
    after = set(path.sentence.texts(path.mark + 1, path.mark + 5))
    if told <= {"que", "qu"}:
        return bool(after & grammar.OBTAINING and after & grammar.FIRST)
    return bool(told & grammar.OBTAINING) and told <= grammar.OBTAINED


def _is_bound(path: _Path) -> bool:
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


def _is_quality(path: _Path, place: int) -> bool:
    """«partenaire de référence», «de confiance»."""
    return path.text(place) in grammar.QUALITIES and path.text(place - 1) in ("de", "d")


def _activator(path: _Path) -> int | None:
    """The word that makes the mark the one of activators, or names them: «activatrice du réseau France Num»."""
    for place in range(path.mark - 1, path.claim, -1):
        if path.text(place) in grammar.ACTIVATORS:
            return place
        if path.text(place) not in grammar.LINKS | grammar.LOOSE_LINKS or path.gap(place) & CLAUSE:
            return None
    return None


def _claims_activator(path: _Path, activator: int) -> bool:
    """«Certifié activateur France Num», and not «formatrice certifiée / activatrice France Num»."""
    words = path.sentence.words
    between = range(path.claim + 1, activator)
    if any(not links(words[place]) for place in between):
        return False
    begins = [place for place in (*between, activator) if separates(words[place])]
    return not begins or any(is_claim(words[place]) for place in range(begins[-1], activator))


def _is_of_an_activator(path: _Path, activator: int) -> bool:
    """«un site certifié par un activateur France Num»."""
    return path.text(activator - 1) in ("un", "une", "ies", "des", "aux")


def _directly(path: _Path) -> Strength:
    """Nothing of its own stands before what the mark is in."""
    own, texts = path.own, path.texts
    apart = [place for place in path.separators if path.is_apart(place)]
    if _is_shared(path):
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
    return Strength.UNCLEAR if len(own) <= 2 and (own[-1] == path.mark - 1 or _is_of(path)) else Strength.NONE


def _is_of(path: _Path) -> bool:
    kind = path.sentence.words[path.claim].kind
    return kind in (MarkWordKind.PARTNERSHIP, MarkWordKind.OFFICIAL) and path.text(path.mark - 1) in grammar.OF


def _is_given_by(path: _Path) -> bool:
    """«certifié par l’équipe de France Num», «certifié Qualiopi par le programme France Num», «label du jury de …»."""
    texts = path.texts
    if any(text in grammar.BY for text in texts[-2:]):
        return True
    if path.text(path.mark - 1) not in grammar.OF or set(texts) & grammar.LOOSE_LINKS:
        return False
    if all(path.text(place) in grammar.ORGANS for place in path.own):
        return True
    given = [place for place in range(path.claim + 1, path.own[0]) if path.text(place) in grammar.BY]
    return bool(given) and len(path.own) <= _LONGEST_GIVER and not _any_claim(path, given[-1])


def _any_claim(path: _Path, start: int) -> bool:
    return any(is_claim(word) for word in path.sentence.words[start : path.mark])


def _is_partner_of(path: _Path) -> bool:
    """«partenaire local de France Num», «de référence»; but not «partenaire de la ville de France Num»."""
    if not _is_of(path):
        return False
    of_others = set(path.texts[: path.own[0] - path.claim - 1]) & grammar.OF
    return not of_others or all(path.text(place) in grammar.QUALITIES for place in path.own)


def _in_a_list(path: _Path) -> Strength:
    """The claim has something of its own first: «certifié Qualiopi et France Num»."""
    last = path.separators[-1]
    between = set(path.sentence.texts(path.own[0], last))
    if between & (grammar.LOOSE_LINKS | (grammar.FIRST - grammar.MINE)) or _any_claim(path, last):
        return Strength.NONE
    if any(place >= last for place in path.own):
        if _is_of(path) and not between & (grammar.OF | grammar.BY):  # «partenaire technique et pédagogique de»
            return Strength.UNCLEAR
        by = {path.text(place) for place in path.last_part} & grammar.BY
        return Strength.CLEAR if by and path.text(path.mark - 1) in grammar.OF else Strength.NONE
    gap = path.gap(last)
    if path.gap(path.separators[0]) & Gap.COLON and path.separators[0] <= path.own[0]:
        return _under_heading(path, gap)
    if gap & Gap.COLON:  # a heading of its own
        return Strength.NONE if any(path.gap(place) & Gap.LINE for place in path.separators) else Strength.UNCLEAR
    return Strength.UNCLEAR if gap & (Gap.LINE | Gap.LIST) else Strength.CLEAR


def _under_heading(path: _Path, gap: Gap) -> Strength:
    """«Certifications : Qualiopi, France Num», «Label : Qualiopi», and on the next line «Réseau : France Num»."""
    if gap & Gap.COLON:
        return Strength.NONE
    if _is_shared(path) or (gap & Gap.LINE and not path.gap(path.separators[0]) & Gap.LINE):
        return Strength.UNCLEAR
    return Strength.CLEAR


def _is_shared(path: _Path) -> bool:
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
