"""A theme of the FAQ."""

from typing import Any

from pages.admin.forms import FaqCopyForm
from pages.indexing import reindex_under
from pages.models.anchored import AnchoredPage


class FaqSection(AnchoredPage):
    """A theme. It is ordered among the others by the page tree, and so are its entries."""

    parent_page_types = ["pages.FaqPage"]
    subpage_types = ["pages.FaqEntry"]
    copy_form_class = FaqCopyForm

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; entries are found by the words of their theme too."""
        before = FaqSection.objects.filter(pk=self.pk).values_list("title", flat=True).first()
        result = super().save(*args, **kwargs)
        if before is not None and before != self.title:
            reindex_under(self)
        return result

    class Meta:
        verbose_name = "thème de la FAQ"
        verbose_name_plural = "thèmes de la FAQ"
