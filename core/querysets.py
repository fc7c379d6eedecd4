"""QuerySets whose `public()` is the only door to content for anybody who did not sign in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import transaction
from django.db.models import Q
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.images.models import ImageQuerySet as WagtailImageQuerySet
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from core.images import synchronise
from core.visibility import live_now, starts_with_any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.visibility import PublicScope


@dataclass(frozen=True, slots=True)
class Parent:
    """A place in the tree that pages are under."""

    path: str
    depth_below: int  # what is directly under it has

    @classmethod
    def at(cls, path: str) -> Parent:
        return cls(path, len(path) // Page.steplen + 1)


class PublicPageQuerySet(PageQuerySet):
    """Pages. Replaces Wagtail's own `public()`, which knows of view restrictions alone."""

    def public(self, scope: PublicScope) -> Self:
        """Live, not expired, under the site's root, and under no closed ancestor."""
        if scope.root is None:
            return self.none()
        pages = self.filter(live_now(scope.now), path__startswith=scope.root.path)
        if scope.closed_page_paths:
            pages = pages.exclude(starts_with_any("path", scope.closed_page_paths))
        return pages

    def children_of(self, parents: Iterable[Parent]) -> Self:
        """Pages directly under any of these, in the tree's order."""
        condition = Q(pk__in=())
        for parent in parents:
            condition |= Q(path__startswith=parent.path, depth=parent.depth_below)
        return self.filter(condition).order_by("path")


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)


def _in_public_collections(files: Any, scope: PublicScope) -> Any:
    if not scope.closed_collection_paths:
        return files.all()
    return files.exclude(starts_with_any("collection__path", scope.closed_collection_paths))


class ImageQuerySet(WagtailImageQuerySet):
    def public(self, scope: PublicScope) -> Self:
        """Images whose collection, and those above it, are not restricted."""
        return _in_public_collections(self, scope)

    def update(self, **values: Any) -> int:
        """Pictures that change collections by no `save` (the admin moves several at once) change storages too."""
        if not values.keys() & {"collection", "collection_id"}:
            return super().update(**values)
        moved = self.model.objects.filter(pk__in=list(self.values_list("pk", flat=True)))
        changed = super().update(**values)
        transaction.on_commit(lambda: synchronise(moved), robust=True)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]


class DocumentQuerySet(WagtailDocumentQuerySet):
    def public(self, scope: PublicScope) -> Self:
        """Documents whose collection, and those above it, are not restricted."""
        return _in_public_collections(self, scope)
