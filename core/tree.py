"""Where pages stand in the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from wagtail.models import Page

from core.freshness import BRANCHES, depending_on
from core.querysets import PublicPageQuerySet
from core.references import PageLink

if TYPE_CHECKING:
    from core.visibility import PublicScope

P = TypeVar("P", bound=Page)


def parent_path(page: Page) -> str:
    return page.path[: -Page.steplen]


def by_parent(pages: Iterable[P]) -> Mapping[str, list[P]]:
    """Pages grouped by the tree path of their parent."""
    groups: dict[str, list[P]] = defaultdict(list)
    for page in pages:
        groups[parent_path(page)].append(page)
    return groups


def breadcrumbs(pages: Iterable[Page], scope: PublicScope) -> Mapping[str, list[PageLink]]:
    """From the home page down to each page itself, by the page's tree path. The pages are public."""
    pages = list(pages)
    if scope.root is None:
        return {}
    first = len(scope.root.path)
    chains = {page.path: [page.path[:end] for end in range(first, len(page.path) + 1, Page.steplen)] for page in pages}
    wanted = {path for chain in chains.values() for path in chain}
    rows = PublicPageQuerySet(Page).public(scope).filter(path__in=wanted)
    # Of these pages, and of pages that have pages under them.
    with depending_on(BRANCHES, "page:*", *(f"page:{page.pk}" for page in pages)):
        links = {
            path: PageLink(pk, title, scope.public_path(url_path))
            for pk, path, title, url_path in rows.values_list("pk", "path", "title", "url_path")
        }
    return {path: [links[step] for step in chain if step in links] for path, chain in chains.items()}
