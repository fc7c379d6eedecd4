"""HTML that goes out: which elements and attributes may, and how headings nest. Pure."""

from __future__ import annotations

import re

import nh3

TAGS = frozenset(
    "a abbr aside b blockquote br caption code dd div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img li "
    "mark ol p section small span strong sub sup table tbody td th thead tr ul".split()
)
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "hreflang", "type", "class"},
    "aside": {"class"},
    "div": {"class"},
    "figure": {"class"},
    "h3": {"id"},  # of a question in a group
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
    "ol": {"start", "class"},
    "p": {"class"},
    "section": {"class"},
    "span": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ul": {"class"},
}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)
_HEADING = re.compile(r"<(/?)h([1-6])\b([^>]*)>", re.IGNORECASE)


def sanitise(html: str) -> str:
    """The HTML without anything that could act: scripts, styles, handlers, unknown schemes."""
    return _CLEANER.clean(html)


def nest_headings(html: str, *, first: int) -> str:
    """Renumber headings so that the highest is `first` and no level is skipped.

    What came after a heading of a lower rank stays under it: `h3 h5 h4` with `first=3` gives `h3 h4 h4`.
    """
    open_levels: list[int] = []  # original levels of the headings we are under

    def renumber(match: re.Match[str]) -> str:
        closing, level, attributes = match.group(1), int(match.group(2)), match.group(3)
        if not closing:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        return f"<{closing}h{min(first + len(open_levels) - 1, 6)}{attributes}>"

    return _HEADING.sub(renumber, html)
