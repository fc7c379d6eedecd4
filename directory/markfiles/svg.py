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
# What drawing tools write at the top; browsers know these two, and ask nobody for them.
_DOCTYPES = frozenset(
    (f"-//W3C//DTD SVG {version}//EN", f"http://www.w3.org/{path}")
    for version, path in (
        ("1.0", "TR/2001/REC-SVG-20010904/DTD/svg10.dtd"),
        ("1.1", "Graphics/SVG/1.1/DTD/svg11.dtd"),
    )
)
# Of styles, what computes and asks for nothing; an address is looked at by itself. Whatever else there is, or will be,
# may fetch: `image-set`, `image`, `src`, `cross-fade`…
_FUNCTIONS = frozenset(
    """
    url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix linear-gradient radial-gradient
    matrix matrix3d translate translatex translatey translate3d scale scalex scaley rotate skew skewx skewy
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    calc min max clamp var circle ellipse inset polygon path cubic-bezier steps
    not is where nth-child nth-last-child nth-of-type nth-last-of-type lang
    """.split()
)
_AT_RULES = frozenset(("charset", "font-face", "media", "supports", "keyframes", "-webkit-keyframes"))
_FUNCTION = re.compile(r"([-\w]+)\(")
_AT_RULE = re.compile(r"@([-\w]*)")
# Attributes that are no style but names and texts, whose brackets call nothing.
_NAMES = re.compile(r"id|class|name|title|lang|role|(?:data|aria)-.*")
_ADDRESS = re.compile(r"url\s*\((?!\s*['\"]?\s*#)", re.IGNORECASE)


class Refused(Exception):
    """The drawing is not taken; the argument says why, as a code."""


def examine(data: bytes) -> None:
    """Raises Refused: NOT_SVG, SVG_DAMAGED, SVG_ACTIVE_CONTENT or SVG_OUTSIDE."""
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.StartDoctypeDeclHandler = drawing.doctype
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
            namespace, _, local = key.rpartition(" ")
            _inert(local.lower(), value, is_own=not namespace)

    def end(self, name: str) -> None:
        if self._path.pop() == "style":
            _inert_style(self._style)
            self._style = ""

    def text(self, text: str) -> None:
        if self._path and self._path[-1] == "style":
            self._style += text

    def doctype(self, name: str, system: str | None, public: str | None, has_declarations: int) -> None:
        if has_declarations:
            raise Refused("SVG_ACTIVE_CONTENT")
        if (system or public) and (public, system) not in _DOCTYPES:
            raise Refused("SVG_OUTSIDE")

    def entity(self, *args: object) -> None:
        raise Refused("SVG_ACTIVE_CONTENT")

    def instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise Refused("SVG_OUTSIDE")


def _inert(name: str, value: str, *, is_own: bool) -> None:
    """An attribute; one that is SVG's own may be a style (`fill`, `filter`), those of other names never are."""
    if name.startswith("on"):
        raise Refused("SVG_ACTIVE_CONTENT")
    text = value.strip()
    if name in ("href", "src"):
        if not (text.startswith("#") or _PICTURE.fullmatch(text)):
            raise Refused("SVG_ACTIVE_CONTENT" if text.lower().startswith("javascript") else "SVG_OUTSIDE")
        return
    _no_address(value)
    if is_own and not _NAMES.fullmatch(name):
        _inert_style(value)


def _inert_style(style: str) -> None:
    """A style, or what may be one. A backslash spells anything otherwise."""
    _no_address(style)
    functions = (found.lower() for found in _FUNCTION.findall(style))
    rules = (found.lower() for found in _AT_RULE.findall(style))
    if "\\" in style or not _FUNCTIONS.issuperset(functions) or not _AT_RULES.issuperset(rules):
        raise Refused("SVG_OUTSIDE")


def _no_address(value: str) -> None:
    if _ADDRESS.search(value):
        raise Refused("SVG_OUTSIDE")
