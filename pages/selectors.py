"""Reading the content: what is public, grouped as the API shows it. One statement each unless said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from core.lookups import Many
from core.querysets import Parent
from core.rows import Columns, narrowed
from core.statements import Fixed, Statement
from core.text import fold
from core.tree import by_parent, parent_path
from pages.models import DatedUpdate, FaqEntry, FaqEntryKeyword, FaqPage, FaqSection
from pages.search import search_entries

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from wagtail.models import Page

    from core.visibility import PublicScope
    from pages.models import Significance, Verdict
    from pages.querysets import FaqEntryQuerySet
    from pages.rules.validity import ValidityStatus


@dataclass(frozen=True, kw_only=True)
class EntryCriteria:
    """Which entries are wanted; what is None is not asked.

    `sections` are themes, `keyword` is a keyword in any case, `updated_since` the earliest date of the latest dated
    update, `status` that of the day `on`, `among` the entries that a search found.
    """

    sections: Sequence[Parent] | None = None
    keyword: str | None = None
    verdict: Verdict | None = None
    status: Sequence[ValidityStatus] | None = None
    on: date | None = None
    updated_since: date | None = None
    among: Many | None = None


@dataclass(frozen=True, kw_only=True)
class UpdateCriteria:
    """Which dated updates are wanted; `since` and `until` are inclusive."""

    since: date | None = None
    until: date | None = None
    sections: Sequence[Parent] | None = None
    significance: Significance | None = None


def entries(criteria: EntryCriteria, scope: PublicScope) -> FaqEntryQuerySet:
    """Public entries that meet all the criteria, unordered."""
    found = public_entries(scope).order_by()
    if criteria.sections is not None:
        found = found.children_of(criteria.sections).order_by()
    if criteria.keyword is not None:
        found = found.with_keyword(criteria.keyword)
    if criteria.verdict is not None:
        found = found.filter(verdict=criteria.verdict)
    if criteria.status is not None:
        found = found.with_status(criteria.status, criteria.on or scope.today)
    if criteria.updated_since is not None:
        found = found.filter(updated_on__gte=criteria.updated_since)
    if criteria.among is not None:
        found = found.filter(pk__among=criteria.among)
    return found


def public_entries(scope: PublicScope) -> FaqEntryQuerySet:
    """Public entries without the columns that only the search reads."""
    return FaqEntry.objects.public(scope).defer("search_text")


def updates(criteria: UpdateCriteria, scope: PublicScope) -> QuerySet[DatedUpdate]:
    """Dated updates of public entries, unordered."""
    of_entries = FaqEntry.objects.public(scope).order_by()
    if criteria.sections is not None:
        of_entries = of_entries.children_of(criteria.sections).order_by()
    found = DatedUpdate.objects.filter(entry__in=of_entries.values("pk")).order_by()
    if criteria.since is not None:
        found = found.filter(date__gte=criteria.since)
    if criteria.until is not None:
        found = found.filter(date__lte=criteria.until)
    if criteria.significance is not None:
        found = found.filter(significance=criteria.significance)
    return found


def found_by(query: str, scope: PublicScope) -> Many:
    """The ids of the public entries that a search finds (four statements at most)."""
    return Many(tuple(sorted(hit.entry_id for hit in search_entries(query, scope))))


def sections_named(name: str, scope: PublicScope) -> tuple[Parent, ...]:
    """The public themes with this slug or anchor."""
    return tuple([Parent.at(path) for path in _NAMED((scope, name))])


def _named(wanted: tuple[PublicScope, str]) -> QuerySet[Any, Any]:
    scope, name = wanted
    sections = FaqSection.objects.public(scope).order_by()
    return (sections.filter(slug=name) | sections.filter(anchor=name)).values_list("path", flat=True)


_NAMED = Statement(_named)


def faq_at(slug: str, scope: PublicScope, columns: Columns = None) -> FaqPage | None:
    """The public FAQ of this slug."""
    return next(iter(_FAQ((scope, Fixed((columns,)), slug))), None)


def entry_at(slug: str, scope: PublicScope, columns: Columns = None) -> FaqEntry | None:
    """The public entry of this slug."""
    return next(iter(_ENTRY((scope, Fixed((columns,)), slug))), None)


def _faq(wanted: tuple[PublicScope, Fixed, str]) -> QuerySet[FaqPage]:
    scope, (columns,), slug = wanted
    return narrowed(FaqPage.objects.public(scope), columns).filter(slug=slug).order_by("path")[:1]


def _entry(wanted: tuple[PublicScope, Fixed, str]) -> FaqEntryQuerySet:
    scope, (columns,), slug = wanted
    return narrowed(public_entries(scope), columns).filter(slug=slug).order_by("path")[:1]


_FAQ, _ENTRY = Statement(_faq), Statement(_entry)


def sections_of(faqs: Iterable[FaqPage], scope: PublicScope, columns: Columns = None) -> Mapping[str, list[FaqSection]]:
    """The themes of the FAQs in order, by the FAQ's tree path."""
    return by_parent(_SECTIONS((scope, Fixed((columns,)), _parents(faqs))))


