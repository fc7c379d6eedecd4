"""Rule S2: names of any script as lower-case ASCII words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii
from text_unidecode import unidecode

_MARKS = dict.fromkeys(map(ord, "™℠®©℗"))  # said of a name, no part of it
_SPOKEN = str.maketrans({"°": "o", "˚": "o", "&": " et "})
# Letters that the tables leave out as mere signs, and without which «علي» would be «ly».
_ALEPHS = dict.fromkeys("اأإآٱعאע", "a")
# Apostrophes that Unicode calls letters; the others are punctuation.
_APOSTROPHES = dict.fromkeys(map(ord, "ʹʺʻʼʽʾʿˈˊˋˮꞌ\ua78b"), " ")


def ascii_words(text: str) -> list[str]:
    """The words of a name, each of `[a-z0-9]+`: «Œuvres d’Éric & Cⁱᵉ» gives oeuvres, d, eric, et, cie.

    Every character that is neither letter, digit nor accent separates: dashes, apostrophes, dots, emoji. Invisible
    ones (soft hyphen, joiners, marks of direction) vanish. A letter is not dropped for belonging to another script;
    only signs without a sound of ours are (the Russian soft sign, the glottal stop).
    """
    text = unicodedata.normalize("NFKC", text.translate(_MARKS).translate(_SPOKEN))
    text = text.translate(_SPOKEN).translate(_APOSTROPHES)  # «＆» has become «&»
    return "".join(map(_ascii, text)).split()


@lru_cache(maxsize=4096)
def _ascii(char: str) -> str:
    """What stands for one character: letters and digits, a space where words end, or nothing."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category[0] not in "LMN":
        return " "
    latin = _ALEPHS.get(char) or unidecode(char)
    if not any(map(str.isalnum, latin)) and category[0] != "M":
        latin = anyascii(char)  # «ə», and what is younger than text-unidecode's tables
    # Signs for sounds that our alphabet lacks («Natal'ia») do not end a word; Chinese syllables do.
    return "".join(letter for letter in latin.lower() if letter.isalnum() or letter == " ")
