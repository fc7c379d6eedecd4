"""A directory with one of every kind: public profiles, and hidden ones whose name is a canary."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.actions.erase import erase
from directory.actions.standing import leave, suspend
from directory.models import ActivatorProfile, Category
from tests.factories.directory import make_organisation, make_profile

CANARY = "Zqcanari"


def hidden(**fields: Any) -> ActivatorProfile:
    return make_profile(CANARY, CANARY, organisation=make_organisation(CANARY), email=f"{CANARY}@exemple.example",
                        email_is_public=True, **fields)  # fmt: skip


def hide_every_kind() -> None:
    """Drafts, later versions, scheduled, unpublished, expired, restricted, suspended, left, erased, private."""
    now = timezone.now()
    hidden(live=False)
    scheduled = hidden(live=False)
    scheduled.go_live_at = now + timedelta(days=3)
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    hidden().unpublish()
    ActivatorProfile.objects.filter(pk=hidden().pk).update(expire_at=now - timedelta(minutes=1))
    PageViewRestriction.objects.create(page=hidden(), restriction_type=PageViewRestriction.LOGIN)
    suspend(hidden(), by=None, reason="Plainte", now=now)
    leave(hidden(), by=None, reason="Retraite", now=now)
    erase(hidden(), by=None, now=now)
    private = make_profile("Contact", "Privé", email=f"{CANARY}@exemple.example", telephone=CANARY)
    private.first_name = CANARY
    private.save_revision()


def public_profile(**fields: Any) -> ActivatorProfile:
    """One with everything that an export shows."""
    organisation = make_organisation("Œuvre & Cie", street="1 rue de la Paix")
    organisation.place(48.1113456789, -1.68)
    organisation.save()
    given: dict[str, Any] = {
        "organisation": organisation,
        "category": Category.PRIVATE_CONSULTANT,
        "themes": ["contenus", "place-de-marche"],
        "sectors": ["commerce"],
        "departments": ["35", "29"],
        "email": "zoe@exemple.example",
        "email_is_public": True,
        "telephone": "+33 2 00 00 00 00",
        "telephone_is_public": True,
        "social_links": ["https://reseau.example/zoe"],
    }
    return make_profile("Zoé", "Lefèvre", **{**given, **fields})
