"""What every test stands on: a database that is set up, no network, a Chromium where there is one."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import hypothesis
import pytest

from tests.databases import databases

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_TIMEOUT = 15_000  # milliseconds

# How long one example takes says nothing on a shared machine. CI says the same of the same commit: new examples are
# looked for where somebody is there to read them.
hypothesis.settings.register_profile("balise", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("balise")


def chromium() -> str | None:
    """The Chromium of this machine, or the one that BALISE_CHROMIUM names."""
    return os.environ.get("BALISE_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Migrate the template once, before the parallel processes start."""
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    databases().prepare(lambda text: reporter.write_line(text) if reporter else None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are skipped, and said to be, where there is no Chromium."""
    if chromium():
        return
    skip = pytest.mark.skip(reason="no Chromium on this machine (install chromium, or set BALISE_CHROMIUM)")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


# --- database -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Replaces pytest-django's: a copy of the migrated template, set up as in production, instead of migrations.

    A test that commits gets a new copy afterwards. Django would empty every table instead, and take Wagtail's
    root page and locale with it.
    """
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connections
    from django.test import TransactionTestCase

    source = databases()

    def start_afresh(test_case: object = None) -> None:
        connections.close_all()
        name = source.copy()
        connections.settings["default"]["NAME"] = name
        connections["default"].settings_dict["NAME"] = name
        ContentType.objects.clear_cache()

    with django_db_blocker.unblock():
        start_afresh()
        # Once, and not in every test: nearly all of them need it.
        call_command("setup_portal", verbosity=0)
        connections.close_all()
        source.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
        yield
    with django_db_blocker.unblock():
        connections.close_all()
        source.remove()


# --- isolation ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _data_folder() -> Iterator[None]:
    """Removes the files that the tests of this process have left."""
    from django.conf import settings

    yield
    shutil.rmtree(settings.BALISE_DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that asks anything of another host fails, saying which."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise RuntimeError(f"A test may not connect to {address!r}.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse(self, address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        yield


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# --- browser --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, for tests marked `browser`."""
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, and Django would then refuse all queries in it.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in French with nobody signed in. A request to another host fails the test."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(BROWSER_TIMEOUT)
    outside: list[str] = []

    def refuse(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    context.route(lambda url: not _is_ours(url), refuse)
    yield context.new_page()
    context.close()
    assert not outside, f"the page asked other hosts: {outside}"


def _is_ours(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or _is_loopback(parts.hostname or "")
