"""POST /uploads/: requests that are no good forms, or too much of them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from directory.models import Upload
from directory.uploads import views
from directory.uploads.checking import LARGEST
from tests.directory.uploads import files
from tests.directory.uploads.sending import error, make_draft, send

pytestmark = pytest.mark.django_db

FORM = "multipart/form-data; boundary=abc"


def part(name: str, data: bytes, filename: str | None = None, extra: str = "") -> bytes:
    file = f'; filename="{filename}"' if filename is not None else ""
    return f'--abc\r\nContent-Disposition: form-data; name="{name}"{file}\r\n{extra}\r\n'.encode() + data + b"\r\n"


END = b"--abc--\r\n"
KIND = part("kind", b"LETTER")


def post(client: Client, key: str, body: bytes, content_type: str = FORM, **headers: str) -> Any:
    return client.generic(
        "POST", "/uploads/", body, content_type, headers={"X-Application-Key": key} | headers, CONTENT_TYPE=content_type
    )  # fmt: skip


@pytest.fixture
def key() -> str:
    return make_draft()[1]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_files_are_sent_by_post(client: Client, method: str) -> None:
    response = client.generic(method, "/uploads/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/pdf", "multipart/mixed", ""])
def test_a_file_comes_in_a_form(client: Client, key: str, content_type: str) -> None:
    assert error(post(client, key, files.pdf(), content_type)) == (415, "BAD_USER_INPUT", "NOT_A_FORM")


def test_a_form_is_not_compressed(client: Client, key: str) -> None:
    sent = post(client, key, KIND + part("file", files.pdf(), "a.pdf") + END, **{"Content-Encoding": "gzip"})
    assert error(sent) == (415, "BAD_USER_INPUT", "COMPRESSED")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "NO_FILE"),
        (END, "NO_FILE"),
        (b"no form at all", "NO_FILE"),
        (KIND + END, "NO_FILE"),
        (KIND + part("file", b"text") + END, "NO_FILE"),
        (KIND + part("fichier", b"%PDF-", "a.pdf") + END, "NO_FILE"),
        (KIND + part("file", b"%PDF-", "") + END, "NO_FILE"),
        (KIND + part("file", b"%PDF-", "a.pdf") + part("file", b"%PDF-", "b.pdf") + END, "NO_FILE"),
        (part("file", b"%PDF-", "a.pdf") + END, "NO_KIND"),
        (KIND + KIND + part("file", b"%PDF-", "a.pdf") + END, "NO_KIND"),
        (KIND + part("file", b"%PDF-", "a.pdf"), "INCOMPLETE"),
        (KIND + part("file", b"%PDF-", "a.pdf")[:-5], "INCOMPLETE"),
        (KIND + part("file", b"%PD", "a.pdf", "Content-Transfer-Encoding: base64\r\n") + END, "INCOMPLETE"),
        (b"".join(part(f"f{n}", b"x", "a.txt") for n in range(101)) + END, "INCOMPLETE"),
    ],
)
def test_a_form_has_one_file_and_its_kind(client: Client, key: str, body: bytes, reason: str) -> None:
    assert error(post(client, key, body)) == (400, "BAD_USER_INPUT", reason)


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=é"])
def test_a_form_has_a_boundary(client: Client, key: str, content_type: str) -> None:
    assert error(post(client, key, KIND, content_type)) == (400, "BAD_USER_INPUT", "INCOMPLETE")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/lettre.pdf", "lettre.pdf"),
        ("C:\\Bureau\\lettre.pdf", "lettre.pdf"),
        ("let\u202etre\u0007.pdf", "lettre.pdf"),
        ("é" * 300 + ".pdf", "é" * 251 + ".pdf"),
        ("&lt;b&gt;.pdf", "<b>.pdf"),
    ],
)
def test_a_name_is_kept_without_what_it_must_not_have(client: Client, key: str, given: str, kept: str) -> None:
    body = KIND + part("file", files.pdf(), given) + END
    assert post(client, key, body).json()["name"] == kept


class Watched(io.BytesIO):
    """A body that knows how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


def chunked(client: Client, key: str, body: Watched, **environ: Any) -> Any:
    """A body in chunks, as gunicorn hands it over."""
    given: dict[str, Any] = {
        "CONTENT_TYPE": FORM,
        "HTTP_TRANSFER_ENCODING": "chunked",
        "wsgi.input": body,
        "CONTENT_LENGTH": "",
    }
    return client.generic("POST", "/uploads/", b"", **given | {"HTTP_X_APPLICATION_KEY": key} | environ)


