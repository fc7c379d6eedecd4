"""What is in an SVG: a drawing, or also something that acts or asks for something elsewhere.

Nothing is taken away from it: a mark's file is handed out as its owner made it, or not taken at all.
"""

from __future__ import annotations

import re
from xml.parsers import expat

MAX_ELEMENTS = 50_000
MAX_DEPTH = 100

_SVG = "http://www.w3.org/2000/svg"
_OTHER_PAGES = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
# Whatever may change an attribute later, a link to a script among them.
_ANIMATIONS = frozenset({"animate", "animatemotion", "animatetransform", "animatecolor", "set", "discard"})
_PICTURE = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_ADDRESS = re.compile(r"url\s*\(\s*['\"]?\s*(?!['\"]?\s*#)", re.IGNORECASE)
_IMPORT = re.compile(r"@import|expression\s*\(|\\", re.IGNORECASE)  # a backslash spells any of these otherwise


class Refused(Exception):
    """The drawing is not taken; the argument says why, as a code."""


def examine(data: bytes) -> None:
    """Raises Refused: NOT_SVG, SVG_DAMAGED, SVG_ACTIVE_CONTENT or SVG_OUTSIDE."""
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.EntityDeclHandler = drawing.entity
    parser.ProcessingInstructionHandler = drawing.instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as broken:
        raise Refused("SVG_DAMAGED" if drawing.elements else "NOT_SVG") from broken


class _Drawing:
    """What the parser meets. Raises Refused."""

    def __init__(self) -> None:
        self.elements = 0
        self._path: list[str] = []
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        local = local.lower()
        if not self._path and (namespace, local) != (_SVG, "svg"):
            raise Refused("NOT_SVG")
        self.elements += 1
        self._path.append(local)
        if self.elements > MAX_ELEMENTS or len(self._path) > MAX_DEPTH:
            raise Refused("SVG_DAMAGED")
        if local in _OTHER_PAGES or local in _ANIMATIONS:
            raise Refused("SVG_ACTIVE_CONTENT")
        for key, value in attributes.items():
            _inert(key.rpartition(" ")[2].lower(), value)

    def end(self, name: str) -> None:
        if self._path.pop() == "style":
            _inert_style(self._style)
            self._style = ""

    def text(self, text: str) -> None:
        if self._path and self._path[-1] == "style":
            self._style += text

    def entity(self, *args: object) -> None:
        raise Refused("SVG_ACTIVE_CONTENT")

    def instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise Refused("SVG_OUTSIDE")


def _inert(name: str, value: str) -> None:
    if name.startswith("on"):
        raise Refused("SVG_ACTIVE_CONTENT")
    text = value.strip()
    if name in ("href", "src") and not (text.startswith("#") or _PICTURE.fullmatch(text)):
        raise Refused("SVG_ACTIVE_CONTENT" if text.lower().startswith("javascript") else "SVG_OUTSIDE")
    _inert_style(value) if name == "style" else _no_address(value)


def _inert_style(style: str) -> None:
    if _IMPORT.search(style):
        raise Refused("SVG_OUTSIDE")
    _no_address(style)


def _no_address(value: str) -> None:
    if _ADDRESS.search(value):
        raise Refused("SVG_OUTSIDE")
