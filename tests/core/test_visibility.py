"""What is public at a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from core.models import PortalDocument
from core.querysets import Parent
from core.visibility import PublicScope, starts_with_any
from pages.models import FaqEntry, FaqSection
from tests.factories.pages import make_entry, make_section

NOW = datetime(2100, 6, 15, 23, 30, tzinfo=UTC)


def public(now: datetime = NOW) -> set[str]:
    return set(FaqEntry.objects.public(PublicScope(now)).values_list("slug", flat=True))


def test_a_moment_has_a_time_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        PublicScope(datetime(2024, 1, 1))


def test_today_is_the_day_in_paris() -> None:
    assert PublicScope(NOW).today.isoformat() == "2100-06-16"


def test_starts_with_any_of_nothing_is_false() -> None:
    assert starts_with_any("path", ()) == Q(pk__in=())


@pytest.mark.django_db
class TestPages:
    def test_without_a_site_nothing_is_public(self) -> None:
        make_entry(slug="e")
        Site.objects.all().delete()
        assert public() == set()
        with pytest.raises(LookupError):
            PublicScope(NOW).public_path("/accueil/")

    def test_only_what_is_under_the_root(self) -> None:
        make_entry(slug="e")
        Page.get_first_root_node().add_child(instance=Page(title="Ailleurs", slug="ailleurs"))
        Site.objects.update(root_page=Page.objects.get(slug="ailleurs"))
        assert public() == set()

    def test_expiry_is_to_the_moment_and_needs_no_job(self) -> None:
        entry = make_entry(slug="e")
        FaqEntry.objects.filter(pk=entry.pk).update(expire_at=NOW)
        assert public(NOW - timedelta(seconds=1)) == {"e"}
        assert public(NOW) == set()

    @pytest.mark.parametrize("change", [{"live": False}, {"expire_at": NOW - timedelta(days=1)}])
    def test_a_closed_ancestor_closes_what_is_under_it(self, change: dict[str, object]) -> None:
        closed, other = make_section("Fermé"), make_section("Ouvert")
        make_entry(section=closed, slug="under")
        make_entry(section=other, slug="beside")
        Page.objects.filter(pk=closed.pk).update(**change)
        assert public() == {"beside"}

    @pytest.mark.parametrize("kind", ["login", "password", "groups"])
    def test_a_restriction_closes_the_page_and_what_is_under_it(self, kind: str) -> None:
        section = make_section("Réservé")
        make_entry(section=section, slug="under")
        make_entry(section=make_section("Ouvert"), slug="beside")
        PageViewRestriction.objects.create(page=section, restriction_type=kind, password="sésame")
        assert public() == {"beside"}
        assert not FaqSection.objects.public(PublicScope(NOW)).filter(pk=section.pk).exists()

    def test_children_of_several_in_the_order_of_the_tree(self) -> None:
        first, second = make_section("Un"), make_section("Deux")
        for section, slug in ((second, "c"), (first, "b"), (first, "a")):
            make_entry(section=section, slug=slug)
        children = FaqEntry.objects.all().children_of([Parent.at(second.path), Parent.at(first.path)])
        assert [child.slug for child in children] == ["b", "a", "c"]
        assert not FaqEntry.objects.all().children_of([]).exists()

    def test_costs_two_statements_for_any_number_of_uses(self, django_assert_num_queries: object) -> None:
        make_entry(slug="e")
        scope = PublicScope(NOW)
        with django_assert_num_queries(2 + 3):  # type: ignore[operator]
            for _ in range(3):
                list(FaqEntry.objects.public(scope).only("pk"))


@pytest.mark.django_db
def test_files_of_closed_collections_are_not_public() -> None:
    root = Collection.get_first_root_node()
    closed = root.add_child(instance=Collection(name="Privé"))
    below = closed.add_child(instance=Collection(name="Sous-privé"))
    beside = root.add_child(instance=Collection(name="Public"))
    for collection in (root, closed, below, beside):
        PortalDocument.objects.create(title=collection.name, collection=collection, file_size=0)
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    titles = PortalDocument.objects.public(PublicScope(NOW)).values_list("title", flat=True)
    assert set(titles) == {root.name, "Public"}
