"""What is counted before it is done: whatever sends mail, or tries a secret (see `accounts.throttle`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.addresses import client_address
from accounts.throttle import by_account, by_address, by_email, consume, ensure_left
from directory.applications.keys import application_for
from directory.errors import KeyInvalid

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import Application
    from schema.context import Context


def count(action: str, context: Context, *, email: str | None = None, account: User | None = None) -> None:
    """Count one more of this action from where the request comes, and for the address or account. Raises TooMany."""
    context.mark_personal()  # an answer from a cache would not be counted
    keys = [by_address(client_address(context.request))]
    if email is not None:
        keys.append(by_email(email))
    if account is not None:
        keys.append(by_account(account))
    consume(action, *keys, now=context.now)


def opened(key: str, context: Context) -> Application:
    """The file of a key. A key that opens nothing is counted. Raises KeyInvalid, TooMany."""
    ensure_left("application_key", by_address(client_address(context.request)), now=context.now)
    try:
        return application_for(key, now=context.now)
    except KeyInvalid:
        count("application_key", context)
        raise
