"""Erasing one's own account (GDPR article 17, rule S5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from directory.actions.erase import erase, forget_files, lock
from directory.actions.forget_account import forget_account
from directory.applications.mailboxes import addresses_of, files_of
from directory.errors import PasswordWrong, StaffAccount
from directory.notifications.sending import send
from directory.own_profile import profile_of
from directory.roles import has_other_roles


@transaction.atomic
def erase_account(user: User, *, password: str, now: datetime) -> None:
    """Delete the account, its profile, its file with the letter, and all that is kept of its person.

    docs/privacy.md says what stays. A last message confirms it. Raises PasswordWrong, and StaffAccount for one that
    works for the portal too; and then erases nothing.
    """
    if profile := profile_of(user):
        lock(profile)
    mailboxes = addresses_of(user)
    list(files_of(mailboxes).select_for_update(of=("self",)).values_list("pk"))  # before the account, as all others do
    stored = User.objects.select_for_update().filter(pk=user.pk).first()
    if stored is None:
        return  # another window was faster
    if not stored.check_password(password):
        raise PasswordWrong
    if has_other_roles(stored):
        raise StaffAccount
    email = stored.email
    if profile:
        erase(profile, by=None, now=now)  # and the account with it
    else:
        forget_files(mailboxes, by=None, now=now)
        forget_account(stored)
    if email:
        send(email, "account_erased")
