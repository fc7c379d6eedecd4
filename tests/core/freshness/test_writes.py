"""Every write tells what it changes, when it is committed and not before, by whatever way it is written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.freshness import EVERYTHING, EXPIRY, TREE, Versions, writes
from core.freshness.channel import KEPT_FOR, ask, sweep
from core.freshness.tags import slot_of, slots_of
from core.freshness.writes import forget_everything
from core.models import Invalidation
from core.visibility import PublicScope
from directory.models import ActivatorProfile, Organisation, Region, SearchTerm
from pages.models import DatedUpdate, FaqEntry, FaqSection
from tests.factories.directory import make_profile
from tests.factories.pages import make_entry, make_section

pytestmark = pytest.mark.django_db(transaction=True)


class Watched:
    """What has changed since."""

    def __init__(self, shared: Versions) -> None:
        self._shared, self._as_of = shared, shared.now()

    def __contains__(self, tag: str) -> bool:
        return not self._shared.is_fresh((slot_of(tag),), self._as_of)

    @property
    def is_empty(self) -> bool:
        return self._shared.now() == self._as_of


@pytest.fixture
def entries(shared: Versions) -> list[FaqEntry]:
    section = make_section("Un thème", slug="un-theme")
    return [make_entry(f"Question {number} ?", section=section, slug=f"entree-{number}") for number in range(2)]


def test_publishing_touches_the_entry_and_lists_of_entries_alone(shared: Versions, entries: list[FaqEntry]) -> None:
    since = Watched(shared)
    entry, other = entries
    entry.seo_title = "Autrement"
    entry.save_revision().publish()
    assert f"page:{entry.pk}" in since
    assert "pages.faqentry" in since
    untouched = [f"page:{other.pk}", "page:*", "directory.activatorprofile", TREE, "pages.faqsection", EVERYTHING]
    assert not [tag for tag in untouched if tag in since]


def test_a_draft_touches_nothing_that_is_shown(shared: Versions, entries: list[FaqEntry]) -> None:
    since = Watched(shared)
    entries[0].title = "Un brouillon"
    entries[0].save_revision()
    assert f"page:{entries[0].pk}" not in since
    assert "pages.faqentry" not in since


def test_nothing_is_told_of_what_is_rolled_back(shared: Versions, entries: list[FaqEntry]) -> None:
    since, rows = Watched(shared), Invalidation.objects.count()

    with transaction.atomic():
        FaqEntry.objects.update(anchor="x")
        transaction.set_rollback(True)
    assert since.is_empty
    assert Invalidation.objects.count() == rows


def test_a_savepoint_takes_back_what_was_told_in_it(shared: Versions, entries: list[FaqEntry]) -> None:
    since = Watched(shared)
    pk = entries[0].pk
    with transaction.atomic():
        point = transaction.savepoint()
        FaqEntry.objects.filter(pk=pk).update(anchor="x")
        transaction.savepoint_rollback(point)
        assert f"page:{pk}" not in since
        FaqEntry.objects.filter(pk=pk).update(anchor="y")
        assert f"page:{pk}" not in since  # until it is committed
    assert f"page:{pk}" in since


def test_nothing_else_that_follows_a_commit_comes_before_it_is_told(shared: Versions, entries: list[FaqEntry]) -> None:
    """Not what takes long, as making sizes of pictures does, nor what fails."""
    since, seen = Watched(shared), []

    def follows() -> None:
        seen.append(f"page:{entries[1].pk}" in since)
        raise LookupError

    @transaction.atomic
    def write() -> None:
        FaqEntry.objects.filter(pk=entries[0].pk).update(anchor="x")
        transaction.on_commit(follows)
        FaqEntry.objects.filter(pk=entries[1].pk).update(anchor="x")

    with pytest.raises(LookupError):
        write()
    assert seen == [True]


def test_ways_past_the_models_are_seen(shared: Versions, entries: list[FaqEntry]) -> None:
    first, second = (entry.pk for entry in entries)
    since = Watched(shared)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pages_faqentry SET anchor = anchor WHERE page_ptr_id = %s", [first])
    assert f"page:{first}" in since
    assert f"page:{second}" not in since
    since = Watched(shared)
    DatedUpdate.objects.bulk_create(
        [DatedUpdate(entry_id=second, date=day) for day in (date(2024, 1, 1), date(2024, 1, 2))]
    )
    assert f"page:{second}" in since
    assert f"page:{first}" not in since
    since = Watched(shared)
    DatedUpdate.objects.filter(entry=second, date=date(2024, 1, 1)).delete()
    assert f"page:{second}" in since
    assert f"page:{first}" not in since


def test_a_theme_that_closes_or_moves_changes_the_tree(shared: Versions, entries: list[FaqEntry]) -> None:
    section = FaqSection.objects.get()
    since = Watched(shared)
    section.unpublish()
    assert TREE in since
    since = Watched(shared)
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert TREE in since
    since = Watched(shared)
    restriction.delete()
    assert TREE in since
    other = make_section("Un autre", slug="un-autre")
    since = Watched(shared)
    Page.objects.get(pk=entries[0].pk).move(other, "last-child")
    assert f"page:{entries[0].pk}" in since
    since = Watched(shared)
    section.refresh_from_db()
    section.slug = "renomme"
    section.save()
    assert TREE in since
    assert f"page:{entries[1].pk}" in since  # its path has changed with it


def test_a_closed_page_stays_closed_when_it_or_another_is_moved(shared: Versions, entries: list[FaqEntry]) -> None:
    """What is closed is kept by its path."""
    hidden, other = entries
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for moved in (hidden, other):
        ask(shared)
        assert hidden.path in PublicScope(timezone.now()).closed_page_paths
        since = Watched(shared)
        Page.objects.get(pk=moved.pk).move(FaqSection.objects.get(), "last-child")
        assert TREE in since
        hidden.refresh_from_db()
        assert not FaqEntry.objects.public(PublicScope(timezone.now())).filter(pk=hidden.pk).exists()


def test_rows_that_come_whole_close_what_is_under_them(shared: Versions, entries: list[FaqEntry]) -> None:
    section = FaqSection.objects.get()
    section.unpublish()
    rows = serializers.serialize("json", [Page.objects.get(pk=section.pk), FaqSection.objects.get()])
    Page.objects.filter(pk=section.pk).delete()
    since = Watched(shared)
    with transaction.atomic():
        for row in serializers.deserialize("json", rows):
            row.save()
    assert TREE in since


def test_what_changes_no_row_tells_nothing(shared: Versions, entries: list[FaqEntry]) -> None:
    SearchTerm.objects.create(stem="aide")
    since = Watched(shared)
    FaqEntry.objects.filter(share_image_id=0).update(share_image=None)  # as for a picture that is deleted
    Page.objects.filter(pk=0).update(title="x")
    SearchTerm.objects.bulk_create([SearchTerm(stem="aide")], ignore_conflicts=True)
    assert since.is_empty
    SearchTerm.objects.bulk_create([SearchTerm(stem="aides")], ignore_conflicts=True)
    assert "directory.searchterm" in since


def test_more_rows_than_were_seen_are_all_rows(
    shared: Versions, entries: list[FaqEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else may commit between the question and the change."""
    monkeypatch.setattr(writes, "_affected", lambda *asked: [])
    since = Watched(shared)
    FaqEntry.objects.update(anchor="x")
    assert "page:*" in since
    Page.objects.filter(pk=entries[0].pk).update(title="x")
    assert EVERYTHING in since


