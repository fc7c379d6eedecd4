"""Addresses of profiles (rules S3 to S9), as the registry, the pages and the router have them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.errors import PublicationRefused
from core.routing import RouteStatus, resolve_path
from core.visibility import PublicScope
from directory import addresses
from directory.actions.erase import erase
from directory.actions.rename import RENAMED, rename
from directory.errors import AddressRefused, AlreadySo, NeverPublished, ReasonMissing
from directory.models import ActivatorProfile, AddressKind, Category, ProfileAddress
from tests.factories.directory import directory_page, make_organisation, make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def scope() -> PublicScope:
    return PublicScope(timezone.now())


def lead(path: str) -> tuple[str, str | None]:
    """Status of a path, and where it redirects to."""
    route = resolve_path(path, scope())
    return route.status.value, route.redirect.path if route.redirect else None


def renamed(profile: ActivatorProfile, slug: str = "", reason: str = "Mariage") -> str:
    return rename(
        profile, by=make_user(f"relecteur{timezone.now().timestamp()}"), reason=reason, now=timezone.now(), slug=slug
    )


class TestFirstPublication:
    def test_a_person_is_reached_by_name(self) -> None:
        assert make_profile("Zoé", "Lefèvre").slug == "zoe-lefevre"

    def test_a_solution_provider_is_reached_by_the_companys_name(self) -> None:
        profile = make_profile(
            "Zoé", "Lefèvre", category=Category.SOLUTION_PROVIDER, organisation=make_organisation("Pixel & Co™")
        )
        assert (profile.slug, profile.title) == ("pixel-et-co", "Pixel & Co™")

    def test_a_draft_takes_no_address(self) -> None:
        draft = make_profile("Zoé", "Lefèvre", live=False)
        assert addresses.is_provisional(draft.slug)
        assert not ProfileAddress.objects.exists()
        assert make_profile("Zoé", "Lefèvre").slug == "zoe-lefevre"
        draft.latest_revision.publish()
        assert ActivatorProfile.objects.get(pk=draft.pk).slug == "zoe-lefevre-2"

    def test_it_follows_the_name_until_then(self) -> None:
        draft = make_profile("Zoé", "Lefèvre", live=False)
        draft.last_name = "Martin"
        draft.save_revision().publish()
        assert ActivatorProfile.objects.get(pk=draft.pk).slug == "zoe-martin"

    def test_and_never_again_by_itself(self) -> None:
        profile = make_profile("Zoé", "Lefèvre")
        profile.last_name, profile.slug = "Martin", "autre-adresse"
        profile.save_revision().publish()
        profile = ActivatorProfile.objects.get(pk=profile.pk)
        assert (profile.slug, profile.title) == ("zoe-lefevre", "Zoé Martin")
        assert list(profile.addresses.values_list("slug", "kind")) == [("zoe-lefevre", AddressKind.CURRENT)]

    def test_namesakes_are_numbered(self) -> None:
        assert [make_profile("Zoé", "Lefèvre").slug for _ in range(3)] == [
            "zoe-lefevre", "zoe-lefevre-2", "zoe-lefevre-3",
        ]  # fmt: skip

    def test_across_people_and_companies(self) -> None:
        make_profile("Jean", "Martin")
        company = make_profile(
            "Zoé", "Lefèvre", category=Category.SOLUTION_PROVIDER, organisation=make_organisation("Jean Martin")
        )
        assert company.slug == "jean-martin-2"

    def test_a_name_that_gives_no_address_waits_for_a_reviewer(self) -> None:
        draft = make_profile("…", "☺", live=False)
        with pytest.raises(PublicationRefused):
            draft.latest_revision.publish()
        assert not ActivatorProfile.objects.get(pk=draft.pk).live


class TestRename:
    def test_the_former_address_redirects_for_good(self) -> None:
        profile = make_profile("Zoé", "Lefèvre")
        profile.last_name = "Martin"
        profile.save_revision().publish()
        profile = ActivatorProfile.objects.get(pk=profile.pk)
        assert renamed(profile) == "zoe-martin"
        assert lead("/activateurs/zoe-lefevre/") == ("REDIRECT", "/activateurs/zoe-martin/")
        assert lead("/activateurs/zoe-martin/") == ("OK", None)

    def test_chains_are_one_hop(self) -> None:
        profile = make_profile("Zoé", "Lefèvre")
        for slug in ("zoe-un", "zoe-deux", "zoe-trois"):
            renamed(profile, slug)
        for former in ("zoe-lefevre", "zoe-un", "zoe-deux"):
            assert lead(f"/activateurs/{former}/") == ("REDIRECT", "/activateurs/zoe-trois/")

    def test_and_back_again(self) -> None:
        profile = make_profile("Zoé", "Lefèvre")
        renamed(profile, "zoe-un")
        assert renamed(profile, "zoe-lefevre") == "zoe-lefevre"
        assert lead("/activateurs/zoe-un/") == ("REDIRECT", "/activateurs/zoe-lefevre/")
        assert lead("/activateurs/zoe-lefevre/") == ("OK", None)

    def test_a_former_address_is_nobody_elses(self) -> None:
        profile = make_profile("Zoé", "Lefèvre")
        renamed(profile, "zoe-un")
        assert make_profile("Zoé", "Lefèvre").slug == "zoe-lefevre-2"
        other = make_profile("Ada", "Autre")
        with pytest.raises(AddressRefused):
            renamed(other, "zoe-lefevre")
        assert other.addresses.get().slug == "ada-autre"

    def test_publishing_an_older_version_keeps_the_address(self) -> None:
        profile = make_profile("Zoé", "Lefèvre")
        older = profile.latest_revision
        renamed(profile, "zoe-un")
        older.publish()
        assert ActivatorProfile.objects.get(pk=profile.pk).url_path.endswith("/zoe-un/")

    @pytest.mark.parametrize(
        "slug", ["Zoé", "zoe_un", "-zoe", "zoe--un", "a" * 101, "graphql", "bretagne", "recherche"]
    )
    def test_what_is_no_address_is_refused(self, slug: str) -> None:
        with pytest.raises(AddressRefused):
            renamed(make_profile("Zoé", "Lefèvre"), slug)

    def test_a_reason_is_asked_for(self) -> None:
        with pytest.raises(ReasonMissing):
            renamed(make_profile("Zoé", "Lefèvre"), "zoe-un", reason=" ")

    def test_a_draft_has_nothing_to_rename(self) -> None:
        with pytest.raises(NeverPublished):
            renamed(make_profile("Zoé", "Lefèvre", live=False))

    def test_what_a_reviewer_chooses_for_a_draft_is_its_first_address(self) -> None:
        draft = make_profile("Zoé Marie", "Lefèvre", live=False)
        renamed(draft, "zoe-lefevre")
        assert not ProfileAddress.objects.exists()
        ActivatorProfile.objects.get(pk=draft.pk).latest_revision.publish()
        assert ActivatorProfile.objects.get(pk=draft.pk).slug == "zoe-lefevre"

    def test_a_number_in_a_name_is_no_namesakes(self) -> None:
        organisation = make_organisation("Quaxo 360")
        profile = make_profile("Zoé", "L", category=Category.SOLUTION_PROVIDER, organisation=organisation)
        organisation.name = "Quaxo"
        organisation.save()
        assert renamed(ActivatorProfile.objects.get(pk=profile.pk)) == "quaxo"

    def test_a_namesake_whose_name_is_the_same_keeps_the_number_and_is_told(self) -> None:
        make_profile("Jean", "Martin")
        second = make_profile("Jean", "Martin")
        with pytest.raises(AlreadySo):
            renamed(second)
        assert second.addresses.get().slug == "jean-martin-2"

    def test_a_reviewer_cannot_choose_what_is_or_was_somebodys(self) -> None:
        make_profile("Zoé", "Lefèvre")
        erase(make_profile("Ada", "Effacée"), by=None, now=timezone.now())
        draft = make_profile("Bob", "Martin", live=False)
        for slug in ("zoe-lefevre", "ada-effacee"):
            with pytest.raises(AddressRefused):
                renamed(draft, slug)

    def test_nor_get_it_numbered_when_somebody_came_first(self) -> None:
        draft = make_profile("Bob", "Martin", live=False)
        renamed(draft, "zoe-lefevre")
        make_profile("Zoé", "Lefèvre")
        with pytest.raises(PublicationRefused, match="S4"):
            ActivatorProfile.objects.get(pk=draft.pk).latest_revision.publish()

    def test_it_is_in_the_history(self) -> None:
        from wagtail.models import PageLogEntry

        profile = make_profile("Zoé", "Lefèvre")
        renamed(profile, "zoe-un", reason="Nom d’usage")
        entry = PageLogEntry.objects.get(page=profile.pk, action=RENAMED)
        assert entry.data == {"from": "zoe-lefevre", "to": "zoe-un", "reason": "Nom d’usage"}
        assert entry.user is not None


class TestRoutes:
    def test_the_old_portals_addresses_lead_to_the_profile(self) -> None:
        make_profile("Zoé", "Lefèvre")
        assert lead("/trouver-un-accompagnement/zoe-lefevre") == ("REDIRECT", "/activateurs/zoe-lefevre/")
        assert lead("/trouver-un-accompagnement/personne") == ("NOT_FOUND", None)

    def test_so_does_a_companys_name_in_one_word(self) -> None:
        make_profile(
            "Zoé", "Lefèvre", category=Category.SOLUTION_PROVIDER, organisation=make_organisation("Nom de l’Entreprise")
        )
        for path in ("/activateurs/nomdelentreprise/", "/trouver-un-accompagnement/nomdelentreprise"):
            assert lead(path) == ("REDIRECT", "/activateurs/nom-de-l-entreprise/")

    def test_an_unpublished_profile_is_nowhere(self) -> None:
        profile = make_profile("Zoé", "Lefèvre")
        profile.unpublish()
        for path in ("/activateurs/zoe-lefevre/", "/trouver-un-accompagnement/zoe-lefevre/"):
            assert lead(path) == ("NOT_FOUND", None)

    def test_a_region_has_a_page(self) -> None:
        directory_page()
        route = resolve_path("/activateurs/regions/bretagne/", scope())
        assert (route.status, str(route.node)) == (RouteStatus.OK, "Bretagne")
        assert lead("/activateurs/regions/nulle-part/") == ("NOT_FOUND", None)


@pytest.mark.django_db(transaction=True)
def test_twenty_namesakes_at_once_get_twenty_addresses() -> None:
    drafts = [make_profile("Jean", "Martin", live=False).pk for _ in range(20)]

    def publish(pk: int) -> str:
        try:
            ActivatorProfile.objects.get(pk=pk).latest_revision.publish()
            return ActivatorProfile.objects.get(pk=pk).slug
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        slugs = list(pool.map(publish, drafts))
    assert sorted(slugs) == sorted(["jean-martin", *(f"jean-martin-{number}" for number in range(2, 21))])
    assert ProfileAddress.objects.filter(kind=AddressKind.CURRENT).count() == 20


def test_a_publication_that_fails_takes_no_address() -> None:
    draft = make_profile("Zoé", "Lefèvre", live=False)
    with transaction.atomic():
        draft.latest_revision.publish()
        transaction.set_rollback(True)
    assert not ProfileAddress.objects.exists()
