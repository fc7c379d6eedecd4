"""What is public, decided once.

A `PublicScope` is a moment together with everything that must be known to say what anybody may read at that
moment. `public(scope)` on a QuerySet applies it; it is the only way content reaches a resolver.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from core.freshness import TREE, depending_on


@dataclass(frozen=True)
class SiteRoot:
    """The page under which everything public lives, with what builds addresses from it."""

    path: str
    url_path: str
    page_id: int
    site_id: int


class PublicScope:
    """What an anonymous visitor may read at the moment `now`.

    Two short statements, made when first needed and kept for the life of the object (one request): the
    subtrees that are closed, and the site's root. Visibility is inherited down the tree: a live page under
    an unpublished, expired or restricted ancestor is not public.
    """

    def __init__(self, now: datetime) -> None:
        if timezone.is_naive(now):
            raise ValueError("PublicScope needs an aware datetime")
        self.now = now

    @property
    def today(self) -> date:
        """The civil day of `now` in the portal's time zone (Europe/Paris)."""
        return civil_day(self.now)

    @property
    def what_is_closed(self) -> tuple[SiteRoot | None, tuple[str, ...]]:
        """Everything that decides about pages but the moment."""
        return self.root, self.closed_page_paths

    def at(self, now: datetime) -> PublicScope:
        """Another moment, with the same things closed as at this one."""
        other = PublicScope(now)
        other.root, other.closed_page_paths = self.root, self.closed_page_paths
        if "closed_collection_paths" in self.__dict__:
            other.closed_collection_paths = self.closed_collection_paths
        return other

    @cached_property
    def root(self) -> SiteRoot | None:
        """The default site's root page, or None while no site is set up: then nothing is public."""
        with depending_on(TREE):
            return self._root()

    def _root(self) -> SiteRoot | None:
        row = (
            Site.objects.filter(is_default_site=True)
            .values_list("root_page__path", "root_page__url_path", "root_page_id", "pk")
            .first()
        )
        return SiteRoot(*row) if row else None

    @cached_property
    def closed_page_paths(self) -> tuple[str, ...]:
        """Tree paths of pages under which nothing is public: not live, expired, or view-restricted."""
        closed = Page.objects.filter(numchild__gt=0).exclude(live_now(self.now))
        # The tree's own root is never served; it must not close what is under it.
        paths = closed.filter(depth__gt=1).order_by().values_list("path")
        restricted = PageViewRestriction.objects.order_by().values_list("page__path")
        with depending_on(TREE):
            return tuple(sorted(path for (path,) in paths.union(restricted)))

    @cached_property
    def closed_collection_paths(self) -> tuple[str, ...]:
        """Tree paths of collections whose files are not public."""
        rows = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
        return tuple(sorted(set(rows)))

    def has_public_collection(self, collection: Collection) -> bool:
        """Whether files of the collection are public: the decision of `public()`, for one that is at hand."""
        return not collection.path.startswith(self.closed_collection_paths)

    def public_path(self, url_path: str) -> str:
        """The public path («/faq/…/») of a page from Wagtail's `url_path`."""
        if self.root is None:
            raise LookupError("no site is set up")
        return "/" + url_path.removeprefix(self.root.url_path)


def civil_day(moment: datetime) -> date:
    """The day of a moment in the portal's time zone."""
    return timezone.localtime(moment).date()


def live_now(now: datetime) -> Q:
    """Condition on a page alone: published, and not past its expiry, even if no job has run since."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=now))


def starts_with_any(field: str, prefixes: tuple[str, ...]) -> Q:
    """Condition: the column begins with one of the prefixes. False for an empty list."""
    condition = Q()
    for prefix in prefixes:
        condition |= Q(**{f"{field}__startswith": prefix})
    return condition if prefixes else Q(pk__in=())
