"""Files that are not for everybody: what they are read through checks who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images.permissions import permission_policy as image_policy

from core.models import Rendition
from core.rendition_files import is_public

if TYPE_CHECKING:
    from django.http import HttpRequest

IMAGE_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif"}


@require_safe
def private_rendition(request: HttpRequest, name: str) -> FileResponse:
    """A rendition from the private storage, for people of the admin who may choose, change or delete the picture.

    Whoever may not is told what is told of a file that is not there.
    """
    found = get_object_or_404(Rendition.objects.select_related("image__collection"), **_by_name(name))
    if is_public(name) or not image_policy.user_has_any_permission_for_instance(
        request.user, ["choose", "change", "delete"], found.image
    ):
        raise Http404
    try:
        file = found.file.storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    suffix = name[name.rfind(".") :]
    return FileResponse(file, content_type=IMAGE_TYPES.get(suffix, "application/octet-stream"))


def _by_name(name: str) -> dict[str, object]:
    """How to find a rendition: by its picture too, which has an index."""
    parts = name.split("/")
    if len(parts) != 3 or not parts[1].isdecimal() or len(parts[1]) > 18:
        raise Http404
    return {"image_id": int(parts[1]), "file": name}
