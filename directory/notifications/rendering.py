"""A message as text and as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from accounts.mail import as_html, tidy
from directory.notifications.messages import MESSAGES


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(name: str, values: Mapping[str, Any]) -> Rendered:
    """The message with these values. Raises KeyError when its subject needs one that is not there."""
    message = MESSAGES[name]
    text = tidy(render_to_string(message.template, {**values, "portal": settings.BALISE_PUBLIC_URL}))
    subject = message.subject.format(**values)
    return Rendered(subject, text, as_html(subject, text))
