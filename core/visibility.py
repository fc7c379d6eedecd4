"""What is public, decided once.

A `PublicScope` is a moment together with everything that must be known to say what anybody may read at that
moment. `public(scope)` on a QuerySet applies it; it is the only way content reaches a resolver.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DateTimeField, Q, Value
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from core.freshness import EXPIRY, TREE, Kept, until


@dataclass(frozen=True)
class SiteRoot:
    """The page under which everything public lives, with what builds addresses from it."""

    path: str
    url_path: str
    page_id: int
    site_id: int


class PublicScope:
    """What an anonymous visitor may read at the moment `now`.

    What it has to know (the site's root, and the subtrees that are or will be closed) is looked up in two short
    statements, and again when it has changed. Visibility is inherited down the tree: a live page under an unpublished,
    expired or restricted ancestor is not public.
    """

    def __init__(self, now: datetime) -> None:
        if timezone.is_naive(now):
            raise ValueError("PublicScope needs an aware datetime")
        self.now = now

    @cached_property
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
        return _ROOT.get()

    @cached_property
    def closed_page_paths(self) -> tuple[str, ...]:
        """Tree paths of pages under which nothing is public: not live, expired, or view-restricted."""
        closing = _CLOSING.get()
        until(min((at for _, at in closing if at is not None and at > self.now), default=None))
        return tuple([path for path, closes_at in closing if closes_at is None or closes_at <= self.now])

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


def _find_root() -> SiteRoot | None:
    row = (
        Site.objects.filter(is_default_site=True)
        .values_list("root_page__path", "root_page__url_path", "root_page_id", "pk")
        .first()
    )
    return SiteRoot(*row) if row else None


def _find_closing() -> tuple[tuple[str, datetime | None], ...]:
    """Tree paths of pages that close what is under them: from a moment on, or (None) already."""
    parents = Page.objects.filter(numchild__gt=0, depth__gt=1)  # the tree's own root closes nothing
    unpublished = parents.filter(live=False).order_by().values_list("path", Value(None, DateTimeField()))
    expiring = parents.filter(live=True, expire_at__isnull=False).order_by().values_list("path", "expire_at")
    restricted = PageViewRestriction.objects.order_by().values_list("page__path", Value(None, DateTimeField()))
    return tuple(sorted(unpublished.union(expiring, restricted), key=lambda row: row[0]))


_ROOT = Kept((TREE,), _find_root)
_CLOSING = Kept((TREE,), _find_closing)


def _expiries() -> list[datetime]:
    found = Page.objects.filter(live=True, expire_at__isnull=False).order_by("expire_at")
    return [moment for moment in found.values_list("expire_at", flat=True) if moment is not None]


_EXPIRIES = Kept((EXPIRY,), _expiries)


def next_expiry(now: datetime) -> datetime | None:
    """The next moment at which a page ends being public by itself."""
    return next((moment for moment in _EXPIRIES.get() if moment > now), None)


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
