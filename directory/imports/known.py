"""What the directory already has of a batch of rows. Seven statements, however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, PageLogEntry

from core.text import fold
from directory.addresses import slug_hash
from directory.imports.rows import Row
from directory.models import ActivatorProfile, Organisation, ProfileAddress

IMPORTED = "balise.profile.imported"
_OF_IMPORTS = (IMPORTED, "wagtail.create")  # only an import gives a page the export's identifier

Key = tuple[str, str]


def organisation_key(name: str, postcode: str) -> Key:
    """What tells two organisations apart that have no SIRET: their folded name and their postcode."""
    return " ".join(fold(name).split()), postcode


@dataclass(frozen=True, slots=True)
class Known:
    """What there is: profiles by the export's identifier, organisations by name and postcode, addresses by hash.

    `edited` are the ids of profiles that are no longer as an import left them, `ours` those of organisations that
    nobody but an import has written; `regions` are region ids by profile id.
    """

    profiles: Mapping[str, ActivatorProfile]
    edited: frozenset[int]
    regions: Mapping[int, frozenset[int]]
    organisations: dict[Key, Organisation]
    ours: frozenset[int]
    addresses: Mapping[str, ProfileAddress]

    def organisation_for(self, row: Row, profile: ActivatorProfile | None) -> Organisation | None:
        """The organisation of the row's name and postcode; the profile's own one before others of the same."""
        key = organisation_key(row.name, row.postcode)
        own = profile.organisation if profile else None
        if own is not None and organisation_key(own.name, own.postcode) == key:
            return own
        return self.organisations.get(key)


def look_up(rows: Sequence[Row]) -> Known:
    profiles = _profiles(rows)
    organisations: dict[Key, Organisation] = {}
    for found in Organisation.objects.filter(postcode__in={row.postcode for row in rows}).order_by("pk"):
        organisations.setdefault(organisation_key(found.name, found.postcode), found)
    used = [profile.organisation for profile in profiles.values() if profile.organisation is not None]
    hashes = {slug_hash(row.slug) for row in rows if row.slug}
    return Known(
        profiles,
        _edited(profiles.values()),
        _regions(profiles.values()),
        organisations,
        _ours([*organisations.values(), *used]),
        {found.slug_hash: found for found in ProfileAddress.objects.filter(slug_hash__in=hashes)},
    )


def _profiles(rows: Sequence[Row]) -> dict[str, ActivatorProfile]:
    found = ActivatorProfile.objects.filter(import_id__in=[row.identifier for row in rows])
    return {str(profile.import_id): profile for profile in found.select_related("organisation")}


def _edited(profiles: Iterable[ActivatorProfile]) -> frozenset[int]:
    """Those with a version that no import has written, or with anything in their history that no import did.

    The history and not the versions' users: those are forgotten when an account is deleted.
    """
    latest = {profile.pk: profile.latest_revision_id for profile in profiles}
    written: dict[int, set[Any]] = defaultdict(set)
    edited = set()
    entries = PageLogEntry.objects.filter(page__in=list(latest)).values_list("page_id", "action", "revision_id")
    for page_id, action, revision_id in entries:
        if action not in _OF_IMPORTS:
            edited.add(page_id)
        written[page_id].add(revision_id if action == IMPORTED else None)
    return frozenset(edited | {pk for pk, revision_id in latest.items() if revision_id not in written[pk]})


def _regions(profiles: Iterable[ActivatorProfile]) -> dict[int, frozenset[int]]:
    through: Any = ActivatorProfile.regions.through
    chosen: dict[int, set[int]] = {profile.pk: set() for profile in profiles}
    rows = through.objects.filter(activatorprofile_id__in=list(chosen))
    for profile_id, region_id in rows.values_list("activatorprofile_id", "region_id"):
        chosen[profile_id].add(region_id)
    return {pk: frozenset(regions) for pk, regions in chosen.items()}


def _ours(organisations: Iterable[Organisation]) -> frozenset[int]:
    """Those without a SIRET that nobody has saved in the admin, whose history only begins there."""
    candidates = {found.pk for found in organisations if found.siret is None}
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Organisation), object_id__in=[str(pk) for pk in candidates]
    )
    return frozenset(candidates - {int(pk) for pk in entries.values_list("object_id", flat=True)})
