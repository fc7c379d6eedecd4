"""What `manage.py doctor` examines: each part with what was found, or what is wrong and what to do about it."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.core.mail import get_connection
from django.core.management import CommandError, call_command
from django.db import connection
from modelsearch.backends import get_search_backend

from accounts.models import User
from cms.health import pending_migrations
from cms.storage import has_public_addresses
from core.models import PortalImage
from schema.engine.limits import Limits
from schema.trusted_documents import examine, stored

OLDEST_PYTHON = (3, 11)
TEST_FOLDER = "doctor"


class Wrong(Exception):
    """Something does not work; `remedy` says what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


def python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        raise Wrong(f"Python {version} is too old", "Install Python 3.11 or newer, remove .venv, and run ./run again.")
    return version


def settings_checks() -> str:
    try:
        # Development has its reasons not to redirect to https.
        call_command("check", deploy=not settings.DEBUG and not settings.DEMO, stdout=io.StringIO())
    except CommandError as error:
        raise Wrong(str(error).strip(), "Follow the hints above.") from error
    return f"{settings.SETTINGS_MODULE}, base {settings.BALISE_BASE_URL}, frontend {settings.BALISE_PUBLIC_URL}"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
        if connection.vendor == "sqlite" and settings.DATABASES["default"]["NAME"] != ":memory:":
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
            if mode != "wal":
                raise Wrong(
                    f"SQLite journals in {mode} mode: readers and writers block each other",
                    "Put the data folder on a local disk: write-ahead logging does not work on network drives.",
                )
            return f"SQLite {version}, write-ahead log, {settings.DATABASES['default']['NAME']}"
    return f"{connection.display_name} {version}"


def migrations() -> str:
    if pending := pending_migrations():
        raise Wrong(f"{len(pending)} are not applied, from {pending[0]}", "Run: ./run manage migrate")
    return "all applied"


def cached() -> str:
    key, value = f"{TEST_FOLDER}-{uuid4().hex}", uuid4().hex
    cache.set(key, value, timeout=60)
    if cache.get(key) != value:
        raise Wrong("what is written cannot be read back", "Check BALISE_CACHE_URL.")
    cache.delete(key)
    backend = settings.CACHES["default"]["BACKEND"].rpartition(".")[2]
    return f"{backend}, of one process: use Redis on several machines" if "LocMem" in backend else backend


def files(name: str) -> Callable[[], str]:
    def check() -> str:
        storage = storages[name]
        _write_read_delete(storage)
        if name == "default" and has_public_addresses(storage):
            raise Wrong("private files have public addresses", "Use a private class of cms.storage or cms.buckets.")
        return str(getattr(storage, "location", "") or getattr(storage, "bucket_name", type(storage).__name__))

    return check


def _write_read_delete(storage: Storage) -> None:
    content = uuid4().bytes
    name = storage.save(f"{TEST_FOLDER}/{uuid4().hex}.bin", ContentFile(content))
    try:
        with storage.open(name) as file:
            if file.read() != content:
                raise Wrong("what is written cannot be read back", "Check the folder or the bucket.")
    finally:
        storage.delete(name)


def search() -> str:
    backend = get_search_backend()
    # Any indexed model will do: this asks whether the index answers.
    len(backend.search("balise", PortalImage)[:1])
    return f"{type(backend).__module__}.{type(backend).__name__}"


def email() -> str:
    backend = settings.EMAIL_BACKEND.rpartition("backends.")[2]
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        mail = get_connection(timeout=10)
        try:
            mail.open()
        except OSError as error:
            raise Wrong(
                f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not answer ({error})",
                "Set BALISE_EMAIL_URL, for instance smtp+tls://user:password@mail.example:587.",
            ) from error
        mail.close()
    return f"{backend}, from {settings.DEFAULT_FROM_EMAIL}"


def accounts() -> str:
    demo = User.objects.filter(is_demo=True).count()
    if demo and not settings.DEMO:
        raise Wrong(
            f"{demo} demo accounts, whose passwords are published", "Delete them in the admin, or use another database."
        )
    administrators = User.objects.filter(is_superuser=True, is_active=True).count()
    if not administrators:
        raise Wrong("nobody can administer", "Run: ./run manage createsuperuser")
    return f"{administrators} administrators" + (f", {demo} demo accounts" if demo else "")


def documents() -> str:
    from schema.root import schema

    texts = stored()
    found = examine(texts, schema.graphql_schema, Limits.from_settings())
    if wrong := [verdict for verdict in found if verdict.problems]:
        raise Wrong(
            f"{len(wrong)} of {len(texts)} do not fit the schema", "Run: ./run manage load_documents --check, see which"
        )
    return f"{len(texts)} loaded" + (", and only they are answered" if Limits.from_settings().trusted_only else "")


def static_files() -> str:
    if settings.STATIC_ROOT is None:
        return "served from the packages"
    folder = Path(settings.STATIC_ROOT)
    if (folder / "staticfiles.json").exists():
        return str(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Wrong(f"{folder} cannot be written ({error})", "`./run serve` collects them there.") from error
    return f"{folder}, where `./run serve` will collect them"


PARTS: dict[str, tuple[Callable[[], str], str]] = {
    "Python": (python, "Install Python 3.11 or newer."),
    "Settings": (settings_checks, "See docs/operations.md."),
    "Database": (database, "Check DATABASE_URL, and that the server runs and lets this machine in."),
    "Migrations": (migrations, "Run: ./run manage migrate"),
    "Cache": (cached, "Check BALISE_CACHE_URL, and that the server runs."),
    "Private files": (files("default"), "Check BALISE_DATA_DIR and its rights, or the private bucket and its keys."),
    "Public files": (files("public"), "Check BALISE_DATA_DIR and its rights, or the public bucket and its keys."),
    "Search": (search, "Run: ./run manage update_index"),
    "Email": (email, "Check BALISE_EMAIL_URL."),
    "Accounts": (accounts, "Migrate the database first."),
    "Documents": (documents, "Migrate the database first."),
    "Static files": (static_files, "Run: ./run manage collectstatic"),
}
