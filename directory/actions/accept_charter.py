"""Accepting the charter in force, for activators who had accepted an earlier version (rules L4, B4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from core.errors import RuleViolation
from directory.charters import charter_to_accept
from directory.errors import NoCharter, NotEditable, NotOwner
from directory.models import ActivatorProfile, Charter, CharterAcceptance, Standing
from directory.rules.commitment import charter_in_force_accepted
from directory.rules.listing import civil_day

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

CHARTER_ACCEPTED = "balise.profile.charter_accepted"
_INPUT = {"charter_version": "version", "charter_accepted": "accept"}  # as this step is asked


@transaction.atomic
def accept_charter(
    profile: ActivatorProfile, *, version: str, accept: bool, by: User, address: str | None, now: datetime
) -> None:
    """Keep that the owner of a profile accepts the version in force: `version` is the one that they have read, `accept`
    whether they ticked its box, `address` where the request comes from.

    Accepting again what was accepted changes nothing. Raises NotOwner, NotEditable for who has left, NoCharter while
    none is in force, and RuleViolation for an unticked box or another version; and then keeps nothing.
    """
    stored = ActivatorProfile.objects.select_for_update().filter(pk=profile.pk).first()
    if stored is None or stored.account_id is None or stored.account_id != by.pk:
        raise NotOwner
    if stored.standing == Standing.LEFT:
        raise NotEditable("Votre départ est noté : il n’y a plus de charte à accepter.")
    in_force = Charter.objects.in_force_on(civil_day(now))
    if in_force is None:
        raise NoCharter
    if refused := charter_in_force_accepted(accept, version, in_force.version):
        raise RuleViolation([replace(finding, field=(_INPUT[finding.field[0]],)) for finding in refused])
    if charter_to_accept(stored, now=now) is None:
        return
    CharterAcceptance.objects.create(
        profile=stored, version=in_force.version, accepted_at=now, accepted_from=address or None
    )
    log(stored, CHARTER_ACCEPTED, user=by, data={"version": in_force.version, "at": now.isoformat()})
