"""Messages about an account, as text and as HTML: one template each, from which both come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

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
    text = _BLANK.sub("\n\n", render_to_string(f"{prefix}_message.txt", given)).strip() + "\n"
    html = render_to_string("account/email/base.html", {"subject": subject, "text": text})
    made = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [to] if isinstance(to, str) else to)
    made.attach_alternative(html, "text/html")
    return made
