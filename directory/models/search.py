"""The words of the directory."""

from django.db import models


class SearchTerm(models.Model):
    """A stem that stands in some published profile: what a mistyped word of a search is compared with.

    A public profile may be found by it; a word that only an erased or never published one had is not kept.
    """

    stem = models.CharField(max_length=100, primary_key=True)

    def __str__(self) -> str:
        return self.stem
