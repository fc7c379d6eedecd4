"""The demo's directory: whom it shows, and whose stories it tells."""

from collections import Counter

from wagtail.models import PageLogEntry

from cms.demo.people import COUNT
from core.routing import RedirectTarget, RouteStatus, resolve_path
from directory.actions.erase import ERASED
from directory.models import ActivatorProfile, AddressKind, Category, ProfileAddress, Region, Standing, Theme
from directory.rules.identity import is_siret
from tests.cms.demo.cases import DemoTestCase


class PeopleTests(DemoTestCase):
    def public(self):
        return ActivatorProfile.objects.public(self.scope)

    def test_forty_were_published_and_two_of_them_are_no_longer_seen(self):
        assert self.public().filter(application=None).count() == COUNT - 2
        assert ActivatorProfile.objects.filter(standing=Standing.SUSPENDED).count() == 1
        assert PageLogEntry.objects.filter(action=ERASED).count() == 1
        assert ProfileAddress.objects.filter(kind=AddressKind.ERASED).exists()

    def test_every_category_region_and_theme_has_somebody(self):
        categories = Counter(self.public().values_list("category", flat=True))
        assert set(categories) == set(Category.values)
        assert set(self.public().values_list("themes", flat=True)) == set(Theme.objects.values_list("pk", flat=True))
        served = set(self.public().values_list("served_areas__region", flat=True))
        assert len(served) >= Region.objects.count() - 1

    def test_two_have_a_former_address_that_leads_to_them(self):
        former = ProfileAddress.objects.filter(kind=AddressKind.FORMER).select_related("profile")
        assert len(former) == 2
        for address in former:
            route = resolve_path(f"/activateurs/{address.slug}/", self.scope)
            assert address.profile is not None
            target = f"/activateurs/{address.profile.slug}/"
            assert (route.status, route.redirect) == (RouteStatus.REDIRECT, RedirectTarget(target, permanent=True))

    def test_nobody_real_is_meant(self):
        for profile in self.public():
            assert profile.siret.startswith("0000")
            assert is_siret(profile.siret)
            assert profile.email.endswith(".example")

    def test_one_has_changes_that_wait_and_one_keeps_its_contact_to_itself(self):
        assert self.public().filter(has_unpublished_changes=True).exists()
        assert self.public().filter(email_is_public=False, telephone_is_public=False).exists()
        assert ActivatorProfile.objects.filter(live=False, standing=Standing.ACTIVE).exists()
        assert self.public().filter(photo__isnull=False).count() >= 6
