"""The FAQ: themes in order, each holding its entries."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.models.page import PortalPage
from pages.admin.forms import FaqCopyForm
from pages.blocks import PARAGRAPH_FEATURES


class FaqPage(PortalPage):
    """The FAQ. Its table of contents is its themes and their entries, in the tree's order (rule E1)."""

    introduction = RichTextField("introduction", blank=True, features=PARAGRAPH_FEATURES)

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.FaqSection"]
    copy_form_class = FaqCopyForm

    class Meta:
        verbose_name = "FAQ"
        verbose_name_plural = "FAQ"
