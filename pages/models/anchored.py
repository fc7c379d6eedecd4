"""Pages that have an anchor of their own."""

from typing import Any

from django.db import models, transaction

from pages import anchors
from pages.models.base import PortalPage


class AnchoredPage(PortalPage):
    """A page whose anchor is given when it is created, and kept whatever it is renamed to (rule E1)."""

    anchor = models.SlugField("ancre", max_length=110, editable=False, blank=True, default="")

    exclude_fields_in_copy = ["anchor"]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            result = super().save(*args, **kwargs)
            if not self.anchor:
                self.anchor = anchors.claim(self, text=self.title)
                type(self).objects.filter(pk=self.pk).update(anchor=self.anchor)
        return result
