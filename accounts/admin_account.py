"""One's own settings in the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class OwnSettingsView(AccountView):
    """Wagtail's, without portraits: Wagtail wants a public address of them on every page, and files here have none."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
