"""Rule B7: a text as the letters that a reader sees, each with its place in what was typed.

Case, accents, look-alike letters of other alphabets, full-width and other shapes, digits that stand for letters,
invisible characters, tags and entities: none of it counts. What is between letters is kept as a gap. One pass over the
text, whatever is in it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag
from functools import lru_cache

from confusable_homoglyphs.confusables import confusables_data


class Gap(IntFlag):
    """What stands between two letters."""

    NONE = 0
    SPACE = 1  # spaces, hyphens, apostrophes, quotes, signs
    LINE = 2
    LIST = 4  # a dash between spaces, a bullet, a slash
    COMMA = 8  # or a parenthesis
    COLON = 16
    STOP = 32
    QUESTION = 64
    CASE = 128  # nothing, but the next letter may begin a word: «monLogo»
    AND = 256  # «&», «+»
    PARENTHESIS = 512  # a comma that is one


CLAUSE = Gap.LINE | Gap.LIST | Gap.COMMA | Gap.COLON | Gap.AND


@dataclass(slots=True)
class Reading:
    """A text as it is read. `letters[i]` was typed from `starts[i]` to `ends[i]`, after `gaps[i]`."""

    letters: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)  # ranges of letters between quotation marks
    last: Gap = Gap.NONE  # after the last letter


_MARKUP = re.compile(
    r"<!--.{0,200}?-->|</?[a-zA-Z][^<>]{0,300}>|&#\d{1,7};?|&#[xX][0-9a-fA-F]{1,6};?|&[a-zA-Z][a-zA-Z0-9]{1,30};"
    # A flag, of two letters that stand alone; and the endings of «certifié(e)» and «labellisé·e·s».
    r"|(?<![\U0001F1E6-\U0001F1FF])[\U0001F1E6-\U0001F1FF]{2}(?![\U0001F1E6-\U0001F1FF])"
    r"|(?<=[^\W\d_]{2})(?:\((?:e|s|es)\)|[·•⋅‧./-]e(?:[·•⋅‧./-]?s)?(?![^\W_]))",
    re.DOTALL | re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|wbr|!--)\b",
    re.IGNORECASE,
)
# Letters that Unicode's table leaves out, as they are drawn.
_DRAWN = {
    pair[0]: pair[1]
    for pair in (
        "пn мm тt кk вb нh иu ηn ñn ƒf ıi Λa λa ʌa Ʌa ∀a Δa ғf ₣f ₦n ₵c цu Цu гr Гr яr Яr Иn йu Йn μu єe Єe эe Эe εe "
        "Σe αa ᖴf ᖇr ᗩa ᑎn ᑕc ᗴe ᗰm ᑌu ᗪd ᒪl ᑭp ᔕs ᗷb ᑊi ¢c"
    ).split()
}
_LONG_S = "ſ"  # nobody writes it any more but for an f, as which Unicode does not read it
_DIGITS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"}
_ONE = str.maketrans({"l": "i"} | _DIGITS)  # l, I and 1 are one letter here
_WITHIN = {"@": "a", "|": "i", "!": "i", "€": "e", "$": "s"}  # letters, within a word
_NO_LETTERS = "™®©℠ªº№"  # which NFKC would write out
_INVISIBLE = "\u115f\u1160\u3164\uffa0\u17b4\u17b5"  # letters of which nothing shows
_OPENING, _CLOSING = "«“„‹", "»”›"
# «TURNED A», «REVERSED C», «OPEN E», «SMALL CAPITAL R» are that letter.
_NAMED = re.compile(r"LATIN (?:[A-Z]{2,} )?LETTER (?:[A-Z]{2,} )*([A-Z])(?: WITH .*)?$")
_CIRCLED = (0x1F150, 0x1F170, 0x1F1E6)  # white on black, round and square; of flags
_LONGEST_QUOTE = 400  # letters


def _look_alikes() -> dict[str, str]:
    found: dict[str, str] = {}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for latin in (letter, letter.upper()):
            for other in confusables_data.get(latin, ()):
                if len(other["c"]) == 1 and not other["c"].isascii():
                    found.setdefault(other["c"], letter)
    return _DRAWN | found


_LOOK_ALIKES = _look_alikes()


@lru_cache(maxsize=8192)
def letters_of(char: str) -> str | None:
    """The letters that one character shows; «» for one that shows nothing, None for one that is no letter."""
    if char.isascii():
        return char.lower().translate(_ONE) if char.isalnum() else None
    if char in _NO_LETTERS:
        return None
    if char in _INVISIBLE or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    if char == _LONG_S:
        return "f"
    plain = unicodedata.normalize("NFKD", char)
    parts = char if char in _LOOK_ALIKES and not (plain[0].isascii() and plain[0].isalnum()) else plain
    shown = [_letter(part) for part in parts]
    return "".join(shown).translate(_ONE) if any(shown) else None


def _letter(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    for alike in (char, char.casefold()):
        if alike in _LOOK_ALIKES:
            return _LOOK_ALIKES[alike]
    if named := _NAMED.match(unicodedata.name(char, "")):
        return named[1].lower()
    for first in _CIRCLED:
        if first <= ord(char) < first + 26:
            return chr(ord("a") + ord(char) - first)
    return char.casefold() if char.isalnum() else ""


def skeleton(text: str) -> str:
    """Only the letters, as `read` gives them: to compare with."""
    return "".join(letters_of(char) or "" for char in text)


def read(text: str) -> Reading:
    """The letters of a text, in one pass."""
    found = Reading()
    letters: list[str] = []
    gap, opened, before = Gap.NONE, -1, " "
    for char, start, end in _characters(text):
        seen = letters_of(char)
        if seen is None and char in _WITHIN and _is_within(char, before, text[end : end + 1]):
            seen, gap = _WITHIN[char].translate(_ONE), gap | Gap.CASE
        if seen == "":
            if found.ends and gap == Gap.NONE:
                found.ends[-1] = end
            continue
        if seen is None:
            gap |= _gap(char, before, text[end : end + 1])
            if char in _OPENING or (char == '"' and opened < 0):
                opened = len(letters)
            elif (char in _CLOSING or char == '"') and opened >= 0:
                if 0 < len(letters) - opened <= _LONGEST_QUOTE:
                    found.quotes.append((opened, len(letters)))
                opened = -1
        else:
            if before in _WITHIN or (char.isupper() and before.islower()):
                gap |= Gap.CASE
            for one in seen:
                letters.append(one)
                found.starts.append(start)
                found.ends.append(end)
                found.gaps.append(gap)
                gap = Gap.NONE
        before = char
    found.letters, found.last = "".join(letters), gap
    return found


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character with its place; entities are the character they stand for, tags nothing or a new line."""
    place = 0
    for markup in _MARKUP.finditer(text):
        yield from ((text[index], index, index + 1) for index in range(place, markup.start()))
        place = markup.end()
        if markup[0].startswith("&"):
            yield from ((char, markup.start(), place) for char in html.unescape(markup[0]))
        elif not markup[0].startswith("<"):
            yield from _unmarked(markup[0], markup.start())
        elif not (markup[0].startswith("<!") or _INLINE_TAG.match(markup[0])):
            yield "\n", markup.start(), place
    yield from ((text[index], index, index + 1) for index in range(place, len(text)))


