"""Who may sign in, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Backend(ModelBackend):
    """Django's own, by address too, and without the demo's published accounts wherever this is not the demo.

    Sessions that such an account has left behind end too: Django asks again on every request.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Who it is: by `email` (the API), or by `username`, which the admin lets be an address too.

        Whether there is such an account or not, it costs one query and one hashing of the password.
        """
        name = email or username
        if not name or password is None:
            return None
        user = User.objects.by_email(email) if email else User.objects.by_login(name)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:  # type: ignore[override]
        return super().user_can_authenticate(user) and (settings.DEMO or not getattr(user, "is_demo", False))  # type: ignore[arg-type]
