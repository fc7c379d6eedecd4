"""The two storages as S3 buckets. A module of its own, for boto3 takes a second to import."""

from __future__ import annotations

from typing import Any

from botocore.config import Config
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from cms.storage import IMMUTABLE

SIGNATURE_SECONDS = 300
_CONNECT_TIMEOUT, _READ_TIMEOUT, _ATTEMPTS = 3, 20, 2  # seconds, seconds, requests


class _Bucket(S3Storage):
    """An S3 bucket that sets no ACL: the bucket's own policy decides, and most services now refuse ACLs."""

    def get_default_settings(self) -> dict[str, Any]:
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

    is_private = True

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