def _unmarked(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """An ending without its signs; of a flag, nothing but a space."""
    if text[1:].isascii() or text[0] in "·•⋅‧":
        yield from ((char, start + index, start + index + 1) for index, char in enumerate(text) if char.isalpha())
    else:
        yield " ", start, start + len(text)


def _is_within(char: str, before: str, after: str) -> bool:
    # Two of «|» may be two letters: «labe||isé».
    return (before.isalpha() or before == char) and (after.isalnum() or char in "€$" or (char == after != before))


def _gap(char: str, before: str, after: str) -> Gap:
    if char in "\n\r\u2028\u2029\x0b\x0c":
        return Gap.LINE
    if char in "()[]{}":
        return Gap.COMMA | Gap.PARENTHESIS
    if char in ",，、；":
        return Gap.COMMA
    if char in ":：":
        return Gap.COLON
    if char in "?？":
        return Gap.STOP | Gap.QUESTION
    if char == "…" and before.isalpha() and after.islower():  # not in «F…rance»
        return Gap.SPACE
    if char in "!！;…。":
        return Gap.STOP
    if char in "&+":
        return Gap.AND
    if char == ".":  # not in «francenum.gouv.fr», nor in «F.r.a.n.c.e»
        return Gap.STOP if not after.strip() or after in _CLOSING + '"' else Gap.SPACE
    if char in "/|•·▪●*>" or (unicodedata.category(char) == "Pd" and before.isspace() and after.isspace()):
        return Gap.LIST
    return Gap.SPACE
