"""Telling activators that their right to the mark ended, will end, or is back (rule B4).

Only who has the right or had it is told: a page that came without a file, as imports do, never gave any.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format

from core.addresses import public_url
from core.visibility import PublicScope
from directory.models import CharterNotice, Standing
from directory.notifications.reviews import own_page_url
from directory.notifications.sending import send
from directory.rules.listing import civil_day
from directory.rules.marks import Holder
from directory.rules.notices import Notice, Stage, notice_due
from directory.selectors import directory_path
from directory.standing import charter_versions, standing_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from directory.models import ActivatorProfile
    from directory.rules import standing as rule

_WITHDRAWN = {Standing.SUSPENDED: "suspended", Standing.LEFT: "left"}
_HOLDERS = (Holder.ACTIVATOR, Holder.FORMER_ACTIVATOR)


def tell_withdrawn(profile: ActivatorProfile, situation: Standing, *, before: rule.Standing, now: datetime) -> None:
    """That the activator is suspended or has left. `before` is what they were until now."""
    if before.holder in _HOLDERS:
        ended = civil_day(now) if before.is_active else before.since
        _send(profile, _WITHDRAWN[situation], day=_in_words(civil_day(now)), ended=_in_words(ended))


def tell_reinstated(profile: ActivatorProfile, *, now: datetime) -> None:
    """That the activator is one again, unless a charter was not accepted in time; and until when, if that is near.

    What is told of a charter here is noted, for it not to be told again by `directory.charter_notices`.
    """
    after, today = standing_of(profile, now=now), civil_day(now)
    if after.holder not in _HOLDERS:
        return
    notice = notice_due(after, charter_versions(), today=today)
    if notice is not None:
        _note(profile, notice, now)
    _send(
        profile,
        "reinstated",
        day=_in_words(today),
        url=public_url(f"{directory_path(PublicScope(now))}{profile.slug}/") if profile.live else "",
        lapsed=not after.is_active,
        due=_in_words(after.until if notice else None),
        link=own_page_url(),
    )


def tell_notice(profile: ActivatorProfile, notice: Notice, *, now: datetime) -> bool:
    """What is to be told of a charter, unless it was; whether it was told now. Within a transaction."""
    if not _note(profile, notice, now):
        return False
    charter = notice.charter
    values = {"version": charter.version, "due": _in_words(charter.accept_until), "link": own_page_url()}
    if notice.stage is Stage.ENDED:
        day = _in_words(charter.accept_until + timedelta(days=1))
        _send(profile, "charter_lapsed", **values, day=day, ended=day)
    else:
        _send(profile, "charter_due", **values)
    return True


def _note(profile: ActivatorProfile, notice: Notice, now: datetime) -> bool:
    """Whether nobody had noted it before."""
    _, is_new = CharterNotice.objects.get_or_create(
        profile=profile, version=notice.charter.version, stage=notice.stage, defaults={"told_at": now}
    )
    return bool(is_new)


def _in_words(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _send(profile: ActivatorProfile, message: str, **values: Any) -> None:
    account = profile.account
    if account is not None and account.email:
        send(account.email, message, name=account.first_name, **values)
