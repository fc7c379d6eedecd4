"""Sending files as a frontend does."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from directory.actions.applications.start import start
from directory.models import Application, Upload, UploadKind
from directory.uploads.checking import Checked
from directory.uploads.storing import store
from tests.directory.uploads import files

HERE = "http://testserver"


def make_draft(email: str = "camille@exemple.example", **content: Any) -> tuple[Application, str]:
    """A file that was just started, and its key."""
    application, key = start(email=email, now=timezone.now())
    application.content |= content
    application.save()
    return application, key


def send(
    client: Client,
    *,
    key: str | None = None,
    kind: str = "LETTER",
    data: bytes | None = None,
    name: str = "lettre.pdf",
    content_type: str = "application/pdf",
    **headers: str,
) -> Any:
    """POST a file; a good letter if no other is given. `headers` with underscores."""
    file = SimpleUploadedFile(name, files.pdf() if data is None else data, content_type)
    given = {name.replace("_", "-"): value for name, value in headers.items()} | (
        {"X-Application-Key": key} if key else {}
    )
    return client.post("/uploads/", {"kind": kind, "file": file}, headers=given)


def error(response: Any) -> tuple[int, str, str | None]:
    """Status, code and reason of a refusal, which says why in words."""
    (given,) = response.json()["errors"]
    assert given["message"].endswith(".")
    assert set(given["extensions"]) <= {"code", "reason"}
    return response.status_code, given["extensions"]["code"], given["extensions"].get("reason")


def keep(owner: Any, kind: UploadKind = UploadKind.LETTER, *, now: Any = None, name: str = "lettre.pdf") -> Upload:
    """A file that was checked and kept."""
    data, content_type = (b"%PDF-", "application/pdf") if kind == UploadKind.LETTER else (files.picture(), "image/jpeg")
    return store(owner, kind=kind, name=name, checked=Checked(data, content_type), now=now or timezone.now())
