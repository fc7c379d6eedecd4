"""Where the files of renditions are.

The closed list of a public picture is in the public storage; whatever else is made of a picture (the admin's own
sizes, any size of a private picture) is in the private one. The folder that a name starts with says which, so that
the name alone leads to the file.
"""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.urls import reverse
from django.utils.deconstruct import deconstructible

PUBLIC_FOLDER = "images"
PRIVATE_FOLDER = "renditions"


def public_name(suffix: str) -> str:
    """A new name in the public storage: never given twice, and nobody can guess it."""
    return f"{PUBLIC_FOLDER}/{uuid4().hex}{suffix}"


def private_name(image_id: int, suffix: str) -> str:
    """A new name in the private storage; by its picture, whose rights are those of the file."""
    return f"{PRIVATE_FOLDER}/{image_id}/{uuid4().hex}{suffix}"


def is_public(name: str) -> bool:
    """Whether the rendition of this name is in the public storage."""
    return name.startswith(f"{PUBLIC_FOLDER}/")


@deconstructible
class RenditionFiles(Storage):
    """Hands every file on to the storage that its name says. Private ones have addresses in the admin."""

    def _of(self, name: str) -> Storage:
        return storages["public" if is_public(name) else "default"]

    def url(self, name: str | None) -> str:
        if is_public(name or ""):
            return self._of(name or "").url(name)
        return reverse("private_rendition", args=[name])

    def save(self, name: str | None, content: IO[Any] | File[Any], max_length: int | None = None) -> str:
        return self._of(name or "").save(name, content, max_length=max_length)

    def open(self, name: str, mode: str = "rb") -> File[Any]:
        return self._of(name).open(name, mode)

    def delete(self, name: str) -> None:
        self._of(name).delete(name)

    def exists(self, name: str) -> bool:
        return self._of(name).exists(name)

    def size(self, name: str) -> int:
        return self._of(name).size(name)

    def path(self, name: str) -> str:
        return self._of(name).path(name)

    def get_modified_time(self, name: str) -> datetime:
        return self._of(name).get_modified_time(name)
