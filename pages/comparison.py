"""Whether two answers read the same, however they came to be stored."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

# What the editor writes for itself into rich text.
_EDITOR_ATTRIBUTES = frozenset({"data-block-key"})


def essence(answer: StreamValue) -> list[Any]:
    """A value that is equal for two answers that read the same.

    Left out: the ids of blocks, the anchors of questions (given by the registry), what is empty, and in rich
    text the editor's own marks and the order of attributes.
    """
    for block in answer:
        _ = block.value  # so that stored values of an older shape take today's
    return [_block(block) for block in answer.get_prep_value()]


def _block(block: dict[str, Any]) -> list[Any]:
    value = block["value"]
    if block["type"] == "question" and isinstance(value, dict):
        value = {name: part for name, part in value.items() if name != "anchor"}
    return [block["type"], _value(value)]


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        if value.keys() >= {"type", "value"}:
            return _block(value)
        parts = {name: _value(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part or part == 0}
    return value


def _text(value: str) -> str | list[Any]:
    if "<" not in value and "&" not in value:
        return _collapse(value).strip()
    parser = _RichText()
    parser.feed(value)
    parser.close()
    return parser.tokens


def _collapse(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)


class _RichText(HTMLParser):
    """Rich text as a list of tags and texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted((name, value or "") for name, value in attrs if name not in _EDITOR_ATTRIBUTES)
        self.tokens.append([tag, kept])

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr", "embed"):
            self.tokens.append(["/", tag])

    def handle_data(self, data: str) -> None:
        text = _collapse(data)
        if text.strip(" "):
            self.tokens.append(text)
