"""Reading the charter (rule L4): what it says, and whether an activator still has to accept it (rule B4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.richtext import render_rich_text
from directory.models import Application, Charter, CharterAcceptance, Standing
from directory.rules import standing as rules
from directory.standing import acceptances_of, charter_versions

if TYPE_CHECKING:
    from datetime import date, datetime

    from directory.models import ActivatorProfile


@dataclass(frozen=True, slots=True)
class CharterToAccept:
    """A version that somebody has not accepted. `until` is the last day to stay in activity; past, it was missed."""

    charter: Charter
    until: date


def text_of(charter: Charter) -> str:
    """Its text as safe HTML. Its links lead outside: of pages and documents only the words are left."""
    return render_rich_text(charter.text, lambda kind, pk: None)


def charter_to_accept(profile: ActivatorProfile, *, now: datetime) -> CharterToAccept | None:
    """The version in force when it is still to be accepted by an activator; None for who has left."""
    if profile.standing == Standing.LEFT:
        return None
    file = Application.objects.filter(profile=profile).only("charter_version", "charter_accepted_at").first()
    accepted = acceptances_of(file, CharterAcceptance.objects.filter(profile=profile))
    found = rules.charter_to_accept(accepted, charter_versions(), now=now)
    if found is None:
        return None
    return CharterToAccept(Charter.objects.get(version=found.version), found.accept_until)
