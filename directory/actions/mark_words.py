"""The words of rule B7, all at once: whoever keeps them hands in the whole list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from directory.models import MarkWord

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def replace_mark_words(wanted: Mapping[str, str], *, by: User | None) -> None:
    """Make the words those, by expression as it is kept, with their kind; each change has its line in the history."""
    stored = {word.expression: word for word in MarkWord.objects.select_for_update()}
    for expression, word in stored.items():
        if expression not in wanted:
            log(instance=word, action="wagtail.delete", user=by)
            word.delete()
        elif word.kind != wanted[expression]:
            word.kind = wanted[expression]
            word.save()
            log(instance=word, action="wagtail.edit", user=by, content_changed=True)
    for expression, kind in wanted.items():
        if expression not in stored:
            word = MarkWord.objects.create(expression=expression, kind=kind)
            log(instance=word, action="wagtail.create", user=by, content_changed=True)
