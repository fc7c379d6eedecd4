"""Texts of a profile: from what people type, plain or simple HTML, to what Wagtail stores, and back.

What is kept is what `TEXT_FEATURES` offers: paragraphs, bold, italic, lists, and links to the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

SCHEMES = ("http", "https", "mailto", "tel")
_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_LISTS = ("ul", "ol")
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 section article aside header footer main figure figcaption blockquote pre table caption "
    "tr dl dt dd hr address".split()
)
_CELLS = frozenset(("td", "th"))
_KNOWN = {"a", "br", "li", "span", "script", "style", "img", "u", "s", "sub", "sup", "code", "tbody", "thead"}
_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted({*_KNOWN, *_INLINE, *_LISTS, *_BLOCKS, *_CELLS}))})(?=[\s/>])", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NEWLINE = re.compile(r"\r\n?|[\u2028\u2029]")
_ITEM = re.compile(r"[-*•–]\s+(?=\S)")
_DEEPEST = 4  # lists within lists
_CLEANER = nh3.Cleaner(
    tags={*_INLINE, *_LISTS, *_BLOCKS, *_CELLS, "a", "br", "li"},
    attributes={"a": {"href"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def to_rich_text(text: str) -> str:
    """What Wagtail stores for a text that somebody typed.

    Plain text becomes paragraphs, at its empty lines, and lists, where lines begin with a dash. HTML keeps what the
    portal's editor offers too; everything else goes, its words stay. Nothing but spaces gives «».
    """
    text = _NEWLINE.sub("\n", strip_control(text))
    return _written(_parsed(text) if _TAG.search(text) else list(_plain_blocks(text)))


def from_rich_text(stored: str) -> str:
    """A stored text as simple HTML, for whoever edits it elsewhere; `to_rich_text` takes it back as it is.

    Links to pages and documents of the portal, which its editors may have set, lose their address.
    """
    return _written(_parsed(stored))


def strip_control(text: str) -> str:
    """The text without what no database holds, or no screen shows: control characters and halves of characters."""
    return _CONTROL.sub("", text)


@dataclass(slots=True)
class _Block:
    """A paragraph, or an item of a list, with the lists it is in from the outermost."""

    lists: tuple[str, ...] = ()
    parts: list[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        html = re.sub(r"[ \t\n]+", " ", "".join(self.parts))
        html = re.sub(r"(?: ?<br/> ?)+", "<br/>", html)
        while (less := re.sub(r"<(b|i)>\s*</\1>|<a [^>]*>\s*</a>", "", html)) != html:
            html = less
        return re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", html)


def _plain_blocks(text: str) -> Iterator[_Block]:
    for chunk in re.split(r"\n[^\S\n]*\n", text):
        lines: list[str] = []
        for line in chunk.split("\n"):
            if item := _ITEM.match(line.strip()):
                yield _Block(parts=_lines(lines))
                lines = []
                yield _Block(lists=("ul",), parts=[escape(line.strip()[item.end() :], quote=False)])
            else:
                lines.append(line.strip())
        yield _Block(parts=_lines(lines))


def _lines(lines: list[str]) -> list[str]:
    return ["<br/>".join(escape(line, quote=False) for line in lines)]


class _Parser(HTMLParser):
    """Takes clean HTML apart into blocks, whatever is nested in what."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = [_Block()]
        self._lists: list[str] = []
        self._inline: list[tuple[str, str]] = []  # the tag as it came, and how it is opened; «» for a link to nowhere
        self._in_item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LISTS:
            self._lists.append(tag)
            self._in_item = False
            self._begin()
        elif tag == "li":
            self._begin()
            self._in_item = True
        elif tag in _BLOCKS:
            self._break()
        elif tag == "br":
            self._add("<br/>")
        elif tag in _CELLS:
            self._add(" ")
        elif tag in _INLINE or tag == "a":
            self._open(tag, _link(dict(attrs)) if tag == "a" else f"<{_INLINE[tag]}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS:
            if self._lists:
                self._lists.pop()
            self._in_item = bool(self._lists)
            self._begin()
        elif tag == "li":
            self._in_item = False
        elif tag in _BLOCKS:
            self._break()
        elif any(tag == name for name, _ in self._inline):
            self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._lists and not self._in_item and data.strip():
            self._begin()
            self._in_item = True
        self._add(escape(data, quote=False))

    def _add(self, html: str) -> None:
        self.blocks[-1].parts.append(html)

    def _break(self) -> None:
        """A new paragraph; within an item of a list, a new line."""
        if self._lists and self._in_item:
            self._add("<br/>")
        else:
            self._begin()

    def _begin(self) -> None:
        self._add("".join(_end(opening) for _, opening in reversed(self._inline)))
        self.blocks.append(_Block(lists=tuple(self._lists[:_DEEPEST])))
        self._add("".join(opening for _, opening in self._inline))

    def _open(self, tag: str, opening: str) -> None:
        repeated = any(_end(opening) == _end(other) for _, other in self._inline)
        self._inline.append((tag, "" if repeated else opening))
        self._add(self._inline[-1][1])

    def _close(self, tag: str) -> None:
        """Close the tag, and for a moment what was opened within it."""
        place = max(index for index, (name, _) in enumerate(self._inline) if name == tag)
        within = self._inline[place + 1 :]
        self._add("".join(_end(opening) for _, opening in reversed(self._inline[place:])))
        del self._inline[place]
        self._add("".join(opening for _, opening in within))

    def close(self) -> None:
        super().close()
        self._add("".join(_end(opening) for _, opening in reversed(self._inline)))


def _end(opening: str) -> str:
    return f"</{opening[1]}>" if opening else ""


def _link(attrs: dict[str, str | None]) -> str:
    href = (attrs.get("href") or "").strip()
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        return ""
    return f'<a href="{escape(href)}">' if scheme in SCHEMES else ""


def _parsed(html: str) -> list[_Block]:
    parser = _Parser()
    parser.feed(_CLEANER.clean(html))
    parser.close()
    return parser.blocks


def _written(blocks: list[_Block]) -> str:
    """The blocks as HTML; items that follow each other are in one list, those of inner lists in the item before."""
    written: list[str] = []
    open_lists: list[str] = []

    def close_lists(kept: int) -> None:
        while len(open_lists) > kept:
            written.append(f"</li></{open_lists.pop()}>")

    for block in blocks:
        if not (html := block.html):
            continue
        if not block.lists:
            close_lists(0)
            written.append(f"<p>{html}</p>")
            continue
        # An inner list needs an item to be in.
        lists = list(block.lists[: len(open_lists) + 1])
        shared = next((i for i, pair in enumerate(zip(open_lists, lists, strict=False)) if pair[0] != pair[1]), None)
        close_lists(min(len(open_lists), len(lists)) if shared is None else shared)
        if len(open_lists) == len(lists):
            written.append("</li><li>")
        else:
            written.extend(f"<{tag}><li>" for tag in lists[len(open_lists) :])
            open_lists[:] = lists
        written.append(html)
    close_lists(0)
    return "".join(written)
