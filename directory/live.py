"""The decision table of the marks, for pages that show it (rules B1 to B5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby

from core import live
from directory.marks import decision, owners_texts
from directory.rules.marks import MARK_NAMES, Decision, Holder, Mark, Verdict

NAME = "brand_decisions"
HOLDER_LABELS: Mapping[Holder, str] = {
    Holder.STATE: "L’État",
    Holder.REGION: "Une Région",
    Holder.ACTIVATOR: "Un activateur en activité",
    Holder.FORMER_ACTIVATOR: "Un activateur suspendu, parti, ou qui n’a pas accepté à temps une nouvelle charte",
    Holder.APPLICANT: "Qui demande à devenir activateur",
    Holder.OTHER: "Toute autre personne",
}
VERDICT_LABELS: Mapping[Verdict, str] = {
    Verdict.ALLOWED: "Autorisé",
    Verdict.FORBIDDEN: "Interdit",
    Verdict.UNDETERMINED: "Indéterminé",
}


def _choices() -> list[live.Choice]:
    return [(mark.value, MARK_NAMES[mark]) for mark in Mark]


def _table(keys: Collection[str]) -> live.Table:
    texts = owners_texts()
    found = [decision(mark, holder, texts) for mark in Mark if mark.value in keys for holder in Holder]
    return live.Table(
        caption="Qui peut utiliser quelle marque",
        headings=("Qui", "Décision", "Pourquoi", "Règle"),
        groups=tuple(
            live.Group(mark.value, f"Marque « {MARK_NAMES[mark]} »", tuple(map(_row, group)))
            for mark, group in groupby(found, lambda each: each.mark)
        ),
        facts=tuple(found),
    )


def _row(said: Decision) -> live.Row:
    return live.Row(HOLDER_LABELS[said.holder], (VERDICT_LABELS[said.verdict], said.reason, said.rule.id))


def register() -> None:
    live.register(NAME, live.Source(_choices, _table))
