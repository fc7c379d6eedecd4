"""Models that every other app may use."""

from core.models.gone import GonePath
from core.models.media import PortalDocument, PortalImage, Rendition

__all__ = ["GonePath", "PortalDocument", "PortalImage", "Rendition"]
