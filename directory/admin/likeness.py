"""In the form of a profile: whether its picture looks like a mark (rule B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.panels import HelpPanel

if TYPE_CHECKING:
    from core.rules import Finding


class LikenessPanel(HelpPanel):
    """Beside the picture; not there when there is nothing to say."""

    class BoundPanel(HelpPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.findings = _findings_on(self.instance)
            self.content = _as_html(self.findings)

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.findings)


def _findings_on(profile: Any) -> list[Finding]:
    from directory.markfiles.likeness import photo_findings  # models are not ready when panels are declared

    return photo_findings(profile.photo)


def _as_html(findings: list[Finding]) -> SafeString:
    return format_html_join("", '<p class="help-block help-warning">{}</p>', ((each.message,) for each in findings))
