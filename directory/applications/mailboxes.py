"""Whose a file is before there is an account: whoever has the mailbox, for its links went there."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from directory.models import Application
from directory.rules.states import Status

if TYPE_CHECKING:
    from accounts.models import User


def addresses_of(user: User) -> set[str]:
    """The account's proven addresses, in small letters: one that was only asked for may be anybody's."""
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {user.email.lower(), *(email.lower() for email in proven)} - {""}


def files_of(emails: Collection[str]) -> QuerySet[Application]:
    """Files of the addresses that no public page has come from: unfinished, waiting, refused, or not activated."""
    files = Application.objects.annotate(lowered=Lower("email")).filter(lowered__in=[each.lower() for each in emails])
    return files.filter(Q(profile=None) | Q(status=Status.ACCEPTED, profile__account=None, profile__live=False))
