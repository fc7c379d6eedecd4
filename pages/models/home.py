"""The root of the site."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.models.page import PortalPage
from pages.blocks import PARAGRAPH_FEATURES


class HomePage(PortalPage):
    """The portal's front page; everything public lives under it."""

    introduction = RichTextField("introduction", blank=True, features=PARAGRAPH_FEATURES)

    content_panels = [*PortalPage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.FaqPage", "pages.ContentPage", "directory.DirectoryPage"]
    max_count = 1

    class Meta:
        verbose_name = "accueil"
        verbose_name_plural = "accueils"
