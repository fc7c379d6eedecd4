"""Rule W11: whether a page leads to the site's legal notice. Pure.

In doubt the answer is not NO: a page that a script fills, that came in part, or that is on a social network says
nothing. The page is read in one pass whatever it holds; parsers of HTML can be made to take minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from html import unescape
from urllib.parse import unquote, urlsplit

from core.text import fold

TEXT_MIN = 200  # characters that a page shows; with fewer a script fills it, or it is a frame around another
LINKS_MIN = 2  # with fewer there is no menu and no foot of a page either
_LINE_MAX = 60  # characters; what is longer speaks of legal notices rather than leads to one
_LABEL_MAX = 300  # characters of a link or heading that are looked at
# Pages of others, whose legal notice is theirs.
_NETWORKS = frozenset(
    "facebook.com fb.com instagram.com linkedin.com x.com twitter.com youtube.com youtu.be tiktok.com pinterest.com "
    "pinterest.fr threads.net bsky.app twitch.tv snapchat.com viadeo.com malt.fr calendly.com linktr.ee wa.me t.me "
    "google.com goo.gl g.page".split()
)
_NOTICE = re.compile(
    r"\b(mentions?|informations?|infos?|notices?|conditions|pages?|renseignements) (et \w+ )?(legales?|obligatoires)\b"
    r"|\blegal (notices?|information|infos?|mentions?|disclaimer)\b"
    r"|\b(impressum|imprint|aviso legal|note legali|rechtliche hinweise)\b"
    r"|\bmentionslegales\b|\bcg[uv]+\b.*\bmentions?\b|\bmentions?\b.*\bcg[uv]+\b"
)
_WHOLE = frozenset(("legal", "legales", "mention", "mentions", "juridique", "informations juridiques"))
_LABELLED = ("a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "summary")
_UNSEEN = ("script", "style", "noscript", "template", "title", "textarea", "svg")
_NAME = re.compile(r"/?[a-z][a-z0-9]*")
_NO_WORD = re.compile(r"[\W_]+")


class Notice(StrEnum):
    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


def notice_on(html: str, *, url: str = "", is_whole: bool = True) -> Notice:
    """Whether a link, a heading or a short line names a legal notice.

    `is_whole` is false when there is more of the page: the notice is linked at its foot.
    """
    if _is_network(url):
        return Notice.UNKNOWN
    shown = links = 0
    label = ""  # of the link or heading that is open
    is_open = False
    for tag, text in _pieces(html):
        name = _NAME.match(tag[:20].lower())
        element = name.group().lstrip("/") if name else ""
        if element in _LABELLED:
            if is_open and _names_notice(label):
                return Notice.YES
            is_open, label = not tag.startswith("/"), ""
            links += element == "a" and is_open
            if element == "a" and is_open and _NOTICE.search(_plain(unquote(unescape(tag[1:2000])))):
                return Notice.YES
        if is_open and len(label) < _LABEL_MAX:
            # A break parts words, and what only sets some letters apart does not.
            label += (" " if element in ("br", "p", "div", "li", "img") else "") + text[:_LABEL_MAX]
        elif len(text) < _LINE_MAX and _NOTICE.search(_plain(text)):
            return Notice.YES
        shown += len(text.strip())
    if is_open and _names_notice(label):
        return Notice.YES
    return Notice.NO if is_whole and shown >= TEXT_MIN and links >= LINKS_MIN else Notice.UNKNOWN


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Each tag without its brackets, and the text up to the next one; the text before the first comes without a tag.

    Comments and what nobody sees are left out, to the end of the page where they do not end.
    """
    first, *rest = html.split("<")
    yield "", first
    until = ""  # what ends that which is left out
    for piece in rest:
        start = piece[:20].lower()
        if not until and start.startswith("!--"):
            until = "--"
        if until == "--":
            _, ended, text = piece.partition("-->")
            if ended:
                until = ""
                yield "", text
            continue
        if until:
            if not start.startswith(until):
                continue
            until = ""
        tag, _, text = piece.partition(">")
        name = _NAME.match(start)
        if name and name.group() in _UNSEEN and not tag.endswith("/"):
            until = f"/{name.group()}"
            continue
        yield tag, text


def _names_notice(label: str) -> bool:
    text = _plain(label)
    return text in _WHOLE or _NOTICE.search(text) is not None


def _plain(text: str) -> str:
    """Folded words with single spaces, whatever stood between them."""
    return _NO_WORD.sub(" ", fold(unescape(text))).strip()


def _is_network(url: str) -> bool:
    host = (urlsplit(url).hostname or "").removesuffix(".")
    return any(host == name or host.endswith(f".{name}") for name in _NETWORKS)
