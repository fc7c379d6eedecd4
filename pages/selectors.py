"""Reading the content: what is public, grouped as the API shows it. One statement each unless said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from core.text import fold
from core.tree import by_parent, parent_path
from pages.models import DatedUpdate, FaqEntry, FaqEntryKeyword, FaqPage, FaqSection
from pages.search import search_entries

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from core.visibility import PublicScope
    from pages.models import Significance, Verdict
    from pages.querysets import FaqEntryQuerySet
    from pages.rules.validity import ValidityStatus


@dataclass(frozen=True, kw_only=True)
class EntryCriteria:
    """Which entries are wanted; what is None is not asked.

    `section` is a theme's slug or anchor, `keyword` a keyword in any case, `updated_since` the earliest date
    of the latest dated update, `status` is that of the day `on`.
    """

    section: str | None = None
    keyword: str | None = None
    verdict: Verdict | None = None
    status: Sequence[ValidityStatus] | None = None
    on: date | None = None
    updated_since: date | None = None
    query: str | None = None


@dataclass(frozen=True, kw_only=True)
class UpdateCriteria:
    """Which dated updates are wanted; `since` and `until` are inclusive."""

    since: date | None = None
    until: date | None = None
    section: str | None = None
    significance: Significance | None = None


def entries(criteria: EntryCriteria, scope: PublicScope) -> FaqEntryQuerySet:
    """Public entries that meet all the criteria, unordered."""
    found = public_entries(scope).order_by()
    if criteria.section is not None:
        found = found.children_of(sections_named(criteria.section, scope))
    if criteria.keyword is not None:
        found = found.with_keyword(criteria.keyword)
    if criteria.verdict is not None:
        found = found.filter(verdict=criteria.verdict)
    if criteria.status is not None:
        found = found.with_status(criteria.status, criteria.on or scope.today)
    if criteria.updated_since is not None:
        found = found.filter(updated_on__gte=criteria.updated_since)
    if criteria.query is not None:
        found = found.filter(pk__in=[hit.entry_id for hit in search_entries(criteria.query, scope)])
    return found


def public_entries(scope: PublicScope) -> FaqEntryQuerySet:
    """Public entries without the columns that only the search reads."""
    return FaqEntry.objects.public(scope).defer("search_text")


def updates(criteria: UpdateCriteria, scope: PublicScope) -> QuerySet[DatedUpdate]:
    """Dated updates of public entries, unordered."""
    of_entries = FaqEntry.objects.public(scope).order_by()
    if criteria.section is not None:
        of_entries = of_entries.children_of(sections_named(criteria.section, scope))
    found = DatedUpdate.objects.filter(entry__in=of_entries.values("pk")).order_by()
    if criteria.since is not None:
        found = found.filter(date__gte=criteria.since)
    if criteria.until is not None:
        found = found.filter(date__lte=criteria.until)
    if criteria.significance is not None:
        found = found.filter(significance=criteria.significance)
    return found


def sections_named(name: str, scope: PublicScope) -> list[str]:
    """Tree paths of the public themes with this slug or anchor."""
    sections = FaqSection.objects.public(scope).order_by()
    return list((sections.filter(slug=name) | sections.filter(anchor=name)).values_list("path", flat=True))


def sections_of(faqs: Iterable[FaqPage], scope: PublicScope) -> Mapping[str, list[FaqSection]]:
    """The themes of the FAQs in order, by the FAQ's tree path."""
    return by_parent(FaqSection.objects.public(scope).children_of([faq.path for faq in faqs]))


def entries_of(
    sections: Iterable[FaqSection],
    scope: PublicScope,
    *,
    status: Sequence[ValidityStatus] | None = None,
) -> Mapping[str, list[FaqEntry]]:
    """The entries of the themes in order, by the theme's tree path."""
    found = public_entries(scope).children_of([section.path for section in sections])
    if status is not None:
        found = found.with_status(status, scope.today)
    return by_parent(found)


def sections_by_path(entries: Iterable[FaqEntry], scope: PublicScope) -> Mapping[str, FaqSection]:
    """The themes of the entries, by the theme's tree path."""
    paths = {parent_path(entry) for entry in entries}
    return {section.path: section for section in FaqSection.objects.public(scope).filter(path__in=paths)}


def updates_of(entries: Iterable[FaqEntry]) -> Mapping[int, list[DatedUpdate]]:
    """The dated updates of public entries, newest first, by entry id."""
    groups: dict[int, list[DatedUpdate]] = defaultdict(list)
    ids = [entry.pk for entry in entries]
    for update in DatedUpdate.objects.filter(entry__in=ids).order_by("-date", "-pk"):
        groups[update.entry_id].append(update)
    return groups


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
    tagged = FaqEntryKeyword.objects.filter(content_object__in=[entry.pk for entry in entries])
    for entry_id, name in tagged.values_list("content_object_id", "tag__name"):
        groups[entry_id].append(name)
    return {entry_id: sorted(names, key=fold) for entry_id, names in groups.items()}


def entries_by_id(ids: Iterable[int], scope: PublicScope) -> Mapping[int, FaqEntry]:
    return public_entries(scope).in_bulk(set(ids))
