"""One look at a link: whether it answers, and whether its site has a legal notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from directory.linkcheck.fetching import Outcome, Page
from directory.linkcheck.notice import Notice, notice_on

Fetch = Callable[[str], Page]


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen. `reason` is in French, for people; empty when there is none to give."""

    outcome: Outcome
    reason: str = ""
    notice: Notice = Notice.UNKNOWN


def look(link: str, *, fetch: Fetch) -> Look:
    """Ask for the link; where its page leads to no legal notice, for the site's first page too."""
    page = fetch(link)
    notice = _notice(page)
    if notice is Notice.NO:
        home = urljoin(page.url, "/")
        if home != page.url:
            notice = _notice(fetch(home))
    return Look(page.outcome, page.reason, notice)


def _notice(page: Page) -> Notice:
    if page.outcome is not Outcome.OK:
        return Notice.UNKNOWN
    return notice_on(page.html, url=page.url, is_whole=page.is_whole)
