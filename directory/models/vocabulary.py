"""Vocabularies that editors keep: themes of intervention in their families (rule A1), sectors of activity."""

from typing import Any

from django.db import models

from core.text import slugify_fr

SLUG_MAX_LENGTH = 80


class Term(models.Model):
    """A word of a vocabulary. Its slug is given once: filters and addresses of frontends hold it."""

    name = models.CharField("nom", max_length=120, unique=True)
    slug = models.SlugField("identifiant", max_length=SLUG_MAX_LENGTH, unique=True, editable=False)
    sort_order = models.PositiveIntegerField("ordre", default=0, help_text="Les plus petits d’abord.")

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug(slugify_fr(self.name, max_length=SLUG_MAX_LENGTH - 4) or "terme")
        super().save(*args, **kwargs)

    def _free_slug(self, stem: str) -> str:
        taken = set(type(self)._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (stem, *numbered) if slug not in taken)


class ThemeFamily(Term):
    """A family of themes (rule A1)."""

    class Meta(Term.Meta):
        verbose_name = "famille de thèmes"
        verbose_name_plural = "familles de thèmes"


class Theme(Term):
    """A theme of intervention; the same themes name the expenses that the aid covers (rule A1)."""

    family = models.ForeignKey(ThemeFamily, verbose_name="famille", on_delete=models.PROTECT, related_name="themes")

    class Meta(Term.Meta):
        verbose_name = "thème d’intervention"
        verbose_name_plural = "thèmes d’intervention"
        ordering = ["family__sort_order", "sort_order", "name"]


class Sector(Term):
    """A sector of activity that an activator knows."""

    class Meta(Term.Meta):
        verbose_name = "secteur d’activité"
        verbose_name_plural = "secteurs d’activité"
