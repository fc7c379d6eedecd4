"""The registry of addresses: giving one, and keeping what was given (rules S3, S4, S7)."""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import PublicationRefused
from directory.editions import new_edition
from directory.errors import AddressRefused
from directory.rules import slugs
from directory.rules.membership import chosen_address_free

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from directory.models import ActivatorProfile

_PROVISIONAL = re.compile(r"fiche-[0-9a-f]{32}")
_TRIES_AT_ONCE = 20
TAKEN = "Cette adresse est, ou a été, celle de quelqu’un d’autre."


def is_provisional(slug: str) -> bool:
    """Whether a page's slug only stands in for an address that is still to be given."""
    return _PROVISIONAL.fullmatch(slug) is not None


def provisional_slug() -> str:
    return f"fiche-{uuid4().hex}"


def slug_hash(slug: str) -> str:
    """What the registry knows a slug by: SHA-256, in hexadecimal. It stays when the person is erased."""
    return hashlib.sha256(slug.encode()).hexdigest()


def slug_of(profile: ActivatorProfile) -> str | None:
    """The present address of a profile; None before its first publication."""
    from directory.models import AddressKind, ProfileAddress

    if profile.pk is None:
        return None
    rows = ProfileAddress.objects.filter(profile_id=profile.pk, kind=AddressKind.CURRENT)
    return rows.values_list("slug", flat=True).first()


def decision_for(profile: ActivatorProfile) -> slugs.SlugDecision:
    """What the rules make of the profile's name and category (rules W2, S1, S2), namesakes aside."""
    from directory.models import Category

    return slugs.derive(
        is_solution_provider=profile.category == Category.SOLUTION_PROVIDER,
        first_name=profile.first_name,
        last_name=profile.last_name,
        organisation_name=profile.organisation.name if profile.organisation else "",
    )


def ensure(profile: ActivatorProfile) -> None:
    """Give a profile that goes public its address, unless it has one; within the transaction that publishes it."""
    if slug_of(profile) is not None:
        return
    now = profile.last_published_at or timezone.now()
    set_slug(profile, _first_address(profile, now))
    keep_joined(profile, now=now)


def _first_address(profile: ActivatorProfile, now: datetime) -> str:
    """What a reviewer chose, or what its name gives; one that it had on the old portal is its own already."""
    if chosen := profile.chosen_slug:
        if _own_again(profile, chosen):
            return chosen
        try:
            return claim_exactly(profile, chosen, now=now)
        except AddressRefused as refusal:  # somebody came first while this was being published
            findings = chosen_address_free(chosen, taken=True)
            raise PublicationRefused(findings, page_id=profile.pk, title=profile.title) from refusal
    base = decision_for(profile).base
    if not base:
        raise LookupError(f"profile {profile.pk} has no name that an address can be made of")
    return base if _own_again(profile, base) else claim(profile, base, now=now)


def _own_again(profile: ActivatorProfile, slug: str) -> bool:
    """Make an address that the profile had on the old portal its present one, if it had it there."""
    from directory.models import AddressKind, ProfileAddress

    own = ProfileAddress.objects.filter(slug_hash=slug_hash(slug), profile_id=profile.pk)
    return bool(own.update(kind=AddressKind.CURRENT, base=slug))


def keep_joined(profile: ActivatorProfile, *, now: datetime) -> None:
    """Have a company's name in one word lead to its profile, as on the old portal (rule S7)."""
    from directory.models import Category

    if profile.category != Category.SOLUTION_PROVIDER or profile.organisation is None:
        return
    if joined := slugs.joined_form(profile.organisation.name):
        keep(profile, joined, "JOINED", now=now)


def set_slug(profile: ActivatorProfile, slug: str) -> None:
    """Make a slug of the registry the page's own.

    Written past `Page.save`, which would have Wagtail keep redirects beside the registry.
    """
    from wagtail.models import Page

    profile.slug = slug
    if profile.pk is None:
        return
    profile.set_url_path(profile.get_parent())
    Page.objects.filter(pk=profile.pk).update(slug=slug, url_path=profile.url_path)
    type(profile).objects.filter(pk=profile.pk).update(edition=new_edition())


def claim(profile: ActivatorProfile, base: str, *, now: datetime) -> str:
    """The first free address made from `base`, which from now on is the profile's (rule S3).

    Safe when namesakes are published at the same moment: the unique constraint decides, and who comes second
    looks again.
    """
    while True:
        slug = first_free(base)
        try:
            _register(profile, slug, base, now)
        except IntegrityError:
            continue
        return slug


def claim_exactly(profile: ActivatorProfile, slug: str, *, now: datetime) -> str:
    """An address that a reviewer chose (rule S9). Raises AddressRefused when it is, or was, somebody else's."""
    try:
        _register(profile, slug, "", now)
    except IntegrityError:
        raise AddressRefused(TAKEN) from None
    return slug


def _register(profile: ActivatorProfile, slug: str, base: str, now: datetime) -> None:
    from directory.models import AddressKind, ProfileAddress

    with transaction.atomic():
        ProfileAddress.objects.create(
            slug=slug, slug_hash=slug_hash(slug), base=base, profile_id=profile.pk, kind=AddressKind.CURRENT, since=now
        )


def first_free(base: str) -> str:
    """The address that a profile with this name would get now, should nobody come before it (rules S3, S6)."""
    candidates = (slug for slug in slugs.candidates(base) if slug not in slugs.RESERVED)
    while batch := list(islice(candidates, _TRIES_AT_ONCE)):
        given = taken(batch)
        if free := next((slug for slug in batch if slug not in given), None):
            return free
    raise LookupError(f"every number of {base!r} is taken")


def taken(candidates: Iterable[str]) -> set[str]:
    """Those of the slugs that are or were somebody's. Drafts have none, so that this tells nothing of them."""
    from directory.models import ProfileAddress

    hashes = {slug_hash(slug): slug for slug in candidates}
    rows = ProfileAddress.objects.filter(slug_hash__in=hashes).values_list("slug_hash", flat=True)
    return {hashes[row] for row in rows}


def keep(profile: ActivatorProfile, slug: str, kind: str, *, now: datetime) -> bool:
    """Have one more address lead to the profile, if nobody has or had it; returns whether it does now."""
    from directory.models import ProfileAddress

    row, _ = ProfileAddress.objects.get_or_create(
        slug_hash=slug_hash(slug), defaults={"slug": slug, "profile_id": profile.pk, "kind": kind, "since": now}
    )
    return row.profile_id == profile.pk
