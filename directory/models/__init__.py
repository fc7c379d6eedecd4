"""What the directory is made of."""

from directory.models.address import AddressKind, ProfileAddress
from directory.models.application import (
    ActorKind,
    Application,
    ApplicationEvent,
    ApplicationKey,
    ApplicationReader,
    HumanCheck,
    KeyPurpose,
    LinkRequest,
    ReviewNote,
)
from directory.models.charter import Charter, CharterAcceptance, CharterNotice
from directory.models.geography import Department, Region
from directory.models.linkcheck import LinkCheck, LinkState, NoticeState
from directory.models.mark_words import FindingKind, MarkCheck, MarkFinding, MarkWord, MarkWordKind
from directory.models.marks import BrandMark, MarkDownload, MarkFile, MarkFormat
from directory.models.organisation import GeocodingState, Located, Organisation
from directory.models.profile import (
    ActivatorProfile,
    Category,
    DirectoryPage,
    OrganisationKind,
    ServedArea,
    Standing,
)
from directory.models.register import RegisterAnswer
from directory.models.search import SearchTerm
from directory.models.upload import Upload, UploadKind
from directory.models.vocabulary import Sector, Theme, ThemeFamily
from directory.models.wording import StyleKind, StyleWord

__all__ = [
    "ActivatorProfile",
    "ActorKind",
    "AddressKind",
    "Application",
    "ApplicationEvent",
    "ApplicationKey",
    "ApplicationReader",
    "BrandMark",
    "Category",
    "Charter",
    "CharterAcceptance",
    "CharterNotice",
    "Department",
    "DirectoryPage",
    "FindingKind",
    "GeocodingState",
    "HumanCheck",
    "KeyPurpose",
    "LinkCheck",
    "LinkRequest",
    "LinkState",
    "Located",
    "MarkCheck",
    "MarkDownload",
    "MarkFile",
    "MarkFinding",
    "MarkFormat",
    "MarkWord",
    "MarkWordKind",
    "NoticeState",
    "Organisation",
    "OrganisationKind",
    "ProfileAddress",
    "Region",
    "RegisterAnswer",
    "ReviewNote",
    "SearchTerm",
    "Sector",
    "ServedArea",
    "Standing",
    "StyleKind",
    "StyleWord",
    "Theme",
    "ThemeFamily",
    "Upload",
    "UploadKind",
]
