"""The words of rule B7, kept by the brand's owner, and what they find in public profiles."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models

from core.rules import RuleKind
from core.text import words
from directory.rules import mark_words as rule
from directory.rules.lookalikes import skeleton

EXPRESSION_MAX_LENGTH = 80  # characters


def spelt(expression: str) -> str:
    """An expression as it is kept: in lower case, in plain letters, without what nobody sees."""
    plain = unicodedata.normalize("NFKC", expression)
    seen = "".join(char for char in plain if unicodedata.category(char) not in ("Cf", "Cc") or char.isspace())
    return " ".join(seen.lower().split())


def matched(expression: str) -> str:
    """What is looked for in texts: expressions that give the same find the same."""
    return skeleton(expression)


def repeats(expression: str, other: str) -> str:
    """What whoever types an expression that another one repeats is told."""
    return f"« {expression} » répète « {other} » : accents, espaces et tirets ne comptent pas."


class MarkWordKind(models.TextChoices):
    """The lists of rule B7."""

    MARK = rule.MarkWordKind.MARK.value, "Marque réservée"
    CLAIM = rule.MarkWordKind.CLAIM.value, "Certification, label"
    PARTNERSHIP = rule.MarkWordKind.PARTNERSHIP.value, "Partenariat"
    OFFICIAL = rule.MarkWordKind.OFFICIAL.value, "Caractère officiel"
    ENDORSEMENT = rule.MarkWordKind.ENDORSEMENT.value, "Recommandation (une personne en juge)"
    NAMING = rule.MarkWordKind.NAMING.value, "Mention simple, permise"


class MarkWord(models.Model):
    """An expression that rule B7 looks for, or leaves alone."""

    expression = models.CharField(
        "expression", max_length=EXPRESSION_MAX_LENGTH, unique=True,
        help_text="Un ou plusieurs mots. Accents, majuscules, espaces et tirets ne comptent pas.",
    )  # fmt: skip
    kind = models.CharField("nature", max_length=20, choices=MarkWordKind.choices)

    class Meta:
        verbose_name = "mot des marques"
        verbose_name_plural = "mots des marques"
        ordering = ["kind", "expression"]

    def __str__(self) -> str:
        return self.expression

    def clean(self) -> None:
        """One spelling per expression, at least one word in it, and none that finds what another finds already."""
        self.expression = spelt(self.expression)
        if not words(self.expression):
            raise ValidationError({"expression": "Écrivez au moins un mot."})
        for other in MarkWord.objects.exclude(pk=self.pk).exclude(expression=self.expression):
            if matched(other.expression) == matched(self.expression):
                raise ValidationError({"expression": repeats(self.expression, other.expression)})


class FindingKind(models.TextChoices):
    """What a stored finding does, as `core.rules` has it."""

    BLOCK = RuleKind.BLOCK.value, "Refusé"
    WARN = RuleKind.WARN.value, "À vérifier"


class MarkFinding(models.Model):
    """What rule B7 says of a profile that is public, since the last time it was looked at.

    A profile's findings are replaced when it is published, and are gone when the public sees it no more.
    """

    profile = models.ForeignKey(
        "directory.ActivatorProfile", verbose_name="fiche", on_delete=models.CASCADE, related_name="mark_findings"
    )
    rule = models.CharField("règle", max_length=10)
    code = models.CharField(max_length=40)
    kind = models.CharField("suite", max_length=5, choices=FindingKind.choices)
    field = models.CharField("champ", max_length=100)  # its path, joined by dots
    message = models.TextField("constat")
    excerpt = models.TextField("passage", blank=True)
    found_at = models.DateTimeField("relevé le")

    class Meta:
        verbose_name = "constat sur les marques"
        verbose_name_plural = "constats sur les marques"
        ordering = ["kind", "profile", "pk"]
        indexes = [models.Index(fields=["kind", "profile"], name="directory_mark_finding")]

    def __str__(self) -> str:
        return self.message


class MarkCheck(models.Model):
    """How far the check of all public profiles has come; one row."""

    THE_ONE = 1

    # Of the rules and words that the profiles are being checked by, and of the last that all were.
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    completed = models.CharField(max_length=64, blank=True, default="")
    after = models.BigIntegerField(default=0)  # the last profile that was checked
    completed_at = models.DateTimeField("terminée le", null=True)

    class Meta:
        verbose_name = "vérification des marques"
        verbose_name_plural = "vérifications des marques"

    def __str__(self) -> str:
        return self.fingerprint
