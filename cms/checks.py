"""House rules that Django's check framework enforces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.files.storage import storages
from django.db import DatabaseError

from cms.storage import has_public_addresses


@register(Tags.database)
def no_demo_accounts(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The demo's published logins may not be in the database of anything but a demo."""
    if settings.DEMO or not databases:
        return []
    try:
        names = list(get_user_model().objects.filter(is_demo=True).values_list("username", flat=True))
    except DatabaseError:
        return []  # no tables yet: nobody can sign in
    if not names:
        return []
    return [
        Error(
            f"The database has demo accounts, whose passwords are published: {', '.join(names)}.",
            hint="Use another database, or delete them in the admin. Meanwhile they cannot sign in.",
            id="balise.E001",
        )
    ]


@register(Tags.security)
def default_storage_is_private(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Whatever is uploaded goes to the default storage, so that one may not have public addresses."""
    if not has_public_addresses(storages["default"]):
        return []
    return [
        Error(
            "The default storage has public addresses.",
            hint='Use a private class of cms.storage or cms.buckets for STORAGES["default"].',
            id="balise.E002",
        )
    ]
