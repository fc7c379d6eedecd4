"""Who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

if TYPE_CHECKING:
    from accounts.models import User


class Backend(ModelBackend):
    """Django's own, without the demo's published accounts wherever this is not the demo.

    Sessions that such an account has left behind end too: Django asks again on every request.
    """

    def user_can_authenticate(self, user: User | None) -> bool:  # type: ignore[override]
        return super().user_can_authenticate(user) and (settings.DEMO or not getattr(user, "is_demo", False))
