"""Short ways to ask the endpoints of accounts something in tests, as a browser or as an app."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from django.core import mail
from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

PASSWORD = "orage-violet-sur-la-lande"
OTHER = "brume-claire-au-bord-du-lac"


class Visitor:
    """One client with its session: a cookie (`browser`) or a token (`app`)."""

    def __init__(self, kind: str = "browser", address: str = "192.0.2.1") -> None:
        self.kind = kind
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)
        self.token: str | None = None
        self.csrf: str | None = None

    def ask(self, method: str, path: str, data: Any = None, **headers: str) -> Response:
        """One request; keeps the token that the answer gives."""
        if self.token:
            headers["X-Session-Token"] = self.token
        if self.kind == "browser" and method != "GET":
            headers["X-CSRFToken"] = self.csrf or self.client.get("/_allauth/browser/v1/config")["X-CSRFToken"]
        body = b"" if data is None else json.dumps(data).encode()
        address = f"/_allauth/{self.kind}/v1/{path}"
        response = self.client.generic(method, address, body, content_type="application/json", headers=headers)
        self.csrf = response.get("X-CSRFToken")
        if response.content and response["Content-Type"] == "application/json":
            self.token = response.json().get("meta", {}).get("session_token", self.token)
        return response

    def get(self, path: str, **headers: str) -> Response:
        return self.ask("GET", path, **headers)

    def post(self, path: str, data: Any = None) -> Response:
        return self.ask("POST", path, data)

    def delete(self, path: str, data: Any = None) -> Response:
        return self.ask("DELETE", path, data)

    def sign_in(self, email: str, password: str = PASSWORD) -> Response:
        return self.post("auth/login", {"email": email, "password": password})

    def prove(self, password: str = PASSWORD) -> Response:
        """Give the password again, as what matters most asks for."""
        return self.post("auth/reauthenticate", {"password": password})

    @property
    def is_signed_in(self) -> bool:
        return self.get("auth/session").status_code == 200


def codes(response: Response) -> list[str]:
    """The codes of an answer's errors."""
    return [error["code"] for error in response.json().get("errors", [])]


def key_in(message: mail.EmailMessage) -> str:
    """The key of the link of a message."""
    from urllib.parse import unquote

    (found,) = re.findall(r"https://portail\.example/\S+#cle=(\S+)", str(message.body))
    return unquote(found)
