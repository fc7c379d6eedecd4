"""What contents point at, as far as it is public.

Answers, rich text and menus point at pages, documents and images by id. They are looked up together, for as
many contents as are shown at once: one statement per kind of thing, and through `public()` alone. What is
not found is not public, and its address stays unknown to whoever renders the content.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from wagtail.models import Page
from wagtail.rich_text.rewriters import extract_attrs

from core import live
from core.addresses import document_url
from core.images import is_prepared, made_renditions, with_renditions
from core.lookups import Many
from core.models import PortalDocument, PortalImage
from core.querysets import PublicPageQuerySet
from core.statements import Fixed, Statement

if TYPE_CHECKING:
    from core.visibility import PublicScope


_REFERENCE_TAG = re.compile(r"<(?:a|embed)\b([^>]*)>")


class Kind(Enum):
    """What content can point at."""

    PAGE = "page"
    DOCUMENT = "document"
    IMAGE = "image"
    TABLE = "table"  # read from the rules (`core.live`): known by a TableReference instead of an id


_IN_RICH_TEXT = {kind.value for kind in (Kind.PAGE, Kind.DOCUMENT, Kind.IMAGE)}


@dataclass(frozen=True, slots=True)
class PageLink:
    """A public page, as a link needs it."""

    id: int
    title: str
    path: str


class Resolver(Protocol):
    """Finds what a reference points at: a PageLink, a document, an image, a table, or None if it is not public."""

    def __call__(self, kind: Kind, pk: Any) -> Any: ...


@dataclass(slots=True)
class ReferenceIds:
    """A resolver that finds nothing and remembers what was asked: run content through it, then load."""

    ids: dict[Kind, set[Any]] = field(default_factory=lambda: defaultdict(set))

    def __call__(self, kind: Kind, pk: Any) -> None:
        self.ids[kind].add(pk)

    def add(self, references: Iterable[tuple[Kind, int]]) -> None:
        for kind, pk in references:
            self(kind, pk)

    def all(self) -> tuple[tuple[Kind, Any], ...]:
        """Everything that was asked, in an order that depends on nothing else."""
        found = ((kind, pk) for kind, ids in self.ids.items() for pk in ids)
        return tuple(sorted(found, key=lambda reference: (reference[0].value, reference[1])))

    def scan(self, rich_text: str) -> None:
        """Remember what a stored rich text links to or shows."""
        for tag in _REFERENCE_TAG.findall(rich_text or ""):
            attributes = extract_attrs(tag)
            kind = attributes.get("linktype") or attributes.get("embedtype")
            if kind in _IN_RICH_TEXT and attributes.get("id", "").isdecimal():
                self(Kind(kind), int(attributes["id"]))


def points_at_something(rich_text: str) -> bool:
    """Whether a stored rich text may hold links or pictures that have to be looked up."""
    return "linktype=" in rich_text or "<embed" in rich_text


class References:
    """A resolver over what was loaded."""

    def __init__(self, found: dict[tuple[Kind, Any], Any]) -> None:
        self._found = found

    def __call__(self, kind: Kind, pk: Any) -> Any:
        return self._found.get((kind, pk))

    def used(self, wanted: Iterable[tuple[Kind, int]]) -> Hashable:
        """Everything that shows of these references, in their order."""
        shown: list[Hashable] = []
        for kind, pk in wanted:
            match self._found.get((kind, pk)):
                case None:
                    shown.append(None)
                case PageLink() as link:
                    shown.append(link)
                case PortalDocument() as document:
                    size, extension = document.file_size, document.file_extension
                    shown.append((document.title, document_url(document), extension, size))
                case image:
                    shown.append(_shown_of(image))
        return tuple(shown)


def _shown_of(image: PortalImage) -> Hashable:
    """A picture with the sizes it is made in, value by value."""
    rows: list[Any] = [image, *made_renditions(image).values()]
    return tuple([tuple([str(row.__dict__.get(column)) for column in _columns(cast(Any, type(row)))]) for row in rows])


@cache
def _columns(model: Any) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


def load_references(wanted: ReferenceIds, scope: PublicScope) -> References:
    """Look up all of `wanted` that is public in `scope`; at most one statement per kind (two for images).

    A picture whose renditions are not made yet is left out: reading makes no file.
    """
    found: dict[tuple[Kind, Any], Any] = {
        (Kind.TABLE, reference): live.table(reference) for reference in wanted.ids[Kind.TABLE]
    }
    for link in public_links(wanted.ids[Kind.PAGE], scope):
        found[Kind.PAGE, link.id] = link
    if ids := wanted.ids[Kind.DOCUMENT]:
        for document in _DOCUMENTS((Fixed((scope.closed_collection_paths,)), scope, Many(tuple(sorted(ids))))):
            found[Kind.DOCUMENT, document.pk] = document
    if ids := wanted.ids[Kind.IMAGE]:
        for image in with_renditions(PortalImage.objects.public(scope).filter(pk__in=ids)):
            if is_prepared(image):
                found[Kind.IMAGE, image.pk] = image
    return References(found)


def public_links(page_ids: Iterable[int], scope: PublicScope) -> list[PageLink]:
    """Title and public path of those of the pages that are public, of whatever type they are."""
    ids = set(page_ids)
    if not ids:
        return []
    rows = _LINKS((scope, Many(tuple(sorted(ids)))))
    return [PageLink(pk, title, scope.public_path(url_path)) for pk, title, url_path in rows]


_LINKS: Statement[tuple[PublicScope, Many]] = Statement(
    lambda wanted: (
        PublicPageQuerySet(Page)
        .public(wanted[0])
        .filter(pk__among=wanted[1])
        .values_list("pk", "title", "url_path")
        .order_by()
    )
)
_DOCUMENTS: Statement[tuple[Fixed, PublicScope, Many]] = Statement(
    lambda wanted: PortalDocument.objects.public(wanted[1]).filter(pk__among=wanted[2]).order_by()
)
