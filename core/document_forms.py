"""Forms of documents: a file is what its name says, or it is not taken."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import IO, Any

import puremagic
from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

HEAD = 65_536  # bytes that are looked at of a text
# What is in the archive that an office document is: a part of that name, or a first file that names the type.
_OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_OPEN_DOCUMENT_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
_TEXTS = ("csv", "txt")


class PortalDocumentForm(BaseDocumentForm):
    """A document, refused when its content is not what its extension says."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            extension = PurePath(file.name).suffix.lower().removeprefix(".")
            if not is_really(extension, file):
                raise ValidationError(
                    f"Le contenu de ce fichier n’est pas celui d’un fichier .{extension}. Enregistrez-le de nouveau "
                    "dans ce format depuis le logiciel qui l’a produit.",
                    code="content",
                )
        return file


def is_really(extension: str, file: IO[bytes]) -> bool:
    """Whether the content is what the extension says; an extension that is not known here is not judged."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if extension in _TEXTS:
        return _is_text(head)
    found = _signatures(head)
    if extension == "pdf":
        return ".pdf" in found
    if extension in _OFFICE_PARTS or extension in _OPEN_DOCUMENT_TYPES:
        try:
            return bool(found) and _is_office(extension, file)
        finally:
            file.seek(0)
    return True


def _signatures(head: bytes) -> set[str]:
    """The extensions of the formats that begin like this."""
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except (ValueError, puremagic.PureError):  # empty, or nothing that it knows
        return set()


def _is_text(head: bytes) -> bool:
    """Whether it can be read as text that is not a web page, in the encodings that spreadsheets write."""
    if b"\x00" in head or _signatures(head) & {".html", ".htm"}:
        return False
    for encoding in ("utf-8", "cp1252"):
        try:
            # The last character may be cut in two.
            text = head.decode(encoding) if len(head) < HEAD else head[:-4].decode(encoding, errors="ignore")
        except UnicodeDecodeError:
            continue
        return all(
            character.isprintable() or character in "\t\r\n\f\ufeff" or ord(character) > 0x9F for character in text
        )
    return False


def _is_office(extension: str, file: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            if extension in _OFFICE_PARTS:
                return _OFFICE_PARTS[extension] in archive.namelist()
            with archive.open("mimetype") as kind:
                return kind.read(100).strip() == _OPEN_DOCUMENT_TYPES[extension]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError):  # no archive, no such part, encrypted
        return False
