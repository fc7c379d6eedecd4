"""What an import would do with each row. Reads what is known of a batch and writes nothing: a trial run stops here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from directory import addresses, geography
from directory.imports.known import Key, Known, organisation_key
from directory.imports.report import Outcome
from directory.imports.rows import Row, RowRefused
from directory.models import ActivatorProfile, AddressKind, Organisation, Region

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True, kw_only=True)
class Change:
    """What to write for a row; `profile` and `organisation` are None where new ones are to be made.

    `own_address` says that the profile keeps the row's address for itself, its organisation having another.
    """

    row: Row
    profile: ActivatorProfile | None
    organisation: Organisation | None = None
    region: Region | None = None
    own_address: bool = False
    writes_organisation: bool = False
    writes_profile: bool = False
    keeps_slug: bool = False
    edited: bool = False
    remarks: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.profile is None:
            return Outcome.CREATED
        if self.edited:
            return Outcome.KEPT
        changes = self.writes_organisation or self.writes_profile or self.keeps_slug
        return Outcome.UPDATED if changes else Outcome.UNCHANGED


class Decisions:
    """Decides row by row; remembers what one row decided that another has to know."""

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self._regions = regions
        self._owners: dict[str, str] = {}  # identifier by former slug
        # The street and city that the first row of an organisation gave it: the others keep theirs to themselves.
        self._given: dict[Key, tuple[str, str]] = {}

    def decide(self, row: Row, known: Known) -> Change:
        """Raises RowRefused for the former address of an erased person: no import brings them back (rule S5)."""
        profile = known.profiles.get(row.identifier)
        change = Change(row=row, profile=profile, remarks=list(row.remarks))
        change.keeps_slug = self._keeps_slug(change, known)
        change.edited = profile is not None and profile.pk in known.edited
        if change.edited:
            return change
        change.region = self._regions.get(row.region)
        self._compare_places(change)
        self._decide_organisation(change, known)
        change.writes_profile = profile is None or _differs(profile, change, known)
        return change

    def _keeps_slug(self, change: Change, known: Known) -> bool:
        """Whether the former address is still to be kept for the row's profile."""
        row, profile = change.row, change.profile
        if not row.slug:
            return False
        address = known.addresses.get(addresses.slug_hash(row.slug))
        if address is not None and address.kind == AddressKind.ERASED and profile is None:
            raise RowRefused("Cette fiche a été effacée à la demande de la personne : elle n’est pas reprise.")
        if address is not None and profile is not None and address.profile_id == profile.pk:
            return False
        if address is None and self._owners.setdefault(row.slug, row.identifier) == row.identifier:
            return True
        change.remarks.append(f"L’ancienne adresse « {row.slug} » est celle d’une autre fiche : elle n’est pas gardée.")
        return False

    def _compare_places(self, change: Change) -> None:
        postcode, region = change.row.postcode, change.region
        if not postcode:
            return
        department = geography.department_id(postcode, change.row.city)
        if department is None:
            change.remarks.append(f"Le code postal {postcode} n’est dans aucun des 101 départements.")
        elif region is not None and geography.region_of(department) != region.pk:
            change.remarks.append(
                f"Le code postal {postcode} n’est pas en région {region.name} : les deux sont repris."
            )

    def _decide_organisation(self, change: Change, known: Known) -> None:
        """The organisation of the same name and postcode; it is written only where no person has."""
        row = change.row
        key, place = organisation_key(row.name, row.postcode), (row.street, row.city)
        found = change.organisation = known.organisation_for(row, change.profile)
        if key not in self._given and (found is None or found.pk in known.ours):
            self._given[key] = place
            change.writes_organisation = found is None or (found.name, found.street, found.city) != (row.name, *place)
        elif key in self._given:
            change.own_address = self._given[key] != place
            change.writes_organisation = found is None


def _differs(profile: ActivatorProfile, change: Change, known: Known) -> bool:
    """Whether the draft is not what the row says."""
    row, organisation = change.row, change.organisation
    if organisation is None or profile.organisation_id != organisation.pk or profile.category != row.category:
        return True
    own = (profile.street, profile.postcode, profile.city) if profile.address_differs else None
    if own != ((row.street, row.postcode, row.city) if change.own_address else None):
        return True
    return known.regions[profile.pk] != ({change.region.pk} if change.region else frozenset())
