"""Addresses of the directory besides those of its pages: former ones, the old portal's, and regions' (S4, S5, S7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.routing import RedirectTarget, Route, RouteStatus, register_finder
from directory import selectors
from directory.models import AddressKind, Region

if TYPE_CHECKING:
    from core.visibility import PublicScope

LEGACY_PREFIX = "/trouver-un-accompagnement/"
REGIONS = "regions"


def region_path(region: Region, directory: str) -> str:
    """The public path of a region's list; `directory` is the directory's own path."""
    return f"{directory}{REGIONS}/{region.slug}/"


@register_finder
def find(path: str, scope: PublicScope) -> Route | None:
    """What the directory has at a normalised path; None leaves it to pages. Three statements at most."""
    if path.count("/") < 3:  # neither a profile nor a region is at the top
        return None
    parent, _, slug = path.rstrip("/").rpartition("/")
    if f"{parent}/" == LEGACY_PREFIX:
        return _profile(slug, scope) or Route(RouteStatus.NOT_FOUND)
    directory = selectors.directory_path(scope)
    if f"{parent}/" == directory:
        return _profile(slug, scope, at=path)
    if f"{parent}/" == f"{directory}{REGIONS}/":
        region = Region.objects.filter(slug=slug).first()
        return Route(RouteStatus.OK, region) if region else None
    return None


def _profile(slug: str, scope: PublicScope, *, at: str = "") -> Route | None:
    """What an address of the registry leads to, unless it is the profile's own page at the path `at`."""
    row = selectors.address(slug)
    if row is None:
        return None
    if row.kind == AddressKind.ERASED:
        return Route(RouteStatus.GONE)
    profile = selectors.public_profiles(scope).filter(pk=row.profile_id).first()
    if profile is None:
        return Route(RouteStatus.NOT_FOUND)
    path = scope.public_path(profile.url_path)
    if path == at:
        return Route(RouteStatus.OK, profile)
    return Route(RouteStatus.REDIRECT, redirect=RedirectTarget(path, permanent=True))
