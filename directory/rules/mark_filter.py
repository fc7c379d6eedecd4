"""Rule B7, for many profiles at once: most name no mark at all, and are told so without being read word by word."""

from __future__ import annotations

import re
from urllib.parse import unquote

from directory.rules.candidate import Candidate
from directory.rules.lookalikes import skeleton
from directory.rules.mark_addresses import readable
from directory.rules.mark_reading import vocabulary
from directory.rules.mark_words import MarkWords

_NAMES = (
    "presentation", "services", "references", "pricing", "first_name", "last_name", "organisation_name", "photo_name",
    "photo_alt", "street", "city",
)  # fmt: skip
# Markup, entities, flags, and signs that stand for letters within a word: what only a reading understands.
_UNPLAIN = re.compile(r"[<&\U0001F1E6-\U0001F1FF]|[^\W\d_][@|!€$]")


def names_no_mark(candidate: Candidate, words: MarkWords) -> bool:
    """Whether it is certain that no text of the profile holds a mark; False where that takes a reading."""
    addresses = [candidate.website, *candidate.social_links, *(link for _, link in candidate.text_links)]
    names = [getattr(candidate, name) for name in _NAMES]
    text = "\n".join([*names, unquote(candidate.photo_name), *map(readable, addresses)])
    return not _UNPLAIN.search(text) and not vocabulary(words).marks.search(skeleton(text))
