"""How every message of the platform looks: plain text, and the HTML that is made from it, so that both say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import escape

_BLANK = re.compile(r"\n\s*\n+")


def message(prefix: str, to: str | list[str], values: Mapping[str, Any]) -> EmailMultiAlternatives:
    """The message of `{prefix}_subject.txt` and `{prefix}_message.txt`, ready to be sent.

    Nothing in it comes from the request: who makes us write may not choose what we write.
    """
    given = {
        "portal": settings.WAGTAIL_SITE_NAME,
        "public_url": settings.BALISE_PUBLIC_URL,
        **{name: value for name, value in values.items() if name not in ("request", "user_agent", "ip")},
    }
    subject = " ".join(render_to_string(f"{prefix}_subject.txt", given).split(" ")).strip()
    text = tidy(render_to_string(f"{prefix}_message.txt", given))
    made = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [to] if isinstance(to, str) else to)
    made.attach_alternative(as_html(subject, text), "text/html")
    return made


def tidy(text: str) -> str:
    """The text without the empty lines that a template leaves."""
    return _BLANK.sub("\n\n", str(text)).strip() + "\n"


def as_html(subject: str, text: str) -> str:
    """A message as a page."""
    return render_to_string("account/email/base.html", {"subject": subject, "body": to_html(text)})


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
