"""What is taken as a letter or as a picture: bytes in, what is kept of them out, or a refusal that says why.

A file is known by its content. Its name and the type that a browser gives it say nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

import puremagic

from core import pictures
from core.fingerprints import fingerprint
from directory.models.upload import SUFFIXES, UploadKind
from directory.uploads.errors import FileRefused, NotAvailable, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = {UploadKind.LETTER: 5_000_000, UploadKind.PICTURE: 10_000_000}
LARGEST = max(MAX_BYTES.values())
MAX_PAGES = 20

_PDF = "application/pdf"
_HEAD = 4_096  # bytes by which a file is known
_EXAMINER = Path(__file__).with_name("pdf.py")  # not imported: nothing here needs its parser
_SECONDS = 15  # to examine a PDF, its process's start included
# A large picture takes hundreds of MB while it is decoded, a PDF has a process of its own: two at a time, others wait.
_places = BoundedSemaphore(2)
_PATIENCE = 20  # seconds

_LETTER_REFUSALS = {
    "PDF_DAMAGED": "Ce PDF est abîmé ou incomplet : il ne s’ouvre pas jusqu’au bout. Enregistrez-le de nouveau en PDF, "
    "ou numérisez la lettre une nouvelle fois.",
    "PDF_ENCRYPTED": "Ce PDF est protégé par un mot de passe ou par des restrictions : l’instruction ne pourrait pas "
    "le lire. Enregistrez-le sans protection.",
    "PDF_ACTIVE_CONTENT": "Ce PDF contient autre chose que des pages à lire : un programme, un fichier joint, une "
    "vidéo ou un formulaire dynamique. Imprimez-le en PDF, puis envoyez le fichier obtenu.",
    "PDF_TOO_MANY_PAGES": f"Ce PDF a plus de {MAX_PAGES} pages : n’envoyez que la lettre d’engagement.",
    "PDF_EMPTY": "Ce PDF n’a aucune page.",
    "NOT_ONLY_A_PDF": "Ce fichier n’est pas seulement un PDF : autre chose est ajouté à la suite du document. "
    "Imprimez-le en PDF, puis envoyez le fichier obtenu.",
}
_KNOWN_AS = {
    ".docx": "un document de traitement de texte",
    ".pptx": "un document de traitement de texte",
    ".xlsx": "un document de traitement de texte",
    ".doc": "un document de traitement de texte",
    ".odt": "un document de traitement de texte",
    ".rtf": "un document de traitement de texte",
    ".pdf": "un PDF",
    ".html": "une page web",
    ".svg": "un dessin SVG",
    ".zip": "une archive",
    ".gif": "une image GIF",
    ".heif": "une image HEIC, le format de certains téléphones",
    ".heic": "une image HEIC, le format de certains téléphones",
    ".avif": "une image AVIF",
    ".tif": "une image TIFF",
    ".tiff": "une image TIFF",
    ".bmp": "une image BMP",
    ".jpg": "une image JPEG",
    ".jpeg": "une image JPEG",
    ".png": "une image PNG",
    ".webp": "une image WebP",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it is kept."""

    data: bytes
    content_type: str  # one of `SUFFIXES`
    fingerprint: str = ""  # of a picture, see `core.fingerprints`


def check(kind: UploadKind, data: bytes) -> Checked:
    """The file as it is kept. Raises FileRefused or TooLarge for what is wrong with it, NotAvailable when too many
    are being examined.
    """
    if not data:
        raise FileRefused("Ce fichier est vide.", "EMPTY")
    if len(data) > MAX_BYTES[kind]:
        raise too_large(kind)
    return check_letter(data) if kind is UploadKind.LETTER else check_picture(data)


def too_large(kind: UploadKind | None = None) -> TooLarge:
    """The refusal of a file that is too large; of any kind when it is not known which."""
    millions = (MAX_BYTES[kind] if kind else LARGEST) // 1_000_000
    what = "cette lettre" if kind is UploadKind.LETTER else "cette image" if kind else "ce fichier"
    advice = {
        UploadKind.LETTER: " Numérisez-la en noir et blanc, ou avec une résolution plus basse.",
        UploadKind.PICTURE: " Réduisez-la avant de l’envoyer.",
    }.get(kind, "") if kind else ""  # fmt: skip
    return TooLarge(f"{what.capitalize()} pèse plus de {millions} Mo.{advice}", "TOO_LARGE")


def check_letter(data: bytes) -> Checked:
    """A PDF of a few pages that does nothing but be read (rule L1). Kept as it is, for it may be signed."""
    if not data.startswith(b"%PDF-"):
        found = known_as(data)
        text = f" : c’est {found}." if found and found != "un PDF" else "."
        raise FileRefused(
            f"Ce fichier n’est pas un PDF{text} Enregistrez la lettre au format PDF, ou numérisez-la en PDF.",
            "NOT_A_PDF",
        )
    refusal = examined_apart(data)
    if refusal is not None:
        raise FileRefused(_LETTER_REFUSALS[refusal], refusal)
    return Checked(data, _PDF)


def examined_apart(data: bytes) -> str | None:
    """What `directory.uploads.pdf` says in a process of its own: why the document is refused, or None."""
    with a_place():
        try:
            done = subprocess.run(  # noqa: S603 - our own file, with the Python that we run on
                [sys.executable, "-I", str(_EXAMINER), str(MAX_PAGES)],
                input=data,
                capture_output=True,
                timeout=_SECONDS,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "PDF_DAMAGED"
        except OSError as error:
            raise NotAvailable from error
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it was stopped, for the time or the memory that it took
        return "PDF_DAMAGED"
    return None if "refused" not in answer else str(answer["refused"])


def check_picture(data: bytes) -> Checked:
    """A photo or a logo, decoded and written anew without whatever else was in its file (rule W10)."""
    if not looks_like_a_picture(data):
        found = known_as(data)
        text = f"Ce fichier est {found}." if found else "Ce fichier n’est pas une image."
        raise FileRefused(
            f"{text} Les images prises sont en JPEG, PNG ou WebP : enregistrez-la dans un de ces formats.",
            "NOT_A_PICTURE",
        )
    with a_place():
        try:
            picture = pictures.clean(data)
        except pictures.TooManyPixels as refused:
            raise FileRefused(str(refused), "TOO_MANY_PIXELS") from refused
        except pictures.PictureRefused as refused:
            raise FileRefused(str(refused), "NOT_A_PICTURE") from refused
        except (ValueError, OSError, MemoryError) as broken:  # decoded, but no encoder takes it
            raise FileRefused(
                "Cette image ne peut pas être lue : enregistrez-la de nouveau.", "NOT_A_PICTURE"
            ) from broken
        looks = fingerprint(picture.data)
    types = {suffix: content_type for content_type, suffix in SUFFIXES.items()}
    return Checked(picture.data, types[picture.suffix], looks)


def looks_like_a_picture(data: bytes) -> bool:
    """Whether it begins as JPEG, PNG and WebP do."""
    return (
        data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
    )  # fmt: skip


def known_as(data: bytes) -> str | None:
    """What a file is that is not what was asked for, in words; None when that is not known."""
    try:
        guesses = puremagic.magic_string(data[:_HEAD])
    except Exception:  # it raises when it knows nothing, and whatever else it meets
        return None
    return next((_KNOWN_AS[guess.extension] for guess in guesses if guess.extension in _KNOWN_AS), None)


@contextmanager
def a_place() -> Iterator[None]:
    """Room for what takes much memory. Raises NotAvailable when there was none for a while."""
    if not _places.acquire(timeout=_PATIENCE):
        raise NotAvailable
    try:
        yield
    finally:
        _places.release()
