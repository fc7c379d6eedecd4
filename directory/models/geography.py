"""Regions and departments of the official geographical code, loaded by a migration (see `directory/data`)."""

from django.db import models


class Region(models.Model):
    """One of the 18 regions."""

    code = models.CharField("code officiel", max_length=2, unique=True)
    name = models.CharField("nom", max_length=60)
    slug = models.SlugField("adresse", max_length=60, unique=True)

    class Meta:
        verbose_name = "région"
        verbose_name_plural = "régions"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """One of the 101 departments, with the point that stands for it when nothing more precise is known."""

    code = models.CharField("code officiel", max_length=3, unique=True)
    name = models.CharField("nom", max_length=60)
    slug = models.SlugField("adresse", max_length=60, unique=True)
    region = models.ForeignKey(Region, verbose_name="région", on_delete=models.PROTECT, related_name="departments")
    latitude = models.FloatField("latitude", help_text="Degrés décimaux, WGS 84.")
    longitude = models.FloatField("longitude", help_text="Degrés décimaux, WGS 84.")

    class Meta:
        verbose_name = "département"
        verbose_name_plural = "départements"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
