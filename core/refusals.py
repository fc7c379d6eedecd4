"""A refused publication, told to the person who asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core.errors import PublicationRefused


class PublicationRefusedMiddleware:
    """Turns PublicationRefused into a message and the way back to the entry.

    The editing form says the same at the field before it comes to this; here come the ways of publishing that
    have no form: a moderator's approval, a bulk action, code of others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublicationRefused):
            return None
        messages.error(request, f"« {exception.title} » ne peut pas être publiée. {exception}")
        edit_url = reverse("wagtailadmin_pages:edit", args=(exception.page_id,))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's moderation dialogue follows this address.
            return JsonResponse({"step": "success", "redirect": edit_url})
        return redirect(edit_url)
