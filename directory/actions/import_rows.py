"""Taking records of the State's export into the directory, as drafts for a reviewer.

They name no person, so that rule W3 keeps them from being published as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.log_actions import log

from directory import addresses
from directory.imports.decisions import Change, Decisions
from directory.imports.known import IMPORTED, Known, look_up, organisation_key
from directory.imports.report import Line, Outcome
from directory.imports.rows import Row, RowRefused, parse
from directory.models import ActivatorProfile, AddressKind, DirectoryPage, Organisation, Region

if TYPE_CHECKING:
    from datetime import datetime

    from directory.imports.reading import Record

BATCH = 100  # records of one transaction


class Import:
    """One import of a file, batch by batch. With `dry_run` it decides the same and writes nothing."""

    def __init__(self, directory: DirectoryPage, *, now: datetime, dry_run: bool = False) -> None:
        self._decisions = Decisions({region.code: region for region in Region.objects.all()})
        self._directory_id = directory.pk
        self._now = now
        self._dry_run = dry_run
        self._numbers: dict[str, int] = {}  # by identifier

    def take(self, records: Iterable[Record]) -> list[Line]:
        """Take a batch of records in one transaction; their outcomes, in order. A bad one stops none of the others."""
        found: list[Line] = []
        rows: list[tuple[int, Row]] = []
        for record in records:
            try:
                rows.append((record.number, self._parse(record)))
            except RowRefused as refusal:
                found.append(_refused(record.number, refusal.identifier, str(refusal)))
        with transaction.atomic():
            found.extend(self._take(rows))
        return sorted(found, key=lambda line: line.number)

    def _parse(self, record: Record) -> Row:
        if record.problem:
            raise RowRefused(record.problem)
        row = parse(record.fields)
        if (before := self._numbers.setdefault(row.identifier, record.number)) != record.number:
            raise RowRefused(f"Le même identifiant est déjà au n° {before}.", row.identifier)
        return row

    def _take(self, rows: Sequence[tuple[int, Row]]) -> Iterator[Line]:
        known = look_up([row for _, row in rows])
        directory = DirectoryPage.objects.get(pk=self._directory_id)
        for number, row in rows:
            try:
                change = self._decisions.decide(row, known)
                if not self._dry_run:
                    _write(change, known, directory, now=self._now)
            except (RowRefused, DatabaseError) as error:
                yield _refused(number, row.identifier, str(error))
            except ValidationError as error:
                yield _refused(number, row.identifier, *error.messages)
            else:
                yield Line(number, row.identifier, change.outcome, tuple(change.remarks))


def _refused(number: int, identifier: str, *reasons: str) -> Line:
    return Line(number, identifier, Outcome.REFUSED, reasons)


def _write(change: Change, known: Known, directory: DirectoryPage, *, now: datetime) -> None:
    """Write one change, or nothing of it."""
    if change.outcome is Outcome.UNCHANGED:
        return
    row, organisation = change.row, change.organisation
    with transaction.atomic():
        if change.writes_organisation:
            organisation = _write_organisation(organisation, row)
        profile = change.profile
        if change.writes_profile:
            profile = _write_profile(
                profile or ActivatorProfile(import_id=row.identifier), change, organisation, directory
            )
        if change.keeps_slug and profile is not None:
            addresses.keep(profile, row.slug, AddressKind.LEGACY, now=now)
    # Only now: what a refused row would have made is not there for the others.
    if organisation is not None:
        known.organisations[organisation_key(row.name, row.postcode)] = organisation


def _write_organisation(found: Organisation | None, row: Row) -> Organisation:
    organisation = found or Organisation()
    organisation.name, organisation.street, organisation.city = row.name, row.street, row.city
    organisation.postcode = row.postcode
    organisation.save()
    return organisation


def _write_profile(
    profile: ActivatorProfile, change: Change, organisation: Organisation | None, directory: DirectoryPage
) -> ActivatorProfile:
    """Write the draft and its version. Both: nobody has worked on it, so that the two are the same."""
    row = change.row
    profile.category, profile.organisation = row.category, organisation
    profile.address_differs = change.own_address
    if change.own_address:
        profile.street, profile.postcode, profile.city = row.street, row.postcode, row.city
    profile.regions.set([change.region] if change.region else [])
    if profile.pk is None:
        profile.live = False
        directory.add_child(instance=profile)
    else:
        profile.save()
    revision = profile.save_revision()
    log(profile, IMPORTED, revision=revision, data={"import_id": row.identifier})
    return profile
