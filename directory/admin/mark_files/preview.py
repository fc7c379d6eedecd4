"""A file of a mark as its keepers see it, whether it is still handed out or not; not counted as a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from directory.admin.mark_files.access import may_see_files
from directory.markfiles.views import INERT, name_of, opened
from directory.models import MarkFile, MarkFormat

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

IS_PICTURE = (MarkFormat.PNG, MarkFormat.JPEG, MarkFormat.WEBP, MarkFormat.SVG)


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file: a picture to look at, any file to keep. A drawing that is opened by itself is inert all the same."""
    if not may_see_files(request.user):
        raise PermissionDenied
    found = get_object_or_404(MarkFile.objects.select_related("mark"), pk=pk)
    keeps = "garder" in request.GET or found.format not in IS_PICTURE
    return FileResponse(
        opened(found), as_attachment=keeps, filename=name_of(found), content_type=found.content_type, headers=INERT
    )
