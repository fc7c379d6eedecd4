"""Giving a profile another address (rules S4, S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from directory import addresses
from directory.errors import AddressRefused, AlreadySo, NeverPublished, ReasonMissing
from directory.models import ActivatorProfile, AddressKind, ProfileAddress
from directory.rules import slugs

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

RENAMED = "balise.profile.renamed"


@transaction.atomic
def rename(profile: ActivatorProfile, *, by: User | None, reason: str, now: datetime, slug: str = "") -> str:
    """Give the profile the address of its present name, or the one a reviewer chose; returns the address.

    The former address stays the profile's and leads to the new one. Raises NeverPublished, ReasonMissing,
    AlreadySo or AddressRefused, and then changes nothing.
    """
    if not reason.strip():
        raise ReasonMissing
    current = ProfileAddress.objects.select_for_update().filter(profile=profile, kind=AddressKind.CURRENT).first()
    if current is None:
        return _choose(profile, slug, by=by, reason=reason)
    wanted = _wanted(profile, slug)
    if wanted == (current.slug if slug else current.base or current.slug):
        raise AlreadySo(f"son adresse est « {current.slug} »")
    ProfileAddress.objects.filter(pk=current.pk).update(kind=AddressKind.FORMER)
    given = _take(profile, wanted, exact=bool(slug), now=now)
    addresses.set_slug(profile, given)
    addresses.keep_joined(profile, now=now)
    log(profile, RENAMED, user=by, data={"from": current.slug, "to": given, "reason": reason.strip()})
    return given


def _choose(profile: ActivatorProfile, slug: str, *, by: User | None, reason: str) -> str:
    """Note what a reviewer chose for a profile that was never public; it takes nobody's address until it is."""
    if not slug:
        raise NeverPublished
    profile.chosen_slug = _wanted(profile, slug)
    if addresses.taken([slug]):
        raise AddressRefused(addresses.TAKEN)
    ActivatorProfile.objects.filter(pk=profile.pk).update(chosen_slug=profile.chosen_slug)
    log(profile, RENAMED, user=by, data={"from": "", "to": slug, "reason": reason.strip()})
    return slug


def _wanted(profile: ActivatorProfile, slug: str) -> str:
    if slug:
        if not slugs.is_valid(slug):
            raise AddressRefused(
                "Cette adresse n’est pas permise : minuscules, chiffres et traits d’union, hors mots réservés."
            )
        return slug
    base = addresses.decision_for(profile).base
    if not base:
        raise AddressRefused("Le nom ne donne aucune adresse : choisissez-en une.")
    return base


def _take(profile: ActivatorProfile, wanted: str, *, exact: bool, now: datetime) -> str:
    """The wanted address, or one the profile had before, or a numbered one where a namesake came first."""
    own = ProfileAddress.objects.filter(profile=profile, slug=wanted).first()
    if own is not None:
        ProfileAddress.objects.filter(pk=own.pk).update(kind=AddressKind.CURRENT)
        return wanted
    if exact:
        return addresses.claim_exactly(profile, wanted, now=now)
    return addresses.claim(profile, wanted, now=now)
