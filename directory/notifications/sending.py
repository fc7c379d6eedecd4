"""Sending: within the transaction of what is told, through the outbox (see `core.mail`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q

from accounts.models import User
from directory.notifications.rendering import render
from directory.setup import REVIEWERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from directory.models import Application

NAME_MAX = 60  # characters


def tell_applicant(application: Application, message: str, /, **values: Any) -> None:
    """Send the file's author a message about it."""
    send(application.email, message, **{"reference": application.reference, "name": greeted(application), **values})


def greeted(application: Application) -> str:
    """The name to greet with; empty for what may be no name.

    Anybody can start a file with somebody else's address: what they type as a name shall not be a message to them.
    """
    name = application.display_name
    return name if len(name) <= NAME_MAX and not set(name) & set("/@.:<>") else ""


def tell_reviewers(message: str, /, **values: Any) -> None:
    """Send every reviewer a message; each one their own, so that none reads the others' addresses."""
    for address in reviewers().values_list("email", flat=True):
        send(address, message, **values)


def reviewers() -> QuerySet[User]:
    """The people who decide on files."""
    return User.objects.filter(Q(groups__name=REVIEWERS), is_active=True).exclude(email="").distinct().order_by("pk")


def send(to: str, template: str, /, **values: Any) -> None:
    """Send one message to one address."""
    rendered = render(template, values)
    message = EmailMultiAlternatives(rendered.subject, rendered.text, settings.DEFAULT_FROM_EMAIL, [to])
    message.attach_alternative(rendered.html, "text/html")
    message.send()


def file_link(key: str) -> str:
    """Where the frontend opens a file with its key."""
    return str(settings.BALISE_APPLICATION_LINK).replace("{key}", key)


def activation_link(key: str) -> str:
    """Where the frontend activates an account."""
    return str(settings.BALISE_ACTIVATION_LINK).replace("{key}", key)
