"""The two storages: a private one, the default, and a public one for the closed list of picture sizes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, NoReturn

from django.core.files.storage import FileSystemStorage, Storage
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

CACHE_SECONDS = 365 * 24 * 60 * 60  # a public file never changes: another picture has another name
IMMUTABLE = f"public, max-age={CACHE_SECONDS}, immutable"
SIGNATURE_SECONDS = 300
_CONNECT_TIMEOUT, _READ_TIMEOUT, _ATTEMPTS = 3, 20, 2  # seconds, seconds, requests


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

    def url(self, name: str | None) -> NoReturn:
        # NotImplementedError is what Wagtail expects of a storage without addresses.
        raise NotImplementedError("A private file has no public address.")


@deconstructible
class PublicFiles(_Folder):
    """A local folder whose files everybody may read, under MEDIA_URL."""


class _Bucket(S3Storage):
    """An S3 bucket that sets no ACL: the bucket's own policy decides, and most services now refuse ACLs."""

    def get_default_settings(self) -> dict[str, Any]:
        from botocore.config import Config

        return {
            **super().get_default_settings(),
            "default_acl": None,
            "file_overwrite": False,
            "client_config": Config(
                signature_version="s3v4",
                connect_timeout=_CONNECT_TIMEOUT,
                read_timeout=_READ_TIMEOUT,
                retries={"total_max_attempts": _ATTEMPTS},
            ),
        }

    def probe(self) -> None:
        """Raise whatever error keeps it from being asked. Needs the right s3:ListBucket."""
        self.connection.meta.client.head_bucket(Bucket=self.bucket_name)


@deconstructible
class PrivateBucket(_Bucket):
    """A bucket nobody can read; its addresses are signed and expire after five minutes."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "custom_domain": None,
            "querystring_auth": True,
            "querystring_expire": SIGNATURE_SECONDS,
            "object_parameters": {"CacheControl": "private, no-store"},
        }


@deconstructible
class PublicBucket(_Bucket):
    """A bucket everybody can read, from its own address or from `custom_domain`."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "querystring_auth": False,
            "object_parameters": {"CacheControl": IMMUTABLE},
        }


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, so that browsers may keep them for ever.

    References to source maps are left alone: packages ship their minified files without the maps.
    """

    patterns = tuple(
        (glob, tuple(pattern for pattern in patterns if "sourceMappingURL" not in str(pattern)))
        for glob, patterns in CompressedManifestStaticFilesStorage.patterns
    )


def has_public_addresses(storage: Storage) -> bool:
    """Whether anybody who knows a name can read the file."""
    return not isinstance(storage, PrivateFiles | PrivateBucket)
