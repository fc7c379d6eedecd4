"""The content's page types, one per file."""

from pages.models.anchor import Anchor
from pages.models.content import ContentPage
from pages.models.entry import DatedUpdate, FaqEntry, FaqEntryKeyword, Significance, Verdict
from pages.models.faq import FaqPage
from pages.models.home import HomePage
from pages.models.portal import PortalSettings
from pages.models.section import FaqSection

__all__ = [
    "Anchor",
    "ContentPage",
    "DatedUpdate",
    "FaqEntry",
    "FaqEntryKeyword",
    "FaqPage",
    "FaqSection",
    "HomePage",
    "PortalSettings",
    "Significance",
    "Verdict",
]
