"""Rule B7, for many profiles at once: most name no mark at all, and are told so without being read word by word."""

from __future__ import annotations

import re
from urllib.parse import unquote

from directory.rules.candidate import Candidate
from directory.rules.lookalikes import skeleton
from directory.rules.mark_reading import vocabulary
from directory.rules.mark_words import MarkWords

_NAMES = (
    "presentation", "services", "references", "pricing", "first_name", "last_name", "organisation_name", "photo_name",
    "photo_alt",
)  # fmt: skip
# Markup, entities, flags, and signs that stand for letters within a word: what only a reading understands.
_UNPLAIN = re.compile(r"[<&\U0001F1E6-\U0001F1FF]|[^\W\d_][@|!€$]")


def names_no_mark(candidate: Candidate, words: MarkWords) -> bool:
    """Whether it is certain that no text of the profile holds a mark; False where that takes a reading."""
    links = [unquote(link) for link in (candidate.website, *candidate.social_links)]
    text = "\n".join([*(getattr(candidate, name) for name in _NAMES), *links])
    return not _UNPLAIN.search(text) and not vocabulary(words).marks.search(skeleton(text))
