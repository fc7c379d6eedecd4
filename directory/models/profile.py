"""Profiles of activators, under the directory's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from core.models import PortalPage
from core.ruled import RuledPage
from directory import addresses, derived, publication, words_known
from directory.admin.forms import ProfileForm
from directory.admin.panels import PROFILE_PANELS
from directory.editions import new_edition
from directory.models.organisation import GeocodingState, Located, Organisation
from directory.querysets import ActivatorQuerySet
from directory.rules.listing import civil_day, regionally_listed_from
from directory.rules.location import LocationPrecision
from directory.words import WordsField

if TYPE_CHECKING:
    from wagtail.models import Revision

    from core.rules import Finding

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class Category(models.TextChoices):
    """Who an activator is: exactly one of four (rule W1)."""

    PUBLIC_ADVISER = "PUBLIC_ADVISER", "Conseiller numérique public"
    FINANCIAL_ADVISER = "FINANCIAL_ADVISER", "Conseiller financier"
    PRIVATE_CONSULTANT = "PRIVATE_CONSULTANT", "Consultant privé"
    SOLUTION_PROVIDER = "SOLUTION_PROVIDER", "Offreur de solutions"


class OrganisationKind(models.TextChoices):
    """What the organisation is to the activator (rule W4)."""

    OWN = "OWN", "Sa propre entreprise"
    COOPERATIVE = "COOPERATIVE", "Sa coopérative"
    WAGE_PORTAGE = "WAGE_PORTAGE", "Sa société de portage salarial"
    EMPLOYER = "EMPLOYER", "Son employeur"


class Standing(models.TextChoices):
    """Whether the activator still is one."""

    ACTIVE = "ACTIVE", "En activité"
    SUSPENDED = "SUSPENDED", "Suspendu"
    LEFT = "LEFT", "Parti"


class DirectoryPage(PortalPage):
    """The page under which all profiles are; their addresses begin with its own."""

    introduction = RichTextField("introduction", blank=True, features=TEXT_FEATURES)

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["directory.ActivatorProfile"]
    max_count = 1

    class Meta:
        verbose_name = "annuaire"
        verbose_name_plural = "annuaires"


class ActivatorProfile(RuledPage, Located, PortalPage):
    """An activator's page. Its title is the displayed name, its slug comes from the registry of addresses.

    What `Located` holds is the activator's own address when it differs from the organisation's, and always the
    point shown on the map.
    """

    category = models.CharField("catégorie", max_length=18, choices=Category.choices, blank=True)
    first_name = models.CharField("prénom", max_length=100, blank=True)
    last_name = models.CharField("nom", max_length=100, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", verbose_name="organisation", null=True, blank=True, on_delete=models.PROTECT,
        related_name="profiles",
    )  # fmt: skip
    organisation_kind = models.CharField(
        "lien avec l’organisation", max_length=12, choices=OrganisationKind.choices, default=OrganisationKind.OWN
    )
    presentation = RichTextField("présentation", blank=True, features=TEXT_FEATURES)
    services = RichTextField("services proposés", blank=True, features=TEXT_FEATURES)
    references = RichTextField("références", blank=True, features=TEXT_FEATURES)
    pricing = models.CharField("tarifs", max_length=500, blank=True)
    themes = ParentalManyToManyField("directory.Theme", verbose_name="thèmes d’intervention", blank=True)
    sectors = ParentalManyToManyField("directory.Sector", verbose_name="secteurs d’activité", blank=True)
    regions = ParentalManyToManyField("directory.Region", verbose_name="régions d’intervention", blank=True)
    departments = ParentalManyToManyField(
        "directory.Department", verbose_name="départements d’intervention", blank=True
    )
    address_differs = models.BooleanField("adresse différente de celle de l’organisation", default=False)
    website = models.URLField("site internet", max_length=300, blank=True)
    social_links = models.JSONField("pages sur les réseaux sociaux", default=list, blank=True)
    email = models.EmailField("adresse courriel", blank=True)
    email_is_public = models.BooleanField("montrer l’adresse courriel", default=False)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    telephone_is_public = models.BooleanField("montrer le téléphone", default=False)
    photo = models.ForeignKey(
        "core.PortalImage", verbose_name="photo ou logo", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    # Who may edit it besides the directory's people, and erase it.
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="compte", null=True, editable=False, on_delete=models.SET_NULL,
        related_name="profile",
    )  # fmt: skip
    # Of the page, not of a version: what decides about them is an action or a publication.
    standing = models.CharField("situation", max_length=9, choices=Standing.choices, default=Standing.ACTIVE,
                                editable=False, db_index=True)  # fmt: skip
    # When it was last decided: suspended, left or taken back; null for who was never anything but active.
    standing_since = models.DateTimeField("situation depuis le", null=True, editable=False)
    # While suspended or left: whether it was on the portal, and comes back when it is reinstated.
    was_public = models.BooleanField(default=False, editable=False)
    published_on = models.DateField("publiée le", null=True, editable=False, db_index=True)
    regionally_listed_from = models.DateField("en région depuis le", null=True, editable=False, db_index=True)
    # What a reviewer chose before the first publication (rule S9); the registry holds it from then on.
    chosen_slug = models.CharField(max_length=100, blank=True, editable=False, default="")
    import_id = models.CharField(  # noqa: DJ001 - unique where there is one
        "identifiant d’origine", max_length=100, null=True, editable=False, unique=True
    )
    edition = models.BigIntegerField(null=True, default=new_edition, editable=False)
    # Derived by `directory.derived` from what is above.
    sort_name = models.CharField(max_length=255, editable=False, default="", db_index=True)
    search_names = WordsField(editable=False, default="")
    search_offer = WordsField(editable=False, default="")
    search_texts = WordsField(editable=False, default="")
    search_all = WordsField(editable=False, default="")

    objects = PageManager.from_queryset(ActivatorQuerySet)()

    leaves_its_path = False  # it is a name: the registry of addresses answers 410 without one
    image_fields = (*PortalPage.image_fields, "photo")
    content_panels = PROFILE_PANELS
    promote_panels = [FieldPanel("search_description"), FieldPanel("noindex")]
    base_form_class = ProfileForm
    parent_page_types = ["directory.DirectoryPage"]
    subpage_types: list[str] = []
    _OF_THE_PAGE = (
        "slug", "url_path", "chosen_slug", "standing", "standing_since", "was_public", "published_on",
        "regionally_listed_from", "import_id", "geocoding", "geocoding_attempts", "edition", "account",
    )  # fmt: skip

    class Meta:
        verbose_name = "fiche d’activateur"
        verbose_name_plural = "fiches d’activateurs"
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="directory_profile_point"),
            models.Index(fields=["category", "sort_name"], name="directory_profile_category"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="directory_profile_point_is_on_earth",
            )
        ]

    @property
    def display_name(self) -> str:
        """The company's name for a solution provider, the person's for everybody else (rule W2)."""
        if self.category == Category.SOLUTION_PROVIDER and self.organisation:
            return self.organisation.name
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def postal_address(self) -> Located:
        """Where to write: the activator's own address, or the organisation's (rule W6)."""
        return self if self.address_differs or self.organisation is None else self.organisation

    @property
    def organisation_name(self) -> str:
        return self.organisation.name if self.organisation else ""

    @property
    def siret(self) -> str:
        return (self.organisation.siret or "") if self.organisation else ""

    @property
    def public_organisation(self) -> Organisation:
        """Its organisation, without which nothing is public (rule W4)."""
        if self.organisation is None:
            raise LookupError(f"profile {self.pk} has no organisation")
        return self.organisation

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._name()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._name()
        super().minimal_clean()

    def _name(self) -> None:
        self.title = self.display_name[:255] or self._working_title()
        self.slug = addresses.slug_of(self) or self._provisional_slug()

    def _working_title(self) -> str:
        """What reviewers know a draft by that names nobody yet, as imports leave it."""
        return f"{self.organisation.name} (personne à nommer)" if self.organisation else "Fiche sans nom"

    def _provisional_slug(self) -> str:
        """Until the first publication: says nothing of a person, and takes no address from anybody."""
        return self.slug if addresses.is_provisional(self.slug) else addresses.provisional_slug()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_fields") is not None:  # Wagtail's bookkeeping, perhaps on a draft in memory
            return super().save(*args, **kwargs)
        if self.live and self.organisation_id is None:
            raise ValueError("a profile is not public without its organisation")
        is_new = self.pk is None
        with transaction.atomic():
            before = set() if is_new else derived.stored_stems(self)
            if self.live and not is_new:
                self._go_public()
            derived.derive(self)
            self.edition = new_edition()
            result = super().save(*args, **kwargs)
            if self.live and is_new:  # made public at once: the registry needs to know whose address it is
                self._go_public()
                dates = {"published_on": self.published_on, "regionally_listed_from": self.regionally_listed_from}
                type(self).objects.filter(pk=self.pk).update(**dates)
            derived.index(self)
            words_known.forget(before - set(self.search_all.split()))
        return result

    def _go_public(self) -> None:
        """Give the profile its address and its dates, once (rules S3, F8)."""
        addresses.ensure(self)
        if self.published_on is None and self.first_published_at is not None:
            self.published_on = civil_day(self.first_published_at)
        if self.published_on is not None:
            self.regionally_listed_from = regionally_listed_from(self.published_on)

    def findings(self) -> list[Finding]:
        return publication.findings_for(self)

    def ensure_publishable(self) -> None:
        publication.ensure_publishable(self)

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        publication.ensure_by_another(self, user)
        with transaction.atomic():
            for page in (self, revision.content_object):
                page._as_it_is_now()
            super().publish(revision, user=user, **kwargs)

    def _as_it_is_now(self) -> None:
        """Lock the page, and take what is no version's from it: it may have been suspended since it was read."""
        names = [self._meta.get_field(name).attname for name in self._OF_THE_PAGE]  # type: ignore[union-attr]
        stored = type(self).objects.select_for_update().filter(pk=self.pk).values(*names).get()
        for name, value in stored.items():
            setattr(self, name, value)

    def with_content_json(self, content: Any) -> Any:
        """A version, with what belongs to the page and not to any version as it is now."""
        version = super().with_content_json(content)
        for name in self._OF_THE_PAGE:
            setattr(version, name, getattr(self, name))
        version._follow_point(self)
        return version

    def _follow_point(self, page: ActivatorProfile) -> None:
        """Take the point that was found for the page since this version was written, if it is at the same address.

        One that somebody typed into the version is exact, and stays.
        """
        found = page.geocoding == GeocodingState.DONE and page.located_for == self.located_for
        if found and self.precision != LocationPrecision.ADDRESS:
            self.latitude, self.longitude, self.precision = page.latitude, page.longitude, page.precision


class ServedArea(models.Model):
    """A department in which an activator works; derived from the regions and departments they chose.

    The region stands beside the department, so that no filter or count needs another table.
    """

    profile = models.ForeignKey(ActivatorProfile, on_delete=models.CASCADE, related_name="served_areas")
    department = models.ForeignKey("directory.Department", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("directory.Region", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "département d’intervention"
        verbose_name_plural = "départements d’intervention"
        constraints = [models.UniqueConstraint(fields=["profile", "department"], name="directory_area_once")]
        indexes = [models.Index(fields=["region", "profile"], name="directory_area_region")]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.department_id}"
