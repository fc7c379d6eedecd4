"""The ticks of rule E2 in the editing form: each is given for one change, and does not outlive it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.publication import TICKS, content_of
from pages.rules.versions import EntryContent, is_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.admin.forms import FaqEntryForm
    from pages.models import DatedUpdate

KEPT = "kept"  # what the browser sends of a box that was already ticked when the form was opened


class KeptTicks:
    """Boxes that a form opens ticked, because its draft was saved with them.

    The draft may have been scheduled, submitted or left by somebody else: its tick speaks of the change that is
    in it. It holds as long as that change is the one that is published; after another one it has to be given
    again. A box that is ticked in the open form speaks of whatever the form holds.
    """

    def __init__(self, form: FaqEntryForm) -> None:
        self._form = form
        self._stored: EntryContent | None = None
        if form.is_bound:
            self._names = [name for name in TICKS if form.data.get(form.add_prefix(name)) == KEPT]
            if self._names:
                self._stored = content_of(form.instance)
        else:
            self._names = [name for name in TICKS if getattr(form.instance, name)]
        self._mark(KEPT)

    def drop_worn(self, updates: Iterable[DatedUpdate]) -> None:
        """Untick those that were given for another change than the one the form now holds."""
        if self._stored is None:
            return
        entry = self._form.instance
        content = content_of(entry, updates=updates)
        other = is_changed(content, self._stored) or set(content.updates) != set(self._stored.updates)
        worn = [name for name in self._names if other or not getattr(self._stored, name)]
        if not worn:
            return
        data = self._form.data.copy()
        for name in worn:
            setattr(entry, name, False)
            data.pop(self._form.add_prefix(name), None)
        self._form.data = data
        self._mark(None, worn)

    def _mark(self, value: str | None, names: Iterable[str] | None = None) -> None:
        for name in self._names if names is None else names:
            attrs = self._form.fields[name].widget.attrs
            if value is None:
                attrs.pop("value", None)
            else:
                attrs["value"] = value
