"""Addresses of the screens, and somebody who is signed in."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

REPORT = "/admin/activateurs/marques/"


def url(name: str, *args: object) -> str:
    return reverse(f"markword:{name}", args=args)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client
