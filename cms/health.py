"""Is it alive, and can it do its work?

`/livez` says that the process answers. `/readyz` asks everything a request needs and says, by part, "ok" or
"failed"; why a part failed is in the log and in `./run manage doctor`, not in the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

PATHS = ("/livez", "/readyz")
_CACHE_KEY = "balise-health"

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A part does not do its work; the message says why, for operators."""


def check_database() -> None:
    """One round trip, to a table: an empty database answers too."""
    _refuse_a_missing_file()
    Site.objects.order_by().exists()


def _refuse_a_missing_file() -> None:
    """SQLite makes an empty database of a file that is gone, which would then be taken for the real one."""
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and not name.startswith("file:") and ":memory:" not in name
    if is_file and not Path(name).exists():
        raise NotReady(f"{name} is not there")


def pending_migrations() -> list[str]:
    """Migrations that the code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


class MigrationCheck:
    """Reads the code's migrations until they are found applied, and the database's every time.

    What the code has cannot change while the process lives; what the database has can: it may be restored.
    """

    def __init__(self) -> None:
        self._applied: frozenset[tuple[str, str]] = frozenset()

    def __call__(self) -> None:
        _refuse_a_missing_file()
        applied = frozenset(MigrationRecorder(connection).migration_qs.values_list("app", "name"))
        if self._applied and self._applied <= applied:
            return
        if pending := pending_migrations():
            raise NotReady(f"{len(pending)} migrations to apply, from {pending[0]}")
        self._applied = applied


def check_cache() -> None:
    """Writes, reads and compares."""
    cache.set(_CACHE_KEY, "ok", timeout=60)
    if cache.get(_CACHE_KEY) != "ok":
        raise NotReady("what is written cannot be read back")


def check_storage(alias: str) -> None:
    """A local folder takes a file; a bucket answers."""
    storages[alias].probe()  # type: ignore[attr-defined]  # ours have it: `cms.storage`, `cms.buckets`


PARTS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": MigrationCheck(),
    "cache": check_cache,
    "storage_private": partial(check_storage, "default"),
    "storage_public": partial(check_storage, "public"),
}


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part works, else 503."""
    states = {name: "ok" if _works(name, check) else "failed" for name, check in PARTS.items()}
    ready = all(state == "ok" for state in states.values())
    return JsonResponse({"status": "ok" if ready else "failed", "parts": states}, status=200 if ready else 503)


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # whatever it is, the part does not work
        logger.exception("Not ready: %s", name)
        return False
    return True
