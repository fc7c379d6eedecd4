"""Making an account: by activation, never by signing up."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import TAKEN, User

LONGEST = 1_000  # characters of a password: what the endpoint of sign-in takes, and more than anybody types


class PasswordRefused(Exception):
    """The password is too easy to guess. `messages` say why, in French."""

    code = "PASSWORD_REFUSED"

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        super().__init__(" ".join(self.messages))


class EmailTaken(Exception):
    """Another account has this address: never to be said to somebody who has not proved that it is theirs."""

    code = "EMAIL_TAKEN"

    def __init__(self) -> None:
        super().__init__(TAKEN)


def create_account(*, email: str, password: str, first_name: str = "", last_name: str = "") -> User:
    """A new account for somebody who has proved that the address is theirs. Raises PasswordRefused, EmailTaken.

    The user name is for the admin's lists only: nobody types it, and it says nothing of the person.
    """
    user = User(username=f"u-{secrets.token_hex(8)}", email=email, first_name=first_name, last_name=last_name)
    check_password_strength(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        if User.objects.by_email(email) is None:
            raise
        raise EmailTaken from error
    return user


def check_password_strength(password: str, user: User) -> None:
    """Raises PasswordRefused with everything that AUTH_PASSWORD_VALIDATORS say against the password."""
    if len(password) > LONGEST:
        raise PasswordRefused([f"Ce mot de passe est trop long : {LONGEST} caractères au plus."])
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordRefused(error.messages) from error
