"""Pages that have an anchor of their own."""

from typing import Any

from django.db import models, transaction

from core.models.page import PortalPage
from pages import anchors


class AnchoredPage(PortalPage):
    """A page whose anchor is given when it is created, and fixed once it is public (rule E1).

    Whatever it is renamed or moved to afterwards, the anchor stays.
    """

    anchor = models.SlugField("ancre", max_length=110, editable=False, blank=True, default="")

    exclude_fields_in_copy = ["anchor"]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_fields") is not None:  # Wagtail's bookkeeping, perhaps on a draft in memory
            return super().save(*args, **kwargs)
        with transaction.atomic():
            result = super().save(*args, **kwargs)
            anchor = anchors.claim(self, text=self.title, fixed=self.live)
            if anchor != self.anchor:
                self.anchor = anchor
                type(self).objects.filter(pk=self.pk).update(anchor=self.anchor)
        return result
