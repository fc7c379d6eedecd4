"""Rule B7: the words that tell a claim from a plain mention, as the brand's owner keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# To be raised with every change of what rule B7 finds in the same texts by the same words: all are checked again.
RULES_VERSION = 5


class MarkWordKind(StrEnum):
    """What an expression is to rule B7."""

    MARK = "MARK"  # the reserved mark, as it is written
    CLAIM = "CLAIM"  # a certification, a label
    PARTNERSHIP = "PARTNERSHIP"
    OFFICIAL = "OFFICIAL"
    ENDORSEMENT = "ENDORSEMENT"  # may be meant plainly: a person decides
    NAMING = "NAMING"  # says plainly what an activator is


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The lists, in the masculine singular: plural and feminine, case, accents and hyphens do not count."""

    marks: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    partnerships: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()
    endorsements: frozenset[str] = frozenset()
    namings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> MarkWords:
        """The lists made of rows, each a kind and an expression. Raises ValueError for an unknown kind."""
        lists: dict[MarkWordKind, set[str]] = {kind: set() for kind in MarkWordKind}
        for kind, expression in rows:
            if expression.strip():
                lists[MarkWordKind(kind)].add(expression.strip())
        return cls(*(frozenset(lists[kind]) for kind in MarkWordKind))

    def rows(self) -> list[tuple[MarkWordKind, str]]:
        """Each expression with its kind, as `of` takes them."""
        lists = (self.marks, self.claims, self.partnerships, self.officials, self.endorsements, self.namings)
        return [(kind, word) for kind, words in zip(MarkWordKind, lists, strict=True) for word in sorted(words)]


DEFAULT_MARK_WORDS = MarkWords(
    marks=frozenset(["France Num"]),
    claims=frozenset(
        "labellisé labelisé label labellisation labelliser certifié certif certification certificat "
        "certifier certifiant agréé agrément accrédité accréditation homologué homologation habilité habilitation "
        "diplômé estampillé".split()
    ),
    partnerships=frozenset("partenaire partenariat".split()),
    officials=frozenset("officiel officiellement".split()),
    endorsements=frozenset(
        "recommandé reconnu approuvé validé soutenu sélectionné mandaté missionné délégué ambassadeur ambassadrice "
        "représentant parrainé attestation attesté garanti choisi affilié filiale franchisé".split()
    ),
    namings=frozenset(
        "inscrit inscription référencé référencement répertorié recensé listé présent membre activateur activatrice "
        "bénéficiaire annuaire fiche profil page charte".split()
    ),
)
