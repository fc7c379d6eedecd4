"""Logging: one line per event, with the id of the request it belongs to.

In production a line is a JSON object of a closed list of fields. What a log line may not hold: query strings,
which carry tokens; addresses of people; who is signed in.
"""

from __future__ import annotations

import logging
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from cms.request_id import current_request_id

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__)
_OWN = frozenset(("request_id", "method", "route", "status", "duration_ms"))


class RequestIdFilter(logging.Filter):
    """Puts the id of the current request on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True


class ClosedJsonFormatter(JsonFormatter):
    """Time, level, logger, message, request id, the fields of the access log and the exception; nothing else.

    Django hangs the request on its records, and a request's text has its query string.
    """

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message", "request_id"],
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="time",
            json_ensure_ascii=False,
        )

    def format(self, record: logging.LogRecord) -> str:
        known = {name: value for name, value in vars(record).items() if name in _STANDARD or name in _OWN}
        return super().format(logging.makeLogRecord(known))


def logging_config(level: str, *, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: everything to the standard error, which the machine keeps."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": RequestIdFilter}},
        "formatters": {
            "json": {"()": ClosedJsonFormatter},
            "text": {"format": "{levelname} {name} [{request_id}] {message}", "style": "{"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["request_id"],
                "formatter": "json" if as_json else "text",
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Its own handlers would write a second time, and mail.
            "django": {"handlers": [], "level": level, "propagate": True},
            # Writes the path of every 4xx, which may hold a token; the access log has its route.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            # Notes each publication with the page's title, which may be a person's name: the history has it already,
            # and forgets it when the person is erased.
            "wagtail": {"handlers": [], "level": "WARNING", "propagate": True},
            # Tells the story of every sign-in in five lines.
            "axes": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
