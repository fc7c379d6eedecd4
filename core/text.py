"""French text made comparable: folding, stems, plain text from HTML. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

import snowballstemmer
from slugify import slugify

_STEMMER = snowballstemmer.stemmer("french")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
_WORD = re.compile(r"[^\W_]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile("[’ʼ‘`´]")
_FEMININE = re.compile(r"ee(?=s?$)")
# Words that say nothing about the subject, folded; elisions («l’», «qu’») give single letters.
STOP_WORDS = frozenset(
    "a ai as au aux avec c ce ces cet cette d dans de des du elle en est et eu il ils j je l la le les leur "
    "leurs lui m ma mais me mes mon n ne nos notre nous on ont ou par pas pour qu que quel quelle quelles quels "
    "qui s sa se ses son sont sur t ta te tes ton tu un une vos votre vous y".split()
)
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+|\be [^\W\d_]{3}[^\W_]*")
_SPLIT_E = re.compile(r"\be[- ](?=[^\W\d_]{3})")
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol div table tr aside figure section dl dt dd".split())


def fold(text: str) -> str:
    """Lower case without accents or ligatures: «Œuvrer à l’été» gives `oeuvrer a l’ete`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters.casefold().translate(_LIGATURES)


def slugify_fr(text: str, *, max_length: int = 0) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word: «L’œuvre d’Éric» gives `l-oeuvre-d-eric`."""
    plain = _APOSTROPHES.sub("'", text).replace("°", " ")  # «n° 3» is no «ndeg-3»
    return slugify(plain, max_length=max_length, word_boundary=True, save_order=True)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a folded word shares with its plural and its other forms: `entreprises` gives `entrepris`."""
    if word.isdigit():
        return word
    # Without its accent the stemmer does not know the feminine of a participle («numérisée»).
    return fold(_STEMMER.stemWord(_FEMININE.sub("e", word)))


def words(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return _WORD.findall(fold(text))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order, without stop words."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def compound_stems(text: str) -> list[str]:
    """Hyphenated words as one: «e-commerce» gives `ecommerc`, and so does «e commerce»."""
    return [stem(re.sub("[- ]", "", word)) for word in _COMPOUND.findall(_DASHES.sub("-", fold(text)))]


def join_e(text: str) -> str:
    """Folded text in which «e-commerce» and «e commerce» are spelt «ecommerce», as compounds are indexed."""
    return _SPLIT_E.sub("e", _DASHES.sub("-", fold(text)))


class _PlainText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "li":
            self.parts.append("\n- ")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "br" or tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))


def plain_text(html: str) -> str:
    """HTML as text: one line per block, list items with a dash, no tags, no entities."""
    parser = _PlainText()
    parser.feed(html)
    parser.close()
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")
