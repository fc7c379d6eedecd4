"""The two storages: a private one, the default, and a public one for the closed list of picture sizes.

Here as local folders; as S3 buckets in `cms.buckets`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NoReturn

from django.core.files.storage import FileSystemStorage, Storage
from django.utils.deconstruct import deconstructible
from whitenoise.storage import CompressedManifestStaticFilesStorage

CACHE_SECONDS = 365 * 24 * 60 * 60  # a public file never changes: another picture has another name
IMMUTABLE = f"public, max-age={CACHE_SECONDS}, immutable"


class _Folder(FileSystemStorage):
    """A local folder."""

    def probe(self) -> None:
        """Raise whatever error keeps it from taking a file."""
        folder = Path(self.location)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ok")


@deconstructible
class PrivateFiles(_Folder):
    """A local folder without addresses: its files are only served by views that check who asks."""

    is_private = True

    def url(self, name: str | None) -> NoReturn:
        # NotImplementedError is what Wagtail expects of a storage without addresses.
        raise NotImplementedError("A private file has no public address.")


@deconstructible
class PublicFiles(_Folder):
    """A local folder whose files everybody may read, under MEDIA_URL."""


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, so that browsers may keep them for ever.

    References to source maps are left alone: packages ship their minified files without the maps.
    """

    patterns = tuple(
        (glob, tuple(pattern for pattern in patterns if "sourceMappingURL" not in str(pattern)))
        for glob, patterns in CompressedManifestStaticFilesStorage.patterns
    )


def has_public_addresses(storage: Storage) -> bool:
    """Whether anybody who knows a name can read the file; so it is of any class that does not say otherwise."""
    return not getattr(storage, "is_private", False)
