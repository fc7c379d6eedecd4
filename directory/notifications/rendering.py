"""A message as text and as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape

from directory.notifications.messages import MESSAGES

_BLANK = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(name: str, values: Mapping[str, Any]) -> Rendered:
    """The message with these values. Raises KeyError when its subject needs one that is not there."""
    message = MESSAGES[name]
    text = str(render_to_string(message.template, {**values, "portal": settings.BALISE_PUBLIC_URL}))
    text = _BLANK.sub("\n\n", text).strip() + "\n"
    subject = message.subject.format(**values)
    html = render_to_string("directory/emails/base.html", {"subject": subject, "body": to_html(text)})
    return Rendered(subject, text, html)


def to_html(text: str) -> str:
    """Paragraphs, lists («- » at the start of lines) and links (an address alone on its line)."""
    return "\n".join(_block(block) for block in text.strip().split("\n\n"))


def _block(block: str) -> str:
    lines = block.split("\n")
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{escape(line[2:])}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{'<br>'.join(_line(line) for line in lines)}</p>"


def _line(line: str) -> str:
    shown = escape(line)
    is_link = re.fullmatch(r"https?://\S+", line)
    return f'<a href="{shown}">{shown}</a>' if is_link else shown