def test_a_body_in_chunks_is_taken(client: Client, key: str) -> None:
    body = Watched(KIND + part("file", files.pdf(), "a.pdf") + END)
    assert chunked(client, key, body, **{"wsgi.input_terminated": True}).status_code == 201


def test_a_body_in_chunks_needs_a_server_that_puts_them_together(client: Client, key: str) -> None:
    assert error(chunked(client, key, Watched(KIND))) == (411, "BAD_USER_INPUT", "NO_LENGTH")


@pytest.mark.parametrize("fill", [lambda: part("file", bytes(40_000_000), "a.pdf"), lambda: bytes(40_000_000)])
def test_a_body_is_read_no_further_than_the_limit(client: Client, key: str, fill: Any) -> None:
    body = Watched(KIND + fill() + END)
    sent = chunked(client, key, body, **{"wsgi.input_terminated": True})
    assert error(sent) == (413, "LIMIT_EXCEEDED", "TOO_LARGE")
    assert body.taken < LARGEST + 200_000


def test_a_body_that_says_it_is_too_large_is_not_read(client: Client, key: str) -> None:
    body = Watched(b"x" * 100)
    environ: dict[str, Any] = {"CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(LARGEST + 20_000), "wsgi.input": body}
    response = client.generic("POST", "/uploads/", b"", headers={"X-Application-Key": key}, **environ)
    assert error(response) == (413, "LIMIT_EXCEEDED", "TOO_LARGE")
    assert body.taken == 0


def test_nothing_is_read_of_a_stranger(client: Client) -> None:
    body = Watched(KIND + part("file", files.pdf(), "a.pdf") + END)
    assert error(chunked(client, "x", body, **{"wsgi.input_terminated": True}))[0] == 401
    assert body.taken == 0


def test_a_connection_that_breaks_is_no_error_of_ours(client: Client, key: str) -> None:
    class Broken(Watched):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("Connection reset by peer")

    sent = chunked(client, key, Broken(), **{"wsgi.input_terminated": True})
    assert error(sent) == (400, "BAD_USER_INPUT", "INCOMPLETE")


@given(body=st.binary(max_size=200), framed=st.booleans())
@effort(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_body_is_an_error_of_ours(client: Client, key: str, settings: Any, body: bytes, framed: bool) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"upload": dict.fromkeys(("address", "file"), (10_000, 3600))}
    status, code, reason = error(post(client, key, KIND + part("file", body, "a.pdf") + END if framed else body))
    assert (status, code) == (400, "BAD_USER_INPUT")
    assert reason in {"NO_FILE", "NO_KIND", "INCOMPLETE", "EMPTY", "NOT_A_PDF", "PDF_DAMAGED"}


# --- how often ------------------------------------------------------------------------------------------


def test_too_many_files_are_refused_with_when_to_come_back(client: Client, key: str, settings: Any) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"upload": {"address": (2, 3600), "file": (1, 3600)}}
    assert send(client, key=key).status_code == 201
    response = send(client, key=key)
    assert error(response) == (429, "RATE_LIMITED", None)
    assert 0 < int(response["Retry-After"]) <= 3600
    _, other = make_draft("autre@exemple.example")
    assert error(send(client, key=other))[0] == 429, "two files came from this address already"
    assert Upload.objects.count() == 1


def test_guessing_keys_is_counted(client: Client, settings: Any) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"application_key": {"address": (1, 3600)}}
    assert error(send(client, key="x"))[0] == 401
    assert error(send(client, key="y"))[0] == 429


# --- what is not there ----------------------------------------------------------------------------------


def test_a_storage_that_does_not_answer_is_said(client: Client, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: Any, **kwargs: Any) -> str:
        raise OSError("zqsecretqz")

    monkeypatch.setattr("django.core.files.storage.filesystem.FileSystemStorage._save", down)
    response = send(client, key=key)
    assert error(response) == (503, "NOT_AVAILABLE", None)
    assert response["Retry-After"] == str(views.RETRY_AFTER_SECONDS)
    assert b"zqsecretqz" not in response.content
    assert not Upload.objects.exists()


def test_other_origins_may_send_a_key(client: Client, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://portail.example"]
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-application-key"}
    response = client.options("/uploads/", headers={"Origin": "https://portail.example"} | asks)
    assert "x-application-key" in response["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response
