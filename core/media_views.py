"""Files that are not for everybody: what they are read through checks who asks."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy

from core.models import PortalDocument, Rendition
from core.rendition_files import is_public as in_public_storage
from core.visibility import PublicScope

if TYPE_CHECKING:
    from django.core.files.base import File
    from django.core.files.storage import Storage
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# What a document is served as, by the end of its name; whatever else is data to keep, and not to show.
DOCUMENT_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
INLINE = {".pdf"}  # what a browser may show: nothing that could act in the platform's name
IMAGE_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif"}


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """A document: of a public collection for everybody, else for people who signed in and may read it.

    Nobody else is told that it exists, nor asked for a password: the platform's visitors are frontends.
    """
    found = PortalDocument.objects.select_related("collection").filter(pk=document_id).first()
    if found is None or found.filename != filename:
        raise Http404
    is_public = PublicScope(timezone.now()).has_public_collection(found.collection)
    if not is_public and not _may_read(request, found):
        raise Http404
    headers = {"Cache-Control": "no-cache" if is_public else "private, no-store"}
    etag = f'"{found.get_file_hash()}"'
    if is_public:
        headers["ETag"] = etag
        if unchanged := get_conditional_response(request, etag=etag):
            for name, value in headers.items():
                unchanged[name] = value
            return unchanged
    suffix = PurePath(filename).suffix.lower()
    return FileResponse(
        _open(found.file.storage, found.file.name),
        as_attachment=suffix not in INLINE,
        filename=filename,
        content_type=DOCUMENT_TYPES.get(suffix, "application/octet-stream"),
        headers=headers,
    )


def _may_read(request: HttpRequest, found: PortalDocument) -> bool:
    """Whether somebody has a right to the document, or is let in by every restriction that it is under."""
    if not request.user.is_authenticated:
        return False
    rights = ["choose", "change", "delete"]
    if document_policy.user_has_any_permission_for_instance(request.user, rights, found):
        return True
    return all(each.accept_request(request) for each in found.collection.get_view_restrictions())


@require_safe
def private_rendition(request: HttpRequest, name: str) -> FileResponse:
    """A rendition from the private storage, for people of the admin who may choose, change or delete the picture.

    Whoever may not is told what is told of a file that is not there.
    """
    found = get_object_or_404(Rendition.objects.select_related("image__collection"), **_by_name(name))
    if in_public_storage(name) or not image_policy.user_has_any_permission_for_instance(
        request.user, ["choose", "change", "delete"], found.image
    ):
        raise Http404
    content_type = IMAGE_TYPES.get(PurePath(name).suffix, "application/octet-stream")
    return FileResponse(_open(found.file.storage, name), content_type=content_type)


def _open(storage: Storage, name: str) -> File[Any]:
    try:
        return storage.open(name)
    except FileNotFoundError:
        raise Http404 from None


def _by_name(name: str) -> dict[str, object]:
    """How to find a rendition: by its picture too, which has an index."""
    parts = name.split("/")
    if len(parts) != 3 or not parts[1].isdecimal() or len(parts[1]) > 18:
        raise Http404
    return {"image_id": int(parts[1]), "file": name}
