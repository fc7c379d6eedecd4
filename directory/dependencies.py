"""What public answers are made from, in the directory (see `core.freshness.tables`)."""

from __future__ import annotations

from typing import Any

from core.freshness.tables import PAGES, also_named, declare, follow, shown_with
from directory import models

PROFILES = models.ActivatorProfile._meta.label_lower

for _model in (
    models.Region, models.Department, models.Theme, models.ThemeFamily, models.Sector, models.SearchTerm,
    models.Charter, models.BrandMark,
):  # fmt: skip
    declare(_model)

declare(models.ActivatorProfile, of=PAGES, key="page_ptr_id", private=("account_id", "geocoding", "geocoding_attempts"))
declare(models.ServedArea, of=PAGES, key="profile_id")
declare(models.ProfileAddress, of=PAGES, key="profile_id")
# A profile is asked for by an address, its present one or a former one.
also_named(models.ProfileAddress, "slug_hash", "address", models.ActivatorProfile)
declare(models.Organisation, of="organisation", key="id", private=("geocoding", "geocoding_attempts"))
shown_with(models.ActivatorProfile, "organisation_id")


def _addresses(profiles: list[Any] | None) -> set[str]:
    if profiles is None:
        return {"address:*"}
    found = models.ProfileAddress.objects.filter(profile_id__in=profiles).values_list("slug_hash", flat=True)
    return {f"address:{slug_hash}" for slug_hash in found}


def _of_organisations(organisations: list[Any] | None) -> set[str]:
    """Profiles show their organisation's name, place and address."""
    if organisations is None:
        return {PROFILES, f"{PAGES}:*", "address:*"}
    found: list[Any] = list(
        models.ActivatorProfile.objects.filter(organisation_id__in=organisations).values_list("pk", flat=True)
    )
    return {PROFILES, *(f"{PAGES}:{pk}" for pk in found), *_addresses(found)}


follow(PAGES, _addresses)
follow("organisation", _of_organisations)
