"""Previews of every e-mail that the directory sends, with invented values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.ui.tables import Column, Table, TitleColumn

from directory.admin.files.access import reviewer
from directory.notifications.messages import MESSAGES, SAMPLE, Message
from directory.notifications.rendering import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _subject(message: Message) -> str:
    return message.subject.format(**SAMPLE)


def _url(message: Message) -> str:
    return reverse("files:mail", args=[message.name])


_COLUMNS = [
    TitleColumn("label", label="Message", get_url=_url, width="35%"),
    Column("subject", label="Objet", accessor=_subject),
]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every message, with its subject."""
    reviewer(request)
    table = Table(_COLUMNS, list(MESSAGES.values()))
    return TemplateResponse(request, "directory/admin/files/mails.html", {"table": table, **_header()})


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """One message as text and as HTML."""
    reviewer(request)
    if name not in MESSAGES:
        raise Http404
    context = {"rendered": render(name, SAMPLE), **_header(MESSAGES[name].label)}
    return TemplateResponse(request, "directory/admin/files/mail.html", context)


def _header(label: str = "") -> dict[str, Any]:
    items = [
        {"url": reverse("wagtailadmin_home"), "label": "Accueil"},
        {"url": reverse("files:index"), "label": "Dossiers"},
        {"url": reverse("files:mails") if label else "", "label": "Courriels"},
        *([{"url": "", "label": label}] if label else []),
    ]
    return {"breadcrumbs_items": items, "header_title": label or "Courriels", "header_icon": "mail"}
