"""Pieces of the admin that every kind of page uses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.permissions import page_permission_policy


class DayColumn(Column):
    """A civil day, or a dash."""

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return f"{day:%d/%m/%Y}" if day else "—"


class ReportMenuItem(MenuItem):
    """A report on pages, for people who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])
