"""In the form of a profile: what its texts, its names and its picture say of the marks (rules B1, B2 and B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from wagtail.admin.panels import HelpPanel

if TYPE_CHECKING:
    from directory.admin.files.findings import Shown

Groups = list[tuple[str, str, "list[Shown]"]]
TEMPLATE = "directory/admin/marks_panel.html"


class MarksPanel(HelpPanel):
    """For whoever decides of a version: what the rules are sure of, and what a person has to judge.

    Not there when there is nothing to say.
    """

    class BoundPanel(HelpPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.groups = _said_of(self.instance)
            self.content = render_to_string(TEMPLATE, {"groups": self.groups}) if self.groups else ""

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.groups)


def _said_of(profile: Any) -> Groups:
    """Of the version that is in the form; nothing of a profile that is only being made."""
    # Models are not ready when panels are declared.
    from directory.admin.files.findings import grouped
    from directory.candidates import candidate_of_profile
    from directory.markcheck.texts import said_of
    from directory.markcheck.words import stored_words
    from directory.markfiles.likeness import photo_findings

    if profile.pk is None:
        return []
    candidate = candidate_of_profile(profile)
    return grouped([*said_of(candidate, stored_words()), *photo_findings(profile.photo)], candidate)
