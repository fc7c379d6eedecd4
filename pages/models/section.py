"""A theme of the FAQ."""

from pages.admin.forms import FaqCopyForm
from pages.models.anchored import AnchoredPage


class FaqSection(AnchoredPage):
    """A theme. It is ordered among the others by the page tree, and so are its entries."""

    parent_page_types = ["pages.FaqPage"]
    subpage_types = ["pages.FaqEntry"]
    copy_form_class = FaqCopyForm

    class Meta:
        verbose_name = "thème de la FAQ"
        verbose_name_plural = "thèmes de la FAQ"
