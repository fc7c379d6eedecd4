"""Anchors: once public, never changed and never given to another question (rule E1)."""

from django.db import models


class Anchor(models.Model):
    """The fragment («#…») of a theme, an entry, or one question of an entry that answers several.

    The table is the registry: an anchor stays reserved when its page is deleted, so that an old link never
    leads to another question.
    """

    value = models.SlugField("ancre", max_length=110, unique=True)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    block_id = models.CharField("bloc", max_length=36, blank=True, default="")
    # Set at the first publication; until then the anchor follows the wording.
    fixed = models.BooleanField("définitive", default=False, editable=False)

    class Meta:
        verbose_name = "ancre"
        verbose_name_plural = "ancres"
        constraints = [models.UniqueConstraint(fields=("page", "block_id"), name="pages_anchor_once_per_question")]

    def __str__(self) -> str:
        return self.value
