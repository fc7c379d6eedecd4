"""Why a file is not taken, or not shown: messages in French for whoever sent it, codes and reasons for programs."""

from __future__ import annotations

from typing import ClassVar

from directory.errors import DirectoryError


class UploadError(DirectoryError):
    """A request that is answered with no. `code` is one of the API's, `reason` says more."""

    code = "BAD_USER_INPUT"
    status: ClassVar[int] = 400  # of HTTP
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason


class FileRefused(UploadError):
    """The file is not what is asked for, or could harm whoever opens it; the reason is always given."""


class TooLarge(UploadError):
    """More bytes than are taken."""

    code = "LIMIT_EXCEEDED"
    status = 413


class BadMediaType(UploadError):
    """The body is not a form with files."""

    status = 415
    headers = {"Accept": "multipart/form-data"}


class LengthMissing(UploadError):
    """A body in chunks, behind a server that does not put them together."""

    status = 411


class NobodyAsks(UploadError):
    """Neither a key that opens a file nor a signed-in person."""

    code = "UNAUTHENTICATED"
    status = 401

    def __init__(self) -> None:
        super().__init__(
            "Il manque la clé du dossier, ou elle n’est plus valable : rouvrez le dossier par le lien reçu par "
            "courriel, ou demandez-en un nouveau."
        )


class NotAllowed(UploadError):
    """Somebody who is known, but may not send this now."""

    code = "FORBIDDEN"
    status = 403


class TooOften(UploadError):
    """So many files in so little time that it cannot be a person. `retry_after` is in seconds."""

    code = "RATE_LIMITED"
    status = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__("Trop de fichiers envoyés en peu de temps. Réessayez un peu plus tard.")
        self.retry_after = retry_after


class NotAvailable(UploadError):
    """A part that is needed does not answer: nothing is wrong with the file."""

    code = "NOT_AVAILABLE"
    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Les fichiers ne peuvent pas être reçus en ce moment. Votre fichier n’est pas en cause : réessayez dans "
            "quelques minutes."
        )
