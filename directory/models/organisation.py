"""Organisations, and what has a place on the map."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import models

from core.text import fold
from directory import geography
from directory.admin.forms import OrganisationForm
from directory.rules.location import PRECISION_LABELS, LocationPrecision


class GeocodingState(models.TextChoices):
    """How far the search for an address's exact point has come."""

    NONE = "NONE", "non demandée"
    PENDING = "PENDING", "en attente"
    DONE = "DONE", "trouvée"
    NOT_FOUND = "NOT_FOUND", "introuvable"
    FAILED = "FAILED", "en échec"


class Located(models.Model):
    """A postal address and its point: exact where somebody gave it or geocoding found it, else approximate."""

    street = models.CharField("rue", max_length=200, blank=True)
    postcode = models.CharField("code postal", max_length=5, blank=True)
    city = models.CharField("commune", max_length=100, blank=True)
    latitude = models.FloatField("latitude", null=True, blank=True, help_text="Degrés décimaux, par exemple 48,11.")
    longitude = models.FloatField("longitude", null=True, blank=True, help_text="Degrés décimaux, par exemple -1,68.")
    precision = models.CharField(max_length=10, choices=list(PRECISION_LABELS.items()), blank=True, editable=False)
    department = models.ForeignKey(
        "directory.Department", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # The address that the point was found for: another one asks for another point.
    located_for = models.CharField(max_length=310, blank=True, editable=False)
    geocoding = models.CharField(
        "géocodage", max_length=9, choices=GeocodingState.choices, default=GeocodingState.NONE, editable=False
    )
    geocoding_attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def address_key(self) -> str:
        """The address on one line; empty when nothing is known of it."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)

    def locate(self) -> None:
        """Find the department, and a point when the address has none yet. Asks nothing of the network."""
        self.department_id = geography.department_id(self.postcode, self.city)
        if self.located_for == self.address_key:
            return
        self.located_for = self.address_key
        self.geocoding, self.geocoding_attempts = GeocodingState.NONE, 0
        self.latitude = self.longitude = None
        self.precision = ""
        if (found := geography.approximate(self.postcode, self.city)) is not None:
            self.latitude, self.longitude = found.point.latitude, found.point.longitude
            self.precision = found.precision

    def located(self) -> Located:
        """The place as it would be once it is saved, without touching this one."""
        place = copy(self)
        place.locate()
        return place

    def place(self, latitude: float, longitude: float, precision: str = LocationPrecision.ADDRESS) -> None:
        """Put it at a point, in degrees, that is known for its present address."""
        self.latitude, self.longitude, self.precision = latitude, longitude, precision
        self.located_for = self.address_key


class Organisation(Located):
    """What an activator works for. Several may share one, as in a cooperative or wage portage (rule W4)."""

    name = models.CharField("nom", max_length=200)
    name_folded = models.CharField(max_length=200, editable=False, default="", db_index=True)
    # Null only for what an import brought without one; such a profile stays a draft.
    siret = models.CharField("SIRET", max_length=14, null=True, blank=True, unique=True)

    # Of the model: Wagtail's viewset with panels looks here and nowhere else.
    base_form_class = OrganisationForm

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.siret})" if self.siret else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An empty SIRET is none: the unique constraint must not see it twice."""
        self.siret = self.siret or None
        self.name_folded = fold(self.name)[:200]
        self.locate()
        super().save(*args, **kwargs)
