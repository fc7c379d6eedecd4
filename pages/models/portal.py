"""The portal's name, navigation and legal links: edited, not coded."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField


class NavigationLinkBlock(blocks.StructBlock):
    """A page in a menu."""

    page = blocks.PageChooserBlock(label="Page")
    title = blocks.CharBlock(
        label="Intitulé", required=False, max_length=80, help_text="Le titre de la page, à défaut."
    )

    class Meta:
        icon = "link"
        label = "Lien"


class NavigationItemBlock(NavigationLinkBlock):
    """A page in the main menu, with the pages under it."""

    children = blocks.ListBlock(NavigationLinkBlock(), label="Sous-menu", default=[])


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """What every frontend shows around its pages."""

    name = models.CharField("nom du portail", max_length=100)
    tagline = models.CharField("slogan", max_length=200, blank=True)
    navigation = StreamField([("item", NavigationItemBlock())], verbose_name="navigation", blank=True)
    legal_pages = StreamField([("item", NavigationLinkBlock())], verbose_name="liens légaux", blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("navigation"),
        FieldPanel("legal_pages"),
    ]

    class Meta:
        verbose_name = "portail"
        verbose_name_plural = "portails"
