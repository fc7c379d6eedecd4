"""What is taken as a file of a mark: known by its content, looked through, and kept byte for byte.

A person's photo is written anew; a mark's file is its owner's work, whose checksum they may want to compare.
"""

from __future__ import annotations

from dataclasses import dataclass

from core import pictures
from core.fingerprints import fingerprint
from directory.markfiles import svg
from directory.models.marks import MarkFormat
from directory.uploads.checking import a_place, examined_apart, known_as, looks_like_a_picture
from directory.uploads.errors import FileRefused, TooLarge

MAX_BYTES = 10_000_000

_PIXELS = {"PNG": MarkFormat.PNG, "JPEG": MarkFormat.JPEG, "MPO": MarkFormat.JPEG, "WEBP": MarkFormat.WEBP}
_ADVICE = "Les fichiers pris sont en PNG, JPEG, WebP, SVG ou PDF."
_REFUSALS = {
    "PDF_DAMAGED": "Ce PDF est abîmé ou incomplet : il ne s’ouvre pas jusqu’au bout. Enregistrez-le de nouveau.",
    "PDF_ENCRYPTED": "Ce PDF est protégé par un mot de passe ou par des restrictions : enregistrez-le sans protection.",
    "PDF_ACTIVE_CONTENT": "Ce PDF contient autre chose que des pages : un programme, un fichier joint, une vidéo ou un "
    "formulaire dynamique. Exportez-le sans cela.",
    "PDF_TOO_MANY_PAGES": "Ce PDF a trop de pages pour le fichier d’une marque.",
    "PDF_EMPTY": "Ce PDF n’a aucune page.",
    "NOT_ONLY_A_PDF": "Ce fichier n’est pas seulement un PDF : autre chose est ajouté à la suite du document.",
    "SVG_DAMAGED": "Ce dessin SVG est abîmé, ou trop compliqué : enregistrez-le de nouveau, simplifié.",
    "SVG_ACTIVE_CONTENT": "Ce dessin SVG contient autre chose qu’un dessin : un programme, une animation, une page ou "
    "une déclaration. Exportez-le en « SVG simple », sans cela.",
    "SVG_OUTSIDE": "Ce dessin SVG va chercher ailleurs une image, une police, un style ou une "
    "DTD, ou contient un lien. Intégrez les images, vectorisez les textes, puis exportez-le de nouveau.",
}


@dataclass(frozen=True, slots=True)
class CheckedMarkFile:
    """A file as it is kept, and what it looks like (`core.fingerprints`; empty when that cannot be said)."""

    data: bytes
    format: MarkFormat
    fingerprint: str = ""


def check_mark_file(data: bytes) -> CheckedMarkFile:
    """The file as it is kept. Raises FileRefused or TooLarge for what is wrong with it, NotAvailable when too many
    are being examined.
    """
    if not data:
        raise FileRefused("Ce fichier est vide.", "EMPTY")
    if len(data) > MAX_BYTES:
        raise TooLarge(f"Ce fichier pèse plus de {MAX_BYTES // 1_000_000} Mo : réduisez-le.", "TOO_LARGE")
    if looks_like_a_picture(data):
        return _check_picture(data)
    if data.startswith(b"%PDF-"):
        return _check_pdf(data)
    if b"<" in data[:256]:
        return _check_svg(data)
    raise _not_taken(data)


def _check_picture(data: bytes) -> CheckedMarkFile:
    with a_place():
        try:
            taken_as = _PIXELS[pictures.examine(data).format or ""]
        except pictures.TooManyPixels as refused:
            raise FileRefused(str(refused), "TOO_MANY_PIXELS") from refused
        except pictures.PictureRefused as refused:
            raise FileRefused(str(refused), "NOT_A_PICTURE") from refused
        return CheckedMarkFile(data, taken_as, fingerprint(data))


def _check_pdf(data: bytes) -> CheckedMarkFile:
    if refusal := examined_apart(data):
        raise FileRefused(_REFUSALS[refusal], refusal)
    return CheckedMarkFile(data, MarkFormat.PDF)


def _check_svg(data: bytes) -> CheckedMarkFile:
    try:
        svg.examine(data)
    except svg.Refused as refused:
        code = str(refused)
        raise (_not_taken(data) if code == "NOT_SVG" else FileRefused(_REFUSALS[code], code)) from refused
    return CheckedMarkFile(data, MarkFormat.SVG)


def _not_taken(data: bytes) -> FileRefused:
    if data.startswith((b"%!PS", b"\xc5\xd0\xd3\xc6")):
        text = "Un fichier PostScript (EPS, AI) est un programme, que le portail ne peut pas vérifier : exportez-le en "
        return FileRefused(f"{text}PDF ou en SVG.", "NOT_TAKEN")
    if data.startswith(b"PK"):
        return FileRefused(f"Ce fichier est une archive : ajoutez ses fichiers un par un. {_ADVICE}", "NOT_TAKEN")
    found = known_as(data)
    return FileRefused(f"{f'Ce fichier est {found}. ' if found else ''}{_ADVICE}", "NOT_TAKEN")
