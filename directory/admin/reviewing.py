"""Versions of profiles that wait, on the admin's first screen: approved where they are read, with what is doubtful."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from directory.models import ActivatorProfile

_READ_FIRST = "approve"


class ToReviewPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's own, that approves no profile unread: its form shows what the rules leave to a person (rule B7)."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        for state in context["states"]:
            if isinstance(state["obj"], ActivatorProfile):
                state["actions"] = [action for action in state["actions"] if action[0] != _READ_FIRST]
        return context


def approve_where_it_is_read(request: HttpRequest, panels: list[Any]) -> None:
    """Puts that panel in the place of Wagtail's."""
    panels[:] = [ToReviewPanel() if type(each) is WorkflowObjectsToModeratePanel else each for each in panels]
