"""What lives at a public path."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import F, Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models import GonePath, PortalPage
from core.querysets import PublicPageQuerySet
from core.references import public_links

if TYPE_CHECKING:
    from core.visibility import PublicScope

PATH_MAX_LENGTH = 2000

# Finds what one app has at a normalised path; None leaves it to the others.
Finder = Callable[[str, "PublicScope"], "Route | None"]
_FINDERS: list[Finder] = []


def register_finder(find: Finder) -> Finder:
    """Decorator: an app's own addresses, asked before those of pages."""
    _FINDERS.append(find)
    return find


class RouteStatus(StrEnum):
    OK = "OK"
    REDIRECT = "REDIRECT"
    GONE = "GONE"
    NOT_FOUND = "NOT_FOUND"

    @property
    def http_status(self) -> int:
        return {"OK": 200, "REDIRECT": 301, "GONE": 410, "NOT_FOUND": 404}[self]


@dataclass(frozen=True, slots=True)
class RedirectTarget:
    """Where to go instead: a path of the portal, or an outside address an editor entered."""

    path: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Route:
    """What lives at a path; `node` is the public object there: a page, or what an app has besides pages."""

    status: RouteStatus
    node: Any = None
    redirect: RedirectTarget | None = None

    @property
    def http_status(self) -> int:
        if self.redirect is not None and not self.redirect.permanent:
            return 302
        return self.status.http_status


def path_hash(path: str) -> str:
    """What a deleted page's address is found by: SHA-256 of the normalised path, in hexadecimal."""
    return hashlib.sha256(normalise(path).encode()).hexdigest()


def normalise(path: str) -> str:
    """A path as addresses are stored: from one slash to another, without query or fragment."""
    bare = path.partition("#")[0].partition("?")[0].strip()
    parts = [part for part in bare.split("/") if part]
    return "/" + "".join(f"{part}/" for part in parts)


def resolve_path(path: str, scope: PublicScope) -> Route:
    """The public object, redirect, or absence at `path`; at most five statements, and those of the finders.

    A page that exists and is not public answers like one that never existed: GONE is only said of addresses
    whose page was public and is deleted.
    """
    not_found = Route(RouteStatus.NOT_FOUND)
    if len(path) > PATH_MAX_LENGTH or "\x00" in path or scope.root is None:
        return not_found
    wanted = normalise(path)
    for find in _FINDERS:
        if found := find(wanted, scope):
            return found
    url_path = scope.root.url_path + wanted.removeprefix("/")
    page = PublicPageQuerySet(Page).public(scope).filter(url_path=url_path).first()
    # Pages of types that are not ours (Wagtail's plain one) are nothing the API could show.
    if page is not None and issubclass(page.specific_class or Page, PortalPage):
        return Route(RouteStatus.OK, page.specific)
    if redirect := _redirect(path, scope, scope.root.site_id):
        return Route(RouteStatus.REDIRECT, redirect=redirect)
    if GonePath.objects.filter(path_hash=path_hash(path)).exists():
        return Route(RouteStatus.GONE)
    return not_found


def _redirect(path: str, scope: PublicScope, site_id: int) -> RedirectTarget | None:
    """The redirect an editor made, or that a rename made, if what it leads to is public."""
    # One made for an address with its query comes before one for the bare path.
    wanted = list(dict.fromkeys((Redirect.normalise_path(path), Redirect.normalise_path(normalise(path)))))
    rows = (
        Redirect.objects.filter(old_path__in=wanted)
        .filter(Q(site_id=site_id) | Q(site__isnull=True))
        .order_by(F("site_id").desc(nulls_last=True))
        .values_list("redirect_page_id", "redirect_page_route_path", "redirect_link", "is_permanent", "old_path")
    )
    row = min(rows, key=lambda row: wanted.index(row[-1]), default=None)
    if row is None:
        return None
    page_id, route_path, link, permanent, _ = row
    if page_id is None:
        return RedirectTarget(link, permanent) if link and not _leads_to_hidden_page(link, scope) else None
    links = public_links([page_id], scope)
    return RedirectTarget(links[0].path.rstrip("/") + (route_path or "/"), permanent) if links else None


def _leads_to_hidden_page(link: str, scope: PublicScope) -> bool:
    """Whether a redirect typed by hand, as a path or as an address of the portal, names what is not public.

    By any address of it, be it a former one; what is deleted, or erased, is not public either.
    """
    if scope.root is None or not _is_ours(link):
        return False
    path = normalise(unquote(urlsplit(link).path))
    if "\x00" in path:
        return True
    for find in _FINDERS:
        if found := find(path, scope):
            return found.status in (RouteStatus.NOT_FOUND, RouteStatus.GONE)
    url_path = scope.root.url_path + path.removeprefix("/")
    if Page.objects.filter(url_path=url_path).exists():
        return not PublicPageQuerySet(Page).public(scope).filter(url_path=url_path).exists()
    formerly = Redirect.objects.filter(old_path=Redirect.normalise_path(path), redirect_page__isnull=False)
    if page_ids := list(formerly.values_list("redirect_page_id", flat=True)):
        return not public_links(page_ids, scope)
    return GonePath.objects.filter(path_hash=path_hash(path)).exists()


def _is_ours(link: str) -> bool:
    """Whether a link is a path, or an address of the portal or of this platform, however it is spelt."""
    own = {_host(address) for address in (settings.BALISE_PUBLIC_URL, settings.BALISE_BASE_URL)}
    return not urlsplit(link).netloc or _host(link) in own


def _host(address: str) -> tuple[str | None, int | None]:
    try:
        parts = urlsplit(address)
        return parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:  # a port that is no number
        return None, None
