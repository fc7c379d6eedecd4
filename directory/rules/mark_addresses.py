"""Rule B7: what addresses and names of files say, as a reader sees them."""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

LOOKED_AT = 2000  # characters of a name or a link: what is longer is refused for its length

_ADDRESS = re.compile(
    r"""href\s{0,5}=\s{0,5}(?:"([^"]{1,2000})|'([^']{1,2000}))|(https?://[^\s<>"']{1,2000})""", re.IGNORECASE
)
_PUNYCODE = re.compile(r"xn--([a-z0-9-]{1,60})", re.IGNORECASE)


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses that a text leads to: those of its links, which nobody reads, and those that are typed."""
    found = (next(part for part in match.groups() if part) for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(map(html.unescape, found)))


def readable(address: str) -> str:
    """An address as it is shown: `%C3%A9` is «é», and so is what `xn--` writes without it."""
    return _PUNYCODE.sub(_decoded, unquote(address[:LOOKED_AT]))


def _decoded(label: re.Match[str]) -> str:
    try:
        return label[1].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label[0]


def stem(file_name: str) -> str:
    """A file's name without its folder and ending, as it is shown."""
    base = PurePosixPath(unquote(file_name[-LOOKED_AT:]).replace("\\", "/")).name
    return base.rpartition(".")[0] or base


def spaced(name: str) -> str:
    """The words of a file's name or of an address, one character for each."""
    return "".join(char if char.isalnum() or char in "’'&;#<>" else " " for char in name)
