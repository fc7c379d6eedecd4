"""The demo's mailbox: every message that the demo has sent, to whomever, since nobody's address is real."""

from __future__ import annotations

import re
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.core.paginator import Paginator
from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from cms.demo.clock_views import clock_face
from cms.demo.only import demo_only
from core.models import OutgoingMail

PER_PAGE = 25
_LINK = re.compile(r"(https?://[^\s<>\"]+)")
# As a mail program shows a message: no script, nothing loaded, its own styles; a link opens in the whole window.
_MESSAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)
_shows_frames: Any = csp_update({"frame-src": [SELF]})  # its own type is of views without further arguments


@demo_only
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """The list, newest first; `a` is a part of the address that it was sent to."""
    wanted = request.GET.get("a", "").strip().replace("\x00", "")[:100]
    found = OutgoingMail.objects.order_by("-created_at", "-pk").defer("text", "html")
    if wanted:
        found = found.annotate(to=Cast("recipients", TextField())).filter(to__icontains=wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mailbox.html", {"page": page, "wanted": wanted, "clock": clock_face()})


@demo_only
@require_safe
@_shows_frames
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: as text with its links, and as HTML in a frame."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    return render(request, "demo/message.html", {"mail": mail, "text": linked(mail.text)})


@demo_only
@require_safe
@xframe_options_sameorigin
def message_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a message, for the frame."""
    mail = get_object_or_404(OutgoingMail.objects.exclude(html=""), pk=pk)
    # Its links lead out of the frame; the target is all that this tag sets.
    html = mail.html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": _MESSAGE_POLICY})


def linked(text: str) -> SafeString:
    """A plain text with its addresses as links."""
    pieces = _LINK.split(text)  # every second one is an address
    return format_html_join(
        "", "{}", ((format_html('<a href="{0}">{0}</a>', piece) if place % 2 else piece,) for place, piece in
                   enumerate(pieces)),
    )  # fmt: skip
