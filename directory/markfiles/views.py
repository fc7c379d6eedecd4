"""Files of the marks over HTTP: downloaded by whoever may use the mark at that moment (rule B6)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.asking import who_asks
from accounts.throttle import TooMany, by_account, consume
from directory.actions.mark_files import note_download
from directory.markfiles.addresses import is_expired, is_signed_for
from directory.models import MarkFile
from directory.rules.marks import Mark
from directory.standing import may_use

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files.base import File
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

# A drawing that is opened instead of kept acts in nobody's name, and asks nothing of anybody.
INERT = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}
_EXPIRED = "Cette adresse a expiré. Rechargez la page d’où elle vient pour en obtenir une autre."
_WITHDRAWN = "Ce fichier n’est plus distribué. Rechargez la page d’où vient cette adresse pour voir ce qui l’est."
_NOT_ANY_MORE = (
    "Règle B6 : les fichiers de cette marque sont remis aux activateurs en activité, et votre compte n’est pas "
    "ou n’est plus dans ce cas. Votre compte sur le portail dit pourquoi."
)


@require_safe
def download(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """A file, for the person whom its address was made for, if they may use the mark now; each is written down first.

    Who asks with HEAD is told about it and given nothing, which is no download.
    Whoever else asks is told what is told of a file that is not there.
    """
    user, now = who_asks(request), timezone.now()
    until, signature = request.GET.get("until", ""), request.GET.get("signature", "")
    if not user.is_authenticated or not is_signed_for(file_id, user=user, until=until, signature=signature):
        raise Http404
    if is_expired(until, now=now):
        return _refusal(410, _EXPIRED)
    found = MarkFile.objects.select_related("mark").filter(pk=file_id).first()
    if found is None:
        raise Http404
    if found.withdrawn_at is not None:
        return _refusal(410, _WITHDRAWN)
    if not may_use(user, Mark(found.mark.code), now=now):
        return _refusal(403, _NOT_ANY_MORE)
    if request.method == "HEAD":
        return _answer(found)
    try:
        consume("mark_file", by_account(user), now=now)
    except TooMany as refused:
        return _refusal(429, str(refused), {"Retry-After": str(refused.retry_after)})
    answer = _answer(found)
    note_download(found, by=user, now=now)
    return answer


def _answer(found: MarkFile) -> FileResponse:
    """The file, to be kept. Raises Http404 when the storage has lost it."""
    return FileResponse(
        opened(found), as_attachment=True, filename=name_of(found), content_type=found.content_type, headers=INERT
    )


def opened(found: MarkFile) -> File[Any]:
    """The file itself. Raises Http404 when the storage has lost it."""
    try:
        file: File[Any] = found.file.open()
    except FileNotFoundError:
        logger.error("The file %s of a mark is not in the storage", found.pk)
        raise Http404 from None
    return file


def name_of(found: MarkFile) -> str:
    """What a browser keeps it as."""
    return f"{slugify(f'{found.mark.name} {found.title} {found.version}')[:120]}{found.suffix}"


def _refusal(status: int, text: str, headers: dict[str, str] | None = None) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)
    response["Cache-Control"] = "private, no-store"
    return response
