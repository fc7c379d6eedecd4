"""The addresses that allauth keeps of an account, in step with the account's own."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def keep_in_step(user: User) -> None:
    """Let the account's address be its one primary, verified one; a new address that waits for its link may stay.

    Every address is a proven one: activators have followed a link that was sent there, and for the others an
    administrator vouches.
    """
    EmailAddress.objects.filter(email=user.email, verified=True).exclude(user=user).delete()
    addresses = EmailAddress.objects.filter(user=user)
    addresses.exclude(email=user.email).exclude(verified=False, primary=False).delete()
    if user.email and not addresses.filter(email=user.email, verified=True, primary=True).exists():
        addresses.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def on_user_saved(
    sender: type[User], instance: User, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Signal: an account was saved."""
    if not raw and (update_fields is None or "email" in update_fields):
        keep_in_step(instance)
