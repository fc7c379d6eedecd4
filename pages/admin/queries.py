"""What the admin's listing, report and home panels show. For people who are signed in: drafts are included."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast
from taggit.models import Tag
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from core.admin import Reason
from core.text import fold, stems
from pages.models import FaqEntry, FaqSection
from pages.querysets import has_status
from pages.rules.months import add_months
from pages.rules.validity import ValidityStatus
from pages.search import query_stems
from pages.selectors import keywords_of, parent_path

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

CLOSING_SOON_DAYS = 30


class ReviewReason(Reason):
    """Why an entry should be read again; the most pressing first."""

    CLOSING = "CLOSING"
    CLOSED = "CLOSED"
    STALE = "STALE"

    @property
    def label(self) -> str:
        return {"CLOSING": "Bientôt close", "CLOSED": "Close", "STALE": "Ancienne"}[self]


def needs_review(reason: ReviewReason, today: date, *, stale_months: int) -> Q:
    """Condition on a live entry.

    Old are entries whose last dated update, or publication where they have none, is `stale_months` months old.
    """
    if reason is ReviewReason.CLOSED:
        return has_status(ValidityStatus.CLOSED, today)
    if reason is ReviewReason.CLOSING:
        return Q(valid_until__gte=today, valid_until__lte=today + timedelta(days=CLOSING_SOON_DAYS))
    limit = add_months(today, -stale_months)
    return Q(updated_on__lte=limit) | Q(updated_on__isnull=True, first_published_at__date__lte=limit)


def entries_to_review(user: User, today: date, *, stale_months: int) -> QuerySet[FaqEntry]:
    """Live entries the user may see in the admin that somebody should read again, with a `review_reason`."""
    conditions = {reason: needs_review(reason, today, stale_months=stale_months) for reason in ReviewReason}
    wanted = Q()
    for condition in conditions.values():
        wanted |= condition
    return (
        visible_entries(user)
        .filter(wanted, live=True)
        .annotate(
            review_reason=Case(*(When(condition, then=Value(str(reason))) for reason, condition in conditions.items()))
        )
        .order_by("valid_until", "updated_on", "path")
    )


def visible_entries(user: User) -> QuerySet[FaqEntry]:
    """Entries that the user may see in the admin's tree."""
    explorable = page_permission_policy.explorable_instances(user)
    return FaqEntry.objects.filter(pk__in=explorable.values("pk")).defer("search_text", "answer")


def drafts_of(user: User) -> QuerySet[Page]:
    """Pages with unpublished changes that the user has a part in and that wait for nobody else, newest first.

    A part in them has whoever has written since the last publication, and the owner of a page that never was
    public: a moderator whose publication was refused has not taken the draft over.
    """
    written = Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField()), user=user).filter(
        Q(created_at__gt=OuterRef("last_published_at")) | Q(pk=OuterRef("latest_revision"))
    )
    return (
        Page.objects.filter(has_unpublished_changes=True)
        .filter(Exists(written) | Q(last_published_at__isnull=True) & (Q(owner=user) | Q(pk__in=_written_by(user))))
        .exclude(pk__in=drafts_in_moderation())
        .exclude(pk__in=scheduled_pages())
        .order_by("-latest_revision_created_at")
    )


def _written_by(user: User) -> QuerySet[Any]:
    """The ids of pages of which the user has saved a version."""
    return _page_ids(Revision.page_revisions.filter(user=user))


def scheduled(user: User) -> QuerySet[Page]:
    """Pages with a version that waits for its hour (`scheduled_for`), the next one first."""
    hour = _schedule().filter(object_id=Cast(OuterRef("pk"), CharField())).order_by("approved_go_live_at")
    return (
        Page.objects.filter(pk__in=page_permission_policy.explorable_instances(user).values("pk"))
        .filter(pk__in=scheduled_pages())
        .annotate(scheduled_for=Subquery(hour.values("approved_go_live_at")[:1]))
        .order_by("scheduled_for")
    )


def drafts_in_moderation() -> QuerySet[Any]:
    """The ids of pages that a moderator has before them."""
    return _page_ids(WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS))


def scheduled_pages() -> QuerySet[Any]:
    """The ids of pages with a version that waits for its hour."""
    return _page_ids(_schedule())


def _schedule() -> QuerySet[Revision]:
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False)


def _page_ids(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The ids of the pages that revisions or workflow states are of: stored as text, which PostgreSQL minds."""
    of_pages = rows.filter(base_content_type=get_default_page_content_type())
    return of_pages.annotate(page_id=Cast("object_id", IntegerField())).values("page_id")


def attach_details(entries: Iterable[FaqEntry]) -> None:
    """Give the entries of one screen their `keyword_names` and `section_title`, in four statements.

    Keywords are those of the latest draft, as the question is.
    """
    entries = list(entries)
    keywords = {**keywords_of(entries), **_draft_keywords(entries)}
    titles = dict(
        FaqSection.objects.filter(path__in={parent_path(entry) for entry in entries}).values_list("path", "title")
    )
    for entry in entries:
        entry.keyword_names = ", ".join(keywords.get(entry.pk, ()))
        entry.section_title = titles.get(parent_path(entry), "")


def _draft_keywords(entries: Iterable[FaqEntry]) -> dict[int, list[str]]:
    """The keywords of the latest drafts, in alphabetical order, by entry id; those of unchanged entries left out."""
    drafts = {entry.latest_revision_id: entry.pk for entry in entries if entry.has_unpublished_changes}
    stored = Revision.objects.filter(pk__in=[pk for pk in drafts if pk]).values_list("pk", "content__tagged_keywords")
    tagged = {drafts[revision]: [row["tag"] for row in rows or ()] for revision, rows in stored}
    names = dict(Tag.objects.filter(pk__in={tag for tags in tagged.values() for tag in tags}).values_list("pk", "name"))
    return {pk: sorted((names[tag] for tag in tags if tag in names), key=fold) for pk, tags in tagged.items()}


def matching(entries: QuerySet[FaqEntry], query: str) -> QuerySet[FaqEntry]:
    """The entries whose question, keywords or answer have every word of the query, or its beginning.

    Whatever the accents, plurals and case, as in the public search (`pages.search`). A question that is being
    rewritten is found by its new words too. One more statement.
    """
    wanted = query_stems(query)
    if not wanted:
        return entries.none()
    drafts = FaqEntry.objects.filter(live=True, has_unpublished_changes=True).values_list("pk", "draft_title")
    renamed = [pk for pk, title in drafts if all(stem in " ".join(stems(title)) for stem in wanted)]
    condition = Q()
    for stem in wanted:
        condition &= Q(search_text__contains=stem)
    return entries.filter(condition | Q(pk__in=renamed))
