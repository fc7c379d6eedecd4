"""What an import did, for people: one line per row that was not taken, or not wholly. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a record."""

    CREATED = "CREATED"
    UPDATED = "UPDATED"
    UNCHANGED = "UNCHANGED"
    KEPT = "KEPT"  # somebody has worked on the profile since: it is left as it is
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Line:
    """A record's outcome; the notes, in French, say why it was refused, or what of it was not taken over."""

    number: int
    identifier: str
    outcome: Outcome
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """All outcomes, counted; of the records only those with notes are kept."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    noted: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        self.counts[line.outcome] += 1
        if line.notes:
            self.noted.append(line)

    @property
    def total(self) -> int:
        return self.counts.total()


_COUNTED = {
    Outcome.CREATED: "fiches créées, en brouillon",
    Outcome.UPDATED: "fiches mises à jour",
    Outcome.UNCHANGED: "fiches déjà à jour",
    Outcome.KEPT: "fiches laissées telles quelles : quelqu’un y a travaillé depuis l’import",
    Outcome.REFUSED: "enregistrements refusés",
}


def lines(report: Report, *, dry_run: bool) -> Iterator[str]:
    """The report, line by line."""
    if dry_run:
        yield "Essai : rien n’a été écrit. Voici ce que l’import ferait."
    yield f"{report.total} enregistrements lus :"
    for outcome, label in _COUNTED.items():
        yield f"  {report.counts[outcome]:>7} {label}"
    refused = [line for line in report.noted if line.outcome is Outcome.REFUSED]
    yield from _section("Refusés :", refused)
    yield from _section(
        "Repris, avec une remarque :", [line for line in report.noted if line.outcome is not Outcome.REFUSED]
    )


def _section(heading: str, found: list[Line]) -> Iterator[str]:
    if not found:
        return
    yield heading
    for line in found:
        name = line.identifier or "sans identifiant"
        yield f"  n° {line.number} ({name}) : {' '.join(line.notes)}"