def entries_of(
    sections: Iterable[FaqSection],
    scope: PublicScope,
    *,
    status: Sequence[ValidityStatus] | None = None,
    columns: Columns = None,
) -> Mapping[str, list[FaqEntry]]:
    """The entries of the themes in order, by the theme's tree path."""
    statuses = None if status is None else tuple(sorted(set(status)))
    return by_parent(_ENTRIES((scope, Fixed((columns, statuses)), _parents(sections), scope.today)))


def _parents(pages: Iterable[Page]) -> tuple[Parent, ...]:
    return tuple([Parent.at(page.path) for page in pages])


def _sections(wanted: tuple[PublicScope, Fixed, tuple[Parent, ...]]) -> QuerySet[FaqSection]:
    scope, (columns,), parents = wanted
    found = FaqSection.objects.public(scope).children_of(parents)
    return narrowed(found, None if columns is None else columns | {"path"})


def _entries(wanted: tuple[PublicScope, Fixed, tuple[Parent, ...], date]) -> FaqEntryQuerySet:
    scope, (columns, statuses), parents, day = wanted
    found = narrowed(public_entries(scope), None if columns is None else columns | {"path"}).children_of(parents)
    return found if statuses is None else found.with_status(statuses, day)


_SECTIONS, _ENTRIES = Statement(_sections), Statement(_entries)


def sections_by_path(
    entries: Iterable[FaqEntry], scope: PublicScope, columns: Columns = None
) -> Mapping[str, FaqSection]:
    """The themes of the entries, by the theme's tree path."""
    paths = tuple(sorted({parent_path(entry) for entry in entries}))
    return {section.path: section for section in _BY_PATH((scope, Fixed((columns,)), paths))}


def _by_path(wanted: tuple[PublicScope, Fixed, tuple[str, ...]]) -> QuerySet[FaqSection]:
    scope, (columns,), paths = wanted
    found = FaqSection.objects.public(scope).filter(path__in=paths).order_by()
    return narrowed(found, None if columns is None else columns | {"path"})


_BY_PATH = Statement(_by_path)


def updates_of(entries: Iterable[FaqEntry], columns: Columns = None) -> Mapping[int, list[DatedUpdate]]:
    """The dated updates of public entries, newest first, by entry id."""
    groups: dict[int, list[DatedUpdate]] = defaultdict(list)
    for update in _UPDATES((Fixed((columns,)), _ids(entries))):
        groups[update.entry_id].append(update)
    return groups


def _updates_of(wanted: tuple[Fixed, Many]) -> QuerySet[DatedUpdate]:
    (columns,), ids = wanted
    found = narrowed(DatedUpdate.objects.all(), None if columns is None else columns | {"entry"})
    return found.filter(entry__among=ids).order_by("-date", "-pk")


_UPDATES = Statement(_updates_of)


def _ids(entries: Iterable[FaqEntry]) -> Many:
    return Many(tuple([entry.pk for entry in entries]))


def updates_by_key(keys: Iterable[str], scope: PublicScope) -> QuerySet[DatedUpdate]:
    """Dated updates of public entries with these keys; what is no UUID matches none."""
    uuids = []
    for key in keys:
        with suppress(ValueError):
            uuids.append(UUID(key))
    return updates(UpdateCriteria(), scope).filter(key__in=uuids)


def keywords_of(entries: Iterable[FaqEntry]) -> Mapping[int, list[str]]:
    """The keywords of public entries in alphabetical order, by entry id."""
    groups: dict[int, list[str]] = defaultdict(list)
    for entry_id, name in _KEYWORDS(_ids(entries)):
        groups[entry_id].append(name)
    return {entry_id: sorted(names, key=fold) for entry_id, names in groups.items()}


_KEYWORDS: Statement[Many] = Statement(
    lambda ids: FaqEntryKeyword.objects.filter(content_object__among=ids).values_list("content_object_id", "tag__name")
)


def entries_by_id(ids: Iterable[int], scope: PublicScope, columns: Columns = None) -> Mapping[int, FaqEntry]:
    return {entry.pk: entry for entry in _BY_ID((scope, Fixed((columns,)), Many(tuple(set(ids)))))}


def _by_id(wanted: tuple[PublicScope, Fixed, Many]) -> FaqEntryQuerySet:
    scope, (columns,), ids = wanted
    return narrowed(public_entries(scope), columns).filter(pk__among=ids).order_by()


_BY_ID = Statement(_by_id)
