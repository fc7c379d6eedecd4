"""The words that rule W12 points out, kept by moderators."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from core.text import words


class StyleKind(models.TextChoices):
    PROMOTIONAL = "PROMOTIONAL", "Promotionnel"
    JARGON = "JARGON", "Anglicisme ou jargon"


class StyleWord(models.Model):
    """An expression that is pointed out in profiles and files. The plural need not be listed."""

    expression = models.CharField(
        "expression", max_length=80, unique=True,
        help_text="Un ou plusieurs mots. Accents, majuscules et pluriel ne comptent pas.",
    )  # fmt: skip
    kind = models.CharField("nature", max_length=11, choices=StyleKind.choices)
    suggestion = models.CharField(
        "mot plus simple", max_length=80, blank=True, help_text="Proposé à la place d’un anglicisme ou du jargon."
    )

    class Meta:
        verbose_name = "mot à éviter"
        verbose_name_plural = "mots à éviter"
        ordering = ["expression"]

    def __str__(self) -> str:
        return self.expression

    def clean(self) -> None:
        """One spelling per expression, and at least one word in it."""
        self.expression = " ".join(self.expression.lower().split())
        if not words(self.expression):
            raise ValidationError({"expression": "Écrivez au moins un mot."})
