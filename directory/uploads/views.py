"""Files over HTTP: sent to `/uploads/`, and seen under addresses that are signed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts.asking import who_asks
from directory.models import Application, Upload
from directory.models.upload import SUFFIXES, UploadKind
from directory.uploads import antivirus
from directory.uploads.addresses import AddressExpired, may_see, opens
from directory.uploads.checking import check
from directory.uploads.errors import NotAvailable, TooOften, UploadError
from directory.uploads.findings import findings_on
from directory.uploads.receiving import receive
from directory.uploads.senders import count, sender_of
from directory.uploads.storing import ensure_may_send, store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from core.rules import Finding

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30  # while a part does not answer
# What a browser shows of a file acts in nobody's name, and asks nothing of anybody; pages of ours may frame it.
# No sandbox for a PDF: Safari and older Chromes show none in it. Their viewers use styles of their own.
_PICTURE_POLICY = "default-src 'none'; frame-ancestors 'self'; sandbox"
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


# Django's check of forms would read the form, and look for its token there: see `directory.uploads.senders`.
@csrf_exempt
def send(request: HttpRequest) -> HttpResponse:
    """A file is sent, checked, and kept until a mutation uses its id."""
    if request.method != "POST":
        message = "Les fichiers s’envoient par POST."
        return _answer({"errors": [_error(message, "BAD_USER_INPUT")]}, 405, {"Allow": "POST"})
    try:
        upload, findings = _take(request, timezone.now())
    except TooOften as refused:
        return _refuse(refused, {"Retry-After": str(refused.retry_after)})
    except NotAvailable as refused:
        return _refuse(refused, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    except UploadError as refused:
        return _refuse(refused)
    body = {
        "id": str(upload.pk),
        "kind": upload.kind,
        "name": upload.name,
        "size": upload.size,
        "contentType": upload.content_type,
        "findings": [
            {"ruleId": each.rule.id, "code": each.code, "kind": each.kind.name, "message": each.message}
            for each in findings
        ],
    }
    return _answer(body, 201)


def _take(request: HttpRequest, now: datetime) -> tuple[Upload, Sequence[Finding]]:
    owner = sender_of(request, now=now)
    ensure_may_send(owner, UploadKind.PICTURE)  # before anything is read; for its kind, when that is known
    count(request, owner, now=now)
    received = receive(request)
    ensure_may_send(owner, received.kind)
    checked = check(received.kind, received.data)
    antivirus.scan(received.data)
    upload = store(owner, kind=received.kind, name=received.name, checked=checked, now=now)
    return upload, findings_on(upload, owner)


def _refuse(refused: UploadError, headers: dict[str, str] | None = None) -> HttpResponse:
    error = _error(str(refused), refused.code, refused.reason)
    return _answer({"errors": [error]}, refused.status, {**refused.headers, **(headers or {})})


def _error(message: str, code: str, reason: str | None = None) -> dict[str, Any]:
    return {"message": message, "extensions": {"code": code} | ({"reason": reason} if reason else {})}


def _answer(body: dict[str, Any], status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    response = JsonResponse(body, status=status, headers=headers, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def show(request: HttpRequest, upload_id: UUID) -> HttpResponseBase:
    """A file, for the person whom its address was made for (see `directory.uploads.addresses`).

    Whoever else asks is told what is told of a file that is not there.
    """
    user = who_asks(request)
    if not user.is_authenticated:
        raise Http404
    given = {"until": request.GET.get("until", ""), "signature": request.GET.get("signature", "")}
    try:
        if not opens(upload_id, user=user, now=timezone.now(), **given):
            raise Http404
    except AddressExpired:
        text = "Cette adresse a expiré. Rechargez la page d’où elle vient pour en obtenir une autre."
        return _never_kept(HttpResponse(text, status=410, content_type="text/plain; charset=utf-8"))
    upload = Upload.objects.select_related("application__profile").filter(pk=upload_id).first()
    if upload is None or not may_see(upload, user):
        raise Http404
    try:
        file = upload.file.open()
    except FileNotFoundError:
        logger.error("The file of upload %s is not in the storage", upload.pk)
        raise Http404 from None
    response = FileResponse(file, filename=_neutral_name(upload), content_type=upload.content_type)
    is_pdf = upload.content_type == "application/pdf"
    response["Content-Security-Policy"] = _PDF_POLICY if is_pdf else _PICTURE_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    return _never_kept(response)


def _neutral_name(upload: Upload) -> str:
    """What a browser keeps it as: nothing that its sender typed."""
    word = "lettre" if upload.kind == UploadKind.LETTER else "photo"
    number = upload.application.reference if isinstance(upload.application, Application) else str(upload.pk)[:8]
    return f"{word}-{number}{SUFFIXES[upload.content_type]}"


def _never_kept(response: Any) -> Any:
    response["Cache-Control"] = "private, no-store"
    return response