def test_a_new_or_deleted_entry_leaves_the_others_alone(shared: Versions, entries: list[FaqEntry]) -> None:
    since = Watched(shared)
    made = make_entry("Nouvelle ?", section=FaqSection.objects.get(), slug="nouvelle")
    assert f"page:{made.pk}" in since
    assert "pages.faqentry" in since
    assert f"page:{entries[0].pk}" not in since
    assert TREE not in since
    since = Watched(shared)
    made.delete()
    assert f"page:{made.pk}" in since
    assert "pages.faqentry" in since
    assert f"page:{entries[0].pk}" not in since


def test_expiry_is_told_apart(shared: Versions, entries: list[FaqEntry]) -> None:
    since = Watched(shared)
    entries[0].expire_at = timezone.now() + timedelta(days=1)
    entries[0].save_revision().publish()
    assert EXPIRY in since
    since = Watched(shared)
    entries[1].save_revision().publish()
    assert EXPIRY not in since


def test_profiles_are_told_with_their_addresses_and_organisations(shared: Versions) -> None:
    one, other = make_profile("Ada", "Une"), make_profile("Blaise", "Autre")
    assert other.organisation_id is not None
    assert one.organisation_id != other.organisation_id
    hashes = {profile.pk: profile.addresses.get(kind="CURRENT").slug_hash for profile in (one, other)}
    since = Watched(shared)
    ActivatorProfile.objects.filter(pk=one.pk).update(latitude=48.0)
    assert f"address:{hashes[one.pk]}" in since
    assert f"address:{hashes[other.pk]}" not in since
    assert "pages.faqentry" not in since
    since = Watched(shared)
    Organisation.objects.filter(pk=other.organisation_id).update(latitude=48.0)  # as geocoding does
    assert f"address:{hashes[other.pk]}" in since
    assert f"page:{other.pk}" in since
    assert f"page:{one.pk}" not in since
    since = Watched(shared)
    one.unpublish()
    assert f"address:{hashes[one.pk]}" in since
    assert f"address:{hashes[other.pk]}" not in since


def test_a_vocabulary_is_its_own(shared: Versions) -> None:
    since = Watched(shared)
    Region.objects.first().save()  # type: ignore[union-attr]
    assert "directory.region" in since
    assert "directory.activatorprofile" not in since


def test_what_no_answer_reads_costs_no_row(shared: Versions, admin_user) -> None:
    rows = Invalidation.objects.count()
    admin_user.save()
    assert Invalidation.objects.count() == rows


def test_another_machine_is_told_within_a_question(shared: Versions, entries: list[FaqEntry], tmp_path) -> None:
    elsewhere = Versions(tmp_path / "elsewhere")
    ask(elsewhere)
    as_of, slots = elsewhere.now(), slots_of([f"page:{entries[0].pk}"])
    FaqEntry.objects.filter(pk=entries[0].pk).update(anchor="z")
    assert elsewhere.is_fresh(slots, as_of)
    assert ask(elsewhere) == 1
    assert not elsewhere.is_fresh(slots, as_of)
    assert ask(elsewhere) == 0
    # This machine has told itself at the commit.
    ask(shared)
    assert ask(shared) == 0


def test_rows_are_swept_and_everything_can_be_forgotten(shared: Versions, entries: list[FaqEntry]) -> None:
    since = Watched(shared)
    forget_everything()
    assert EVERYTHING in since
    assert sweep(timezone.now()) == 0
    assert sweep(timezone.now() + KEPT_FOR + timedelta(seconds=1)) > 0
    assert not Invalidation.objects.exists()
