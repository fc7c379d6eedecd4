"""Plain pages: legal notice, accessibility statement, about."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.models.page import PortalPage
from pages.blocks import BodyBlock


class ContentPage(PortalPage):
    """A page of free content, built from the same blocks as answers."""

    body = StreamField(BodyBlock(), verbose_name="contenu", blank=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]

    class Meta:
        verbose_name = "page de contenu"
        verbose_name_plural = "pages de contenu"
