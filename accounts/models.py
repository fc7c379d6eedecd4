"""Accounts of people who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who signs in.

    The email is unique because it is what people sign in with and recover their account by.
    `is_demo` marks the published logins of the demo: outside the demo they can neither sign in nor be
    served (see `accounts.auth` and `cms.checks`).
    """

    email = models.EmailField("adresse courriel", unique=True)
    is_demo = models.BooleanField("compte de démonstration", default=False, editable=False)

    class Meta:
        verbose_name = "utilisateur"
        verbose_name_plural = "utilisateurs"
