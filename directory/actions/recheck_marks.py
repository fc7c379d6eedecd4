"""What rule B7 says of public profiles is kept: noted when one is published, and anew when rules or words change."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from core.leases import lease
from directory.markcheck.selectors import is_all_checked
from directory.markcheck.texts import public_profiles, said_of
from directory.markcheck.words import fingerprint, stored_rows, stored_words, words_of
from directory.models import ActivatorProfile, MarkCheck, MarkFinding

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.rules import Finding
    from directory.rules.mark_words import MarkWords

LEASE = timedelta(minutes=10)
CHUNK = 50  # profiles of one transaction, which are locked as long as it takes
ROUND = 2_000  # profiles of one call


def recheck_profiles(*, now: datetime, limit: int = ROUND) -> int:
    """Check the public profiles that were not checked yet by these rules and words; returns how many.

    Nothing while neither has changed. Several may run at once: each profile is checked by one of them, and a round that
    dies is taken up where it was. A profile that is published meanwhile has been checked by its publication.
    """
    if is_all_checked():
        return 0
    done = 0
    with lease("marks rechecked", now=now, length=LEASE) as ours:
        while ours and done < limit and (checked := _check_some(min(CHUNK, limit - done), now)):
            done += checked
    return done


def forget_check() -> None:
    """Have all public profiles checked again, whether anything has changed or not."""
    MarkCheck.objects.all().delete()


@transaction.atomic
def _check_some(most: int, now: datetime) -> int:
    """The next profiles, in a transaction that notes how far it came. The words are read again: they may change."""
    MarkCheck.objects.get_or_create(pk=MarkCheck.THE_ONE)
    check = MarkCheck.objects.select_for_update().get(pk=MarkCheck.THE_ONE)
    rows = stored_rows()
    wanted = fingerprint(rows)
    if check.completed == wanted:
        return 0
    if check.fingerprint != wanted:
        check.fingerprint, check.after = wanted, 0
    profiles = ActivatorProfile.objects.filter(live=True, pk__gt=check.after).order_by("pk")
    found = list(profiles.select_for_update().values_list("pk", flat=True)[:most])
    _replace(ActivatorProfile.objects.filter(pk__in=found), words_of(rows), now)
    if found:
        check.after = found[-1]
    else:
        check.completed, check.completed_at, check.after = wanted, now, 0
    check.save()
    return len(found)


@transaction.atomic
def note_findings(profiles: QuerySet[ActivatorProfile], *, now: datetime) -> None:
    """Replace what is kept of these profiles by what the rule says of them as they are stored."""
    _replace(profiles, stored_words(), now)


def forget_findings(profile: ActivatorProfile) -> None:
    """Of a profile that the public sees no more."""
    MarkFinding.objects.filter(profile=profile).delete()


def _replace(profiles: QuerySet[ActivatorProfile], words: MarkWords, now: datetime) -> None:
    MarkFinding.objects.filter(profile__in=profiles).delete()
    MarkFinding.objects.bulk_create(
        _row(profile.pk, found, now)
        for profile in public_profiles(profiles)
        for found in said_of(profile.candidate, words)
    )


def _row(profile: int, found: Finding, now: datetime) -> MarkFinding:
    return MarkFinding(
        profile_id=profile,
        rule=found.rule.id,
        code=found.code,
        kind=str(found.kind),
        field=".".join(found.field),
        message=found.message,
        excerpt=found.excerpt or "",
        found_at=now,
    )
