"""A form with one file, read from a request no further than the largest file that is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, cast

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from directory.models.upload import UploadKind
from directory.uploads.checking import LARGEST, too_large
from directory.uploads.errors import BadMediaType, LengthMissing, UploadError
from directory.uploads.names import clean_name

if TYPE_CHECKING:
    from django.http import HttpRequest

_FORM = "multipart/form-data"
_AROUND = 16_384  # bytes of a form besides its file
_CHUNK = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came."""

    kind: UploadKind
    name: str
    data: bytes


def receive(request: HttpRequest) -> Received:
    """The file of a form, its fields being `file` and `kind`. Raises UploadError."""
    if request.content_type != _FORM:
        raise BadMediaType("Envoyez le fichier dans un formulaire multipart/form-data.", "NOT_A_FORM")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadMediaType("Envoyez le formulaire sans le compresser.", "COMPRESSED")
    fields, file = _parse(request)
    if file.is_too_large:
        raise too_large(_kind(fields))
    if file.count != 1 or file.is_interrupted:
        count = "Il faut un fichier, un seul, dans le champ « file »."
        raise UploadError(_BROKEN if file.is_interrupted else count, "INCOMPLETE" if file.is_interrupted else "NO_FILE")
    kind = _kind(fields)
    if kind is None:
        raise UploadError("Le champ « kind » dit ce qu’est le fichier : LETTER ou PICTURE.", "NO_KIND")
    return Received(kind, clean_name(file.name), bytes(file.data))


_BROKEN = "Le formulaire est incomplet : l’envoi a été interrompu, ou il est mal formé. Recommencez."


def _kind(fields: Any) -> UploadKind | None:
    values = fields.getlist("kind")
    return UploadKind(values[0]) if len(values) == 1 and values[0] in UploadKind.values else None


class _TooLong(Exception):
    """The body goes on behind what is read of it."""


class _Bounded:
    """A stream that is read no further than `most` bytes. Raises _TooLong."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def read(self, size: int = _CHUNK) -> bytes:
        part = self._stream.read(min(size, self._left + 1))
        self._left -= len(part)
        if self._left < 0:
            raise _TooLong
        return part


class _OneFile(FileUploadHandler):
    """Keeps the one file of the form in memory, where it is checked before anything is written anywhere."""

    chunk_size = _CHUNK

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()
        self.name = ""
        self.count = 0
        self.is_wanted = False
        self.is_too_large = False
        self.is_interrupted = False

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        self.is_wanted = field_name == "file"
        self.count += self.is_wanted
        self.name = file_name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.is_wanted or self.count > 1:
            return
        self.data += raw_data
        if len(self.data) > LARGEST:
            self.is_too_large = True
            self.data.clear()
            raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> None:
        return None

    def upload_interrupted(self) -> None:
        self.is_interrupted = True


def _parse(request: HttpRequest) -> tuple[Any, _OneFile]:
    most = LARGEST + _AROUND
    if _announced(request) > most:
        raise too_large()
    # Django would take a body in chunks for none: what it reads is told by Content-Length.
    meta = {"CONTENT_TYPE": request.META.get("CONTENT_TYPE", ""), "CONTENT_LENGTH": str(most)}
    file = _OneFile()
    try:
        stream: Any = _Bounded(_stream(request), most)
        fields, _ = MultiPartParser(meta, stream, [file], "utf-8").parse()
    except _TooLong:
        raise too_large() from None
    except (MultiPartParserError, SuspiciousOperation, ValueError, OSError) as broken:
        raise UploadError(_BROKEN, "INCOMPLETE") from broken
    return fields, file


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _stream(request: HttpRequest) -> IO[bytes]:
    """What the body is read from; one in chunks only from a server that puts them together."""
    if "Transfer-Encoding" not in request.headers:
        return cast("IO[bytes]", request)
    if request.META.get("wsgi.input_terminated"):
        return cast("IO[bytes]", request.META["wsgi.input"])
    raise LengthMissing("Envoyez le formulaire avec sa longueur (Content-Length).", "NO_LENGTH")
