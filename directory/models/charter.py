"""The charter that activators accept (rule L4)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from wagtail.fields import RichTextField


class CharterQuerySet(models.QuerySet["Charter"]):
    def in_force_on(self, day: date) -> Charter | None:
        """The latest version that is in force on a day; None before the first."""
        return self.filter(in_force_from__lte=day).order_by("-in_force_from", "-pk").first()


class Charter(models.Model):
    """One version of the charter. What was accepted is never changed: a change is a new version."""

    version = models.CharField("version", max_length=20, unique=True)
    in_force_from = models.DateField("en vigueur à partir du")
    text = RichTextField("texte", features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])

    objects: ClassVar = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = "charte"
        verbose_name_plural = "chartes"
        ordering = ["-in_force_from"]

    def __str__(self) -> str:
        return f"Charte {self.version}"
