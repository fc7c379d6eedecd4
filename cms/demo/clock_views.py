"""The buttons that move the demo's clock on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.demo import shift
from cms.demo.clock import make_round
from cms.demo.only import demo_only

MOVES: Mapping[str, Callable[[datetime], datetime]] = {"nuit": shift.over_night, "quinzaine": shift.by_days(15)}
PAGES = ("demo_home", "demo_mailbox")  # that have the buttons
# What a round did, by its parts' names in `cms.tick`: for one, and for several.
_DONE = {
    "profiles published": ("{} fiche publiée", "{} fiches publiées"),
    "reviewers warned": ("{} dossier signalé à l’instruction", "{} dossiers signalés à l’instruction"),
    "authors warned": ("{} auteur de brouillon prévenu", "{} auteurs de brouillon prévenus"),
    "drafts erased": ("{} brouillon effacé", "{} brouillons effacés"),
}


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the page shows of the clock; `ahead` is in French, «» while it is right."""

    shown: datetime
    ahead: str


def clock_face() -> ClockFace:
    real, ahead = timezone.now(), shift.shift()
    return ClockFace(real + ahead, shift.described(ahead, real=real))


@demo_only
@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move the clock, make one round, and say what it did on the page that the button was on."""
    move = MOVES.get(request.POST.get("move", ""))
    if move:
        done = make_round(shift.move(move, real=timezone.now()))
        messages.success(request, told(done))
    page = request.POST.get("page", "")
    return redirect(page if page in PAGES else PAGES[0])


def told(done: Mapping[str, int]) -> str:
    """What a round did, in a sentence."""
    parts = [_DONE[part][count > 1].format(count) for part, count in done.items() if count and part in _DONE]
    return f"L’horloge a avancé\u00a0: {', '.join(parts) if parts else 'il n’y avait rien à faire'}."
