"""The portal's name, menu and legal links, as the public sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.references import PageLink, ReferenceIds, Resolver, load_references
from core.streams import project_stream
from pages.models import PortalSettings

if TYPE_CHECKING:
    from core.visibility import PublicScope


@dataclass(frozen=True, slots=True)
class MenuItem:
    title: str
    path: str
    children: list[MenuItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PortalSite:
    name: str
    tagline: str
    navigation: list[MenuItem]
    legal_pages: list[MenuItem]


def portal_site(scope: PublicScope) -> PortalSite:
    """The site's settings with the public pages its menus lead to; two statements, beside the scope's."""
    settings = PortalSettings.objects.filter(site__is_default_site=True).first() or PortalSettings()
    wanted = ReferenceIds()
    for name in ("navigation", "legal_pages"):
        _menu(settings, name, wanted)
    references = load_references(wanted, scope)
    return PortalSite(
        settings.name,
        settings.tagline,
        _menu(settings, "navigation", references),
        _menu(settings, "legal_pages", references),
    )


def _menu(settings: PortalSettings, name: str, resolve: Resolver) -> list[MenuItem]:
    field: Any = PortalSettings._meta.get_field(name)
    blocks = project_stream(field.stream_block, getattr(settings, name).get_prep_value(), resolve)
    return _items([block.value for block in blocks])


def _items(links: list[dict[str, Any]]) -> list[MenuItem]:
    return [
        MenuItem(link["title"] or page.title, page.path, _items(link.get("children", [])))
        for link in links
        if isinstance(page := link["page"], PageLink)
    ]
