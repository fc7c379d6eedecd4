"""Accounts of people who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower

TAKEN = "Un compte a déjà cette adresse."


class Users(UserManager["User"]):
    """Finds people by what they know of themselves."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The address as it is stored: in small letters, so that one mailbox is one account."""
        return (email or "").strip().lower()

    def by_email(self, email: str) -> User | None:
        """Who has this address, however it is written; inactive accounts too."""
        wanted = self.normalize_email(email)
        return self.alias(lowered=Lower("email")).filter(lowered=wanted).first() if wanted else None

    def by_login(self, name: str) -> User | None:
        """Who signs in to the admin with this user name, or else with this address. One query in any case."""
        wanted = self.normalize_email(name)
        found = self.alias(lowered=Lower("email")).filter(models.Q(username=name) | models.Q(lowered=wanted))
        users = [user for user in found[:2] if user.username == name or user.email]
        return min(users, key=lambda user: user.username != name, default=None)


class User(AbstractUser):
    """A person who signs in.

    The email is unique because it is what people sign in with and recover their account by.
    `is_demo` marks the published logins of the demo: outside the demo they can neither sign in nor be
    served (see `accounts.auth` and `cms.checks`).
    """

    email = models.EmailField("adresse courriel", unique=True, error_messages={"unique": TAKEN})
    is_demo = models.BooleanField("compte de démonstration", default=False, editable=False)

    objects: ClassVar[Users] = Users()

    class Meta:
        verbose_name = "utilisateur"
        verbose_name_plural = "utilisateurs"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_of_an_email", violation_error_message=TAKEN)
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = User.objects.normalize_email(self.email)
        super().save(*args, **kwargs)
