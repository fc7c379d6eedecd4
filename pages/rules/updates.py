"""Rule E2: dated updates, and the two ticks that say why there is none, or why one has changed.

Readers see the latest date. «Correction mineure» promises that it stays where it is, so it is held to that.
What was published stays published: a date that changes or an update that goes is asked about once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from core.rules import Finding, RuleKind, finding
from pages.rules.catalogue import E2
from pages.rules.versions import EntryContent, UpdateContent, is_changed


def dated(content: EntryContent, published: EntryContent | None, day: date) -> list[Finding]:
    """All that rule E2 says of publishing `content` on `day`. A first publication is asked nothing."""
    warnings = [*updates_of_the_same_day(content.updates), *updates_to_come(content.updates, day)]
    if published is None:
        return warnings
    return [
        *change_is_dated(content, published),
        *correction_keeps_the_date(content, published),
        *published_updates_stay(content, published),
        *warnings,
    ]


def change_is_dated(content: EntryContent, published: EntryContent) -> list[Finding]:
    """A changed answer comes with a new dated update, or is said to be a minor correction.

    An update that is older than those readers know does not date the change: the date they see would not move.
    """
    if content.minor_correction or not is_changed(content, published):
        return []
    known = {update.key for update in published.updates}
    added = [update.date for update in content.updates if update.key not in known]
    latest = latest_date(update for update in content.updates if update.key in known)
    if added and (latest is None or max(added) >= latest):
        return []
    if added and latest:
        text = (
            f"la réponse a changé, et votre mise à jour du {_day(max(added))} est antérieure à celle du "
            f"{_day(latest)} : la date que voient les lecteurs ne bougerait pas. Donnez-lui la date du changement "
            "ou, s’il s’agit d’un détail, retirez-la et cochez « correction mineure »."
        )
        return [finding(E2, "UPDATE_TOO_OLD", ("updates",), text)]
    text = (
        "la réponse a changé. Ajoutez une mise à jour datée ou, s’il s’agit d’un détail, cochez « correction mineure »."
    )
    return [finding(E2, "CHANGE_NOT_DATED", ("updates",), text)]


def correction_keeps_the_date(content: EntryContent, published: EntryContent) -> list[Finding]:
    """A minor correction leaves the date that readers see as it was, whatever else is ticked."""
    if not content.minor_correction:
        return []
    before, after = latest_date(published.updates), latest_date(content.updates)
    if before == after:
        return []
    text = (
        f"une correction mineure ne déplace pas la date de mise à jour, qui {_from_to(before, after)}. Décochez "
        "« correction mineure » si le changement compte ; sinon, remettez les mises à jour comme elles "
        "étaient."
    )
    return [finding(E2, "CORRECTION_MOVES_DATE", ("updates",), text)]


def published_updates_stay(content: EntryContent, published: EntryContent) -> list[Finding]:
    """An update that readers know keeps its date and its place, unless the editor says that it was wrong."""
    if content.dates_corrected:
        return []
    now = {update.key: update.date for update in content.updates}
    lost = sorted(update.date for update in published.updates if update.key not in now)
    moved = sorted(
        (update.date, now[update.key])
        for update in published.updates
        if update.key in now and now[update.key] != update.date
    )
    changes = [f"celle du {_day(day)} est retirée" for day in lost]
    changes += [f"celle du {_day(before)} passe au {_day(after)}" for before, after in moved]
    if not changes:
        return []
    text = (
        f"des mises à jour déjà publiées changent : {', '.join(changes)}. Remettez-les comme elles étaient ou, si "
        "elles étaient fausses, cochez « rectifier les dates publiées »."
    )
    return [finding(E2, "PUBLISHED_UPDATE_CHANGED", ("updates",), text)]


def updates_of_the_same_day(updates: Iterable[UpdateContent]) -> list[Finding]:
    """Two dated updates of one day are probably one. A warning."""
    days = Counter(update.date for update in updates)
    return [
        finding(
            E2,
            "SAME_DAY_UPDATES",
            ("updates",),
            f"il y a {number} mises à jour datées du {_day(day)}. Une seule suffit peut-être.",
            kind=RuleKind.WARN,
        )
        for day, number in sorted(days.items())
        if number > 1
    ]


def updates_to_come(updates: Iterable[UpdateContent], day: date) -> list[Finding]:
    """An update dated after the day it is published on is probably mistyped. A warning."""
    return [
        finding(
            E2,
            "UPDATE_TO_COME",
            ("updates",),
            f"une mise à jour est datée du {_day(later)}, après sa publication. Vérifiez la date.",
            kind=RuleKind.WARN,
        )
        for later in sorted({update.date for update in updates if update.date > day})
    ]


def latest_date(updates: Iterable[UpdateContent]) -> date | None:
    """The date that readers see: that of the latest update."""
    return max((update.date for update in updates), default=None)


def _from_to(before: date | None, after: date | None) -> str:
    if before is None and after:
        return f"serait le {_day(after)} alors qu’il n’y en avait pas"
    if before and after is None:
        return f"était le {_day(before)} et disparaîtrait"
    return f"passerait du {_day(before)} au {_day(after)}"  # type: ignore[arg-type]  # they differ: one is a date


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
