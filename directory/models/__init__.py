"""What the directory is made of."""

from directory.models.address import AddressKind, ProfileAddress
from directory.models.geography import Department, Region
from directory.models.organisation import GeocodingState, Located, Organisation
from directory.models.profile import (
    ActivatorProfile,
    Category,
    DirectoryPage,
    OrganisationKind,
    ServedArea,
    Standing,
)
from directory.models.search import SearchTerm
from directory.models.vocabulary import Sector, Theme, ThemeFamily

__all__ = [
    "ActivatorProfile",
    "AddressKind",
    "Category",
    "Department",
    "DirectoryPage",
    "GeocodingState",
    "Located",
    "Organisation",
    "OrganisationKind",
    "ProfileAddress",
    "Region",
    "SearchTerm",
    "Sector",
    "ServedArea",
    "Standing",
    "Theme",
    "ThemeFamily",
]
