"""Rule W14: the first diagnosis is free, always; a text that prices it is pointed out.

Sentences are looked at in pieces: between the word «diagnostic» and a price, nothing says that it is free, and
nothing says that it is another diagnosis. It warns, since no pattern understands every sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from core.rules import Finding, finding
from core.text import fold
from directory.rules.catalogue import W14

_PIECES = re.compile(r"([\r\n;!?•|]+|\.(?!\d)|,(?!\d)|\bpuis\b|\bensuite\b)", re.IGNORECASE)
_LONGEST_PIECE = 400  # characters: nobody prices anything in a longer one

# Everything below is matched in folded text: lower case, without accents.
_NUMBER = (
    r"(?:\d[\d ]{0,8}(?:[.,]\d{1,2})?"
    r"|\b(?:vingt|trente|quarante|cinquante|soixante|cent|deux cents|trois cents|cinq cents|mille)"
    r"(?:[ -](?:et|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|quarante|cinquante|soixante)){0,3})"
)
_PRICE = re.compile(rf"{_NUMBER} ?(?:€|euros?\b|eur\b)|(?:€|\beur) ?\d|{_NUMBER} ?(?:ht|ttc)\b")
_CHARGED = re.compile(
    r"\b(?:payante?s?|facturee?s?|sur devis|nous consulter|a la charge (?:du|de la|de l'|des)|"
    r"n'est pas (?:gratuite?|offerte?)|pas gratuite?s?|non gratuite?s?)\b"
)
_FREE = re.compile(
    r"\b(?:gratuit(?:e|s|es|ement)?|gratuite|gracieu(?:x|se|sement)|offert(?:e|s|es)?|offr(?:e|ons|ant|ir)|"
    r"sans (?:frais|surcout|supplement|engagement financier)|inclus(?:e|es)?|compris(?:e|es)?|"
    r"(?:non|pas|jamais) (?:payante?s?|facturee?s?)|pris(?:e|es)? en charge|aucuns? frais|ne (?:coute|paie\w*) rien)\b"
    r"|(?<![\d,.])0(?:[,.]0+)? ?(?:€|euros?\b)"
)
_NOT_FREE = re.compile(r"\b(?:pas|non|jamais) (?:gratuite?s?|offerte?s?)\b")
_WORTH = re.compile(
    rf"\b(?:valeur|au lieu de|equivalent)(?: de| d'| :)? ?{_NUMBER} ?(?:€|euros?|eur)?(?: ?(?:ht|ttc))?"
)
_DIAGNOSIS = re.compile(r"\b(?:pre-?)?diag(?:nostic)?s?\b")
_ANOTHER_BEFORE = re.compile(
    r"\b(?:apres|a l'issue|au-dela|suite|second|deuxieme|troisieme|2e|2eme|3e|autres?|prochain)s?"
    r"(?: (?:a|au|du|de|d'|le|la|les|un|ce|votre|notre|premier|l'))*[ ']*$"
)
_ANOTHER_AFTER = re.compile(
    r"^ (?:[a-z]+ )?(?:approfondi|complementaire|supplementaire|suivant|ulterieur|de suivi)s?\b"
)
# Amounts that are nobody's price.
_NO_PRICE = re.compile(r"\b(?:chiffre d'affaires|ca|aides?|subventions?|cheques?|primes?|budgets?|capital)\b")
_PRICE_FIRST = re.compile(
    rf"{_NUMBER} ?(?:€|euros?|eur)(?: ?(?:ht|ttc))?(?: ?/ ?| (?:pour |par )?(?:le |un |chaque |votre )?)"
    r"(?:premier |1er )?(?:pre-?)?diag(?:nostic)?\b"
)
_COST_OF = re.compile(
    r"\b(?:tarif|prix|cout) (?:du|d'un|pour le|pour un) (?:premier |1er )?(?:pre-?)?diag(?:nostic)?\b"
)
_STARTS_WITH_PRICE = re.compile(rf"^(?:a partir de |au prix de |des |forfait |tarif |: )?(?:{_PRICE.pattern})")


def first_diagnosis_free(texts: Mapping[str, str]) -> list[Finding]:
    """Rule W14: each text, given by its field's name, that prices the first diagnosis, with the passage."""
    said = "le premier diagnostic est toujours gratuit, et ce passage lui donne un prix. Dites qu’il est gratuit."
    return [
        finding(W14, "STYLE", (field,), said, passage)
        for field, text in texts.items()
        if (passage := priced_diagnosis(text)) is not None
    ]


def priced_diagnosis(text: str) -> str | None:
    """The first passage that gives the first diagnosis a price, as it was typed; None if there is none."""
    for piece, following in _pieces(text):
        folded = _comparable(piece)
        if _is_priced(folded):
            return piece
        if following and _announces(folded) and _STARTS_WITH_PRICE.match(_comparable(following)):
            return f"{piece}, {following}"
    return None


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each piece of the text, with the next one where only a comma or the end of a line is between."""
    parts = _PIECES.split(unicodedata.normalize("NFC", text))
    for place in range(0, len(parts), 2):
        piece = parts[place].strip()[:_LONGEST_PIECE]
        is_joined = place + 2 < len(parts) and parts[place + 1].strip(" \r\n") in (",", "")
        yield piece, parts[place + 2].strip()[:_LONGEST_PIECE] if is_joined else ""


def _comparable(piece: str) -> str:
    plain = re.sub("[’ʼ‘`´]", "'", fold(piece))
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    return _WORTH.sub(" ", re.sub(r"\s+", " ", plain))


def _is_priced(piece: str) -> bool:
    if _PRICE_FIRST.search(piece) and not _FREE.search(piece):
        return True
    if _COST_OF.search(piece):
        return not _FREE.search(piece)
    return any(_is_priced_after(piece, found) for found in _DIAGNOSIS.finditer(piece))


def _is_priced_after(piece: str, diagnosis: re.Match[str]) -> bool:
    before, after = piece[: diagnosis.start()], piece[diagnosis.end() :]
    if _is_another(before, after):
        return False
    if _NOT_FREE.search(after):
        return True
    if _FREE.search(before):
        return False
    priced = [match.start() for pattern in (_PRICE, _CHARGED) if (match := pattern.search(after))]
    if not priced:
        return False
    between = after[: min(priced)]
    free = _FREE.search(after)
    return (free is None or free.start() > min(priced)) and not _NO_PRICE.search(between)


def _announces(piece: str) -> bool:
    """Whether a price that follows would be the first diagnosis's."""
    found = list(_DIAGNOSIS.finditer(piece))
    if not found or _FREE.search(piece):
        return False
    return not _is_another(piece[: found[-1].start()], piece[found[-1].end() :])


def _is_another(before: str, after: str) -> bool:
    return bool(_ANOTHER_BEFORE.search(before) or _ANOTHER_AFTER.search(after))
