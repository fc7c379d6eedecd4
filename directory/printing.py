"""What is printed of a profile, and shown of its drafts in the admin's preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.html import format_html_join

from core import content
from core.printing import Part, part_of
from directory import selectors
from directory.models import ActivatorProfile, DirectoryPage, Region
from directory.routing import region_path

if TYPE_CHECKING:
    from core.visibility import PublicScope

PRINTED_AT_MOST = 500  # profiles of a region


@part_of.register(DirectoryPage)
def _directory(page: DirectoryPage, scope: PublicScope) -> Part:
    introduction = content.text(page, "introduction", content.references_of([page], scope)).html
    path = scope.public_path(page.url_path)
    links = [(region.name, region_path(region, path)) for region in selectors.all_regions()]
    return Part(page.title, html=introduction + _links(links))


@part_of.register(Region)
def _region(region: Region, scope: PublicScope) -> Part:
    listed = selectors.ActivatorCriteria(region=region.pk, regionally_listed_on=scope.today)
    found = selectors.profiles(listed, scope).order_by("sort_name", "pk")
    links = [(profile.title, scope.public_path(profile.url_path)) for profile in found[:PRINTED_AT_MOST]]
    return Part(f"Activateurs : {region.name}", html=_links(links))


def _links(links: list[tuple[str, str]]) -> str:
    items = format_html_join("", '<li><a href="{}">{}</a></li>', ((path, name) for name, path in links))
    return f"<ul>{items}</ul>" if links else "<p>Aucune fiche pour l’instant.</p>"


@part_of.register(ActivatorProfile)
def _profile(page: ActivatorProfile, scope: PublicScope) -> Part:
    references = content.references_of([page], scope)
    texts = {name: content.text(page, name, references) for name in ("presentation", "services", "references")}
    return Part(page.title, html=render_to_string("directory/profile.html", {"profile": page, **texts}))
