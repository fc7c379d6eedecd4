"""The charter that activators accept (rule L4)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import RichTextField

from directory.rules.notices import Stage
from directory.rules.standing import default_accept_until


class CharterQuerySet(models.QuerySet["Charter"]):
    def in_force_on(self, day: date) -> Charter | None:
        """The latest version that is in force on a day; None before the first."""
        return self.filter(in_force_from__lte=day).order_by("-in_force_from", "-pk").first()


class Charter(models.Model):
    """One version of the charter. What was accepted is never changed: a change is a new version."""

    version = models.CharField("version", max_length=20, unique=True)
    in_force_from = models.DateField("en vigueur à partir du")
    # Named only where it is not the usual one: see `deadline`.
    accept_until = models.DateField("à accepter jusqu’au", null=True, blank=True)
    text = RichTextField("texte", features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])

    objects: ClassVar = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = "charte"
        verbose_name_plural = "chartes"
        ordering = ["-in_force_from"]

    def __str__(self) -> str:
        return f"Charte {self.version}"

    @property
    def deadline(self) -> date:
        """The last day to accept it for activators who had accepted an earlier version (rule B4)."""
        return self.accept_until or default_accept_until(self.in_force_from)

    def clean(self) -> None:
        super().clean()
        if self.accept_until and self.in_force_from and self.accept_until <= self.in_force_from:
            text = (
                "Une version ne s’accepte pas avant d’entrer en vigueur : le dernier jour pour l’accepter vient après."
            )
            raise ValidationError({"accept_until": text})


class CharterAcceptance(models.Model):
    """That an activator has accepted a version that came after that of their file. Never changed."""

    profile = models.ForeignKey(
        "directory.ActivatorProfile", on_delete=models.CASCADE, related_name="charter_acceptances"
    )
    version = models.CharField("version", max_length=20)
    accepted_at = models.DateTimeField("acceptée le")
    accepted_from = models.GenericIPAddressField(null=True)  # the address of the request

    class Meta:
        verbose_name = "acceptation de la charte"
        verbose_name_plural = "acceptations de la charte"
        ordering = ["accepted_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "version"], name="directory_charter_accepted_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.accepted_at:%Y-%m-%d %H:%M}"


class CharterNotice(models.Model):
    """That an activator was told of a version that they have not accepted: each stage once."""

    profile = models.ForeignKey("directory.ActivatorProfile", on_delete=models.CASCADE, related_name="charter_notices")
    version = models.CharField("version", max_length=20)
    stage = models.CharField("étape", max_length=5, choices=[(str(stage), str(stage)) for stage in Stage])
    told_at = models.DateTimeField("dit le")

    class Meta:
        verbose_name = "avis sur la charte"
        verbose_name_plural = "avis sur la charte"
        ordering = ["told_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "version", "stage"], name="directory_charter_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.stage} {self.told_at:%Y-%m-%d %H:%M}"
