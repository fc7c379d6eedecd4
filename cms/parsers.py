"""How a value of the environment is read: text in, a typed value or `ValueError` out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SECURE = "https://"
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


def flag(value: str) -> bool:
    """1 or 0, true or false, yes or no, on or off."""
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise ValueError("expected 1 or 0")


def count(value: str) -> int:
    """A whole number that is not negative."""
    if not value.isascii() or not value.isdigit():
        raise ValueError("expected a whole number")
    return int(value)


def positive(value: str) -> int:
    """A whole number above zero."""
    number = count(value)
    if not number:
        raise ValueError("expected a number above 0")
    return number


def up_to(most: int) -> Callable[[str], int]:
    """A whole number from 1 to `most`."""

    def parse(value: str) -> int:
        number = positive(value)
        if number > most:
            raise ValueError(f"expected at most {most}")
        return number

    return parse


def names(value: str) -> tuple[str, ...]:
    """Names separated by commas."""
    return tuple(part for part in (part.strip() for part in value.split(",")) if part)


def origin(value: str) -> str:
    """`https://host` or `http://host:port`, without a path; the trailing slash is dropped."""
    parts = urlsplit(value)
    _ = parts.port  # raises ValueError when it is no number
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in ("http", "https") or not parts.hostname or extra:
        raise ValueError("expected an origin such as https://portail.example")
    return f"{parts.scheme}://{parts.netloc}"


def optional_origin(value: str) -> str:
    """An origin, or nothing."""
    return origin(value) if value else ""


def optional_service(value: str) -> str:
    """`https://host`, perhaps with a path, or nothing; the trailing slash is dropped."""
    if not value:
        return ""
    parts = urlsplit(value)
    _ = parts.port  # raises ValueError when it is no number
    extra = parts.query or parts.fragment or parts.username
    if parts.scheme not in ("http", "https") or not parts.hostname or extra:
        raise ValueError("expected an address such as https://adresses.example/geocodage")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def optional_scanner(value: str) -> str:
    """`clamd://host:port` or `clamd:///path/of/its.sock`, or nothing."""
    if not value:
        return ""
    parts = urlsplit(value)
    _ = parts.port  # raises ValueError when it is no number
    extra = parts.query or parts.fragment or parts.username
    if parts.scheme != "clamd" or extra or bool(parts.hostname) == bool(parts.path.strip("/")):
        raise ValueError("expected clamd://127.0.0.1:3310 or clamd:///run/clamav/clamd.sock")
    return value


def link_path(value: str) -> str:
    """A path with `{key}` in it once, such as /inscription#cle={key}; behind # the key stays out of servers' logs."""
    if not value.startswith("/") or value.startswith("//") or value.count("{key}") != 1:
        raise ValueError("expected a path such as /inscription#cle={key}")
    if "{" in value.replace("{key}", ""):
        raise ValueError("expected no other braces")
    return value


def origins(value: str) -> tuple[str, ...]:
    """Origins separated by commas."""
    return tuple(origin(part) for part in names(value))


def folder(value: str) -> Path:
    """An absolute folder; a relative one starts from where the command was given."""
    return Path(value).expanduser().resolve()


def log_level(value: str) -> str:
    """One of Python's names of levels."""
    if value.upper() not in LOG_LEVELS:
        raise ValueError(f"expected one of {', '.join(LOG_LEVELS)}")
    return value.upper()


def database(value: str) -> dict[str, Any]:
    """Django's description of a PostgreSQL or SQLite database; empty for none."""
    if not value:
        return {}
    if urlsplit(value.replace("sqlite://:memory:", "sqlite://")).scheme not in (
        "postgres",
        "postgresql",
        "sqlite",
    ):
        raise ValueError("expected postgres://user:password@host:5432/name or sqlite:////absolute/path")
    return dict(environ.Env.db_url_config(value))


def cache(value: str) -> dict[str, Any]:
    """Django's description of a cache."""
    if urlsplit(value).scheme not in ("locmemcache", "redis", "rediss"):
        raise ValueError("expected redis://host:6379/0, rediss://… or locmemcache://")
    return dict(environ.Env.cache_url_config(value))


def email(value: str) -> dict[str, Any]:
    """Django's `EMAIL_…` settings."""
    if urlsplit(value).scheme not in ("smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "dummymail"):
        raise ValueError("expected smtp+tls://user:password@host:587, smtp+ssl://… or consolemail://")
    return dict(environ.Env.email_url_config(value))
