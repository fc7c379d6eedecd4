"""What resolvers need of any page, loaded for all the pages shown beside it (see `schema.engine.batch`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import content, tree
from schema.engine.batch import batch_of

if TYPE_CHECKING:
    from wagtail.models import Page

    from core.references import PageLink, References
    from schema.context import Context


def references(page: Page, context: Context) -> References:
    """What the page's content points at."""
    return batch_of(page).once("references", lambda pages: content.references_of(pages, context.scope))


def breadcrumb(page: Page, context: Context) -> list[PageLink]:
    by_path = batch_of(page).once("breadcrumb", lambda pages: tree.breadcrumbs(pages, context.scope))
    return by_path.get(page.path, [])
