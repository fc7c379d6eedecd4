"""Rules B1 to B5: who may use which mark.

The rules name a few holders for each mark. Whatever they do not name is undetermined, with whom to ask: nothing here
is ever allowed because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.rules import Rule
from directory.rules.mark_catalogue import B1, B2, B3, B4, B5


class Mark(StrEnum):
    """A registered mark: its name and its logo."""

    FRANCE_NUM = "FRANCE_NUM"
    ENTREPRISE_FRANCE_NUM = "ENTREPRISE_FRANCE_NUM"
    ACTIVATEUR_FRANCE_NUM = "ACTIVATEUR_FRANCE_NUM"


class Holder(StrEnum):
    """Who asks to use a mark.

    An activator is in activity (rule B4). A former one is suspended, has left, or has not accepted a newer charter in
    time.
    """

    STATE = "STATE"
    REGION = "REGION"
    ACTIVATOR = "ACTIVATOR"
    FORMER_ACTIVATOR = "FORMER_ACTIVATOR"
    APPLICANT = "APPLICANT"
    OTHER = "OTHER"


class Verdict(StrEnum):
    """What the rules say."""

    ALLOWED = "ALLOWED"
    FORBIDDEN = "FORBIDDEN"
    UNDETERMINED = "UNDETERMINED"


MARK_NAMES: Mapping[Mark, str] = {
    Mark.FRANCE_NUM: "France Num",
    Mark.ENTREPRISE_FRANCE_NUM: "Entreprise France Num",
    Mark.ACTIVATEUR_FRANCE_NUM: "Activateur France Num",
}
CONTACT = "l’équipe du portail"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a holder may use a mark. `reason` is a sentence in French that says why, or whom to ask."""

    mark: Mark
    holder: Holder
    verdict: Verdict
    rule: Rule
    reason: str


# All that the rules say; each reason goes on from «La marque « … » ».
_RESERVED = "est réservée à l’État et aux Régions"
_STATED: Mapping[tuple[Mark, Holder], tuple[Verdict, Rule, str]] = {
    (Mark.FRANCE_NUM, Holder.STATE): (Verdict.ALLOWED, B1, f"{_RESERVED} : l’État peut l’utiliser."),
    (Mark.FRANCE_NUM, Holder.REGION): (Verdict.ALLOWED, B1, f"{_RESERVED} : une Région peut l’utiliser."),
    (Mark.FRANCE_NUM, Holder.ACTIVATOR): (
        Verdict.FORBIDDEN,
        B1,
        f"{_RESERVED} : un activateur ne peut pas l’utiliser. La sienne est « Activateur France Num ».",
    ),
    (Mark.FRANCE_NUM, Holder.FORMER_ACTIVATOR): (
        Verdict.FORBIDDEN,
        B1,
        f"{_RESERVED} : qui a été activateur ne peut pas l’utiliser.",
    ),
    (Mark.FRANCE_NUM, Holder.APPLICANT): (
        Verdict.FORBIDDEN,
        B1,
        f"{_RESERVED} : qui demande à devenir activateur ne peut pas l’utiliser.",
    ),
    (Mark.ENTREPRISE_FRANCE_NUM, Holder.ACTIVATOR): (
        Verdict.FORBIDDEN,
        B2,
        "n’est pas destinée aux activateurs. La leur est « Activateur France Num ».",
    ),
    (Mark.ACTIVATEUR_FRANCE_NUM, Holder.ACTIVATOR): (
        Verdict.ALLOWED,
        B3,
        "est celle des activateurs en activité : un activateur peut l’utiliser tant qu’il l’est.",
    ),
    (Mark.ACTIVATEUR_FRANCE_NUM, Holder.FORMER_ACTIVATOR): (
        Verdict.FORBIDDEN,
        B4,
        "est celle des activateurs en activité : ce droit s’est arrêté le jour où l’activité a pris fin.",
    ),
    (Mark.ACTIVATEUR_FRANCE_NUM, Holder.APPLICANT): (
        Verdict.FORBIDDEN,
        B4,
        "est celle des activateurs en activité : on ne peut pas l’utiliser avant que le dossier soit accepté et le "
        "compte activé.",
    ),
}


def decide(mark: Mark, holder: Holder, *, contact: str = CONTACT) -> Decision:
    """Whether `holder` may use `mark`; `contact` says in French whom to ask where the rules say nothing."""
    unstated = (Verdict.UNDETERMINED, B5, f"n’a pas de règle pour ce cas : demandez à {contact} avant de l’utiliser.")
    verdict, rule, reason = _STATED.get((mark, holder), unstated)
    return Decision(mark, holder, verdict, rule, f"La marque « {MARK_NAMES[mark]} » {reason}")
