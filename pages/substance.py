"""Whether an answer says something, or leads somewhere (rule E6).

What only announces an answer is none: headings, captions, titles, the text of a link that leads nowhere, and
characters that nobody sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from core.references import Kind, ReferenceIds, load_references
from core.streams import LiveBlock, PublicBlock, PublicTable, project_stream

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from core.visibility import PublicScope
    from pages.models import FaqEntry

_ANNOUNCING = frozenset("h1 h2 h3 h4 h5 h6 caption figcaption th".split())


@dataclass(frozen=True, slots=True)
class Substance:
    """What there is in one block: words of an answer, a link or document that readers can open."""

    has_text: bool = False
    points_elsewhere: bool = False


def public_blocks(entry: FaqEntry, scope: PublicScope) -> list[PublicBlock]:
    """The answer's blocks with the references that readers can follow; one that leads back to the entry is none."""
    stream_block = entry._meta.get_field("answer").stream_block
    raw = entry.answer.get_prep_value()
    wanted = ReferenceIds()
    project_stream(stream_block, raw, wanted)
    found = load_references(wanted, scope)

    def resolve(kind: Kind, pk: int) -> Any:
        return None if kind is Kind.PAGE and pk == entry.pk else found(kind, pk)

    return project_stream(stream_block, raw, resolve)


def substance(blocks: Iterable[PublicBlock]) -> Substance:
    """What the blocks hold between them."""
    found = [_of_block(block) for block in blocks]
    return Substance(any(part.has_text for part in found), any(part.points_elsewhere for part in found))


def _of_block(block: PublicBlock) -> Substance:
    value = block.value
    if block.name == "links":
        return Substance(points_elsewhere=any(link["page"] or link["url"] for link in value["links"]))
    if block.name == "document":
        return Substance(points_elsewhere=value["document"] is not None)
    if isinstance(block.block, LiveBlock):
        return Substance(has_text=value is not None)
    if block.name == "question":
        inside = substance(value["answer"])
        return Substance(inside.has_text or bool(value["verdict"]), inside.points_elsewhere)
    return _of_html(_rich_texts(block.name, value))


def _rich_texts(name: str, value: Any) -> list[str]:
    """The rich texts of a block that are its content, as HTML."""
    if name == "text":
        return [value.html]
    if name == "steps":
        return [step.html for step in value["steps"]]
    if name == "notice":
        return [value["text"].html]
    if isinstance(value, PublicTable):
        return [cell.html for row in value.rows for cell in row]
    return []


def _of_html(texts: Iterable[str]) -> Substance:
    reader = _Reader()
    for html in texts:
        reader.feed(html)
    reader.close()
    return Substance(reader.has_text, reader.has_link)


class _Reader(HTMLParser):
    """Reads the HTML that readers get, where a link to something that is not public has lost its address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.has_text = self.has_link = False
        self._unread: list[str] = []  # elements we are in whose text does not count

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") if tag == "a" else None
        self.has_link = self.has_link or bool(address)
        if tag in _ANNOUNCING or (tag == "a" and not address):
            self._unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unread and self._unread[-1] == tag:
            self._unread.pop()

    def handle_data(self, data: str) -> None:
        # Letters and digits are read; spaces, marks of formatting and punctuation alone are not an answer.
        self.has_text = self.has_text or (not self._unread and any(map(str.isalnum, data)))
