"""Models that every other app may use."""

from core.models.gone import GonePath
from core.models.invalidation import Invalidation
from core.models.lease import Lease
from core.models.mail import OutgoingMail
from core.models.media import PortalDocument, PortalImage, Rendition
from core.models.page import PortalPage

__all__ = [
    "GonePath",
    "Invalidation",
    "Lease",
    "OutgoingMail",
    "PortalDocument",
    "PortalImage",
    "PortalPage",
    "Rendition",
]
