"""What production refuses of its environment, by field of `Env`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cms.env import Refusal

SECRET_LENGTH = 50  # characters
SECRET_VARIETY = 10  # different characters
_GIVEAWAYS = ("balise-", "django-insecure-", "changeme", "change-me")


def _secret(value: str) -> Iterator[str]:
    if any(value.lower().startswith(start) for start in _GIVEAWAYS):
        yield "it is a published default"
    if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_VARIETY:
        yield f"it needs {SECRET_LENGTH} characters, {SECRET_VARIETY} different ones"


def _https(value: str) -> Iterator[str]:
    if value and not value.startswith("https://"):
        yield f"{value} is not https"


def _all_https(values: Sequence[str]) -> Iterator[str]:
    for value in values:
        yield from _https(value)


def _named_hosts(values: Sequence[str]) -> Iterator[str]:
    for value in values:
        if "*" in value:
            yield "a wildcard lets anyone choose the host"


def _off(value: bool) -> Iterator[str]:
    if value:
        yield "it is not for production"


PRODUCTION: Mapping[str, Refusal] = {
    "secret_key": _secret,
    "base_url": _https,
    "public_url": _https,
    "cors_origins": _all_https,
    "csrf_origins": _all_https,
    "s3_public_url": _https,
    "allowed_hosts": _named_hosts,
    "demo": _off,
    "debug": _off,
}
