"""The demo's small pages: served under the policy of pages, and nowhere but in a demo."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from pypdf import PdfReader

import cms.urls  # noqa: F401 - read before DEMO is set, for the tests that come after
from cms.env import BASE_DIR
from directory.rules.states import Status
from directory.uploads.checking import check_letter
from tests.factories.files import charter

pytestmark = pytest.mark.django_db
PAGES = (
    "/inscription/",
    "/inscription/dossier",
    "/compte/",
    "/compte/activation",
    "/compte/mot-de-passe",
    "/compte/courriel",
)
SCRIPTS = BASE_DIR / "cms/static/demo/walk"

in_demo = override_settings(DEMO=True, ROOT_URLCONF="tests.cms.demo.urls")


@in_demo
@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_our_own_files_only(client: Client, path: str) -> None:
    charter()
    response = client.get(path)
    html = response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    assert "no-store" in response["Cache-Control"]
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", html)
    sources = [unescape(source) for source in re.findall(r'<(?:script|link)[^>]* (?:src|href)="([^"]+)"', html)]
    assert len(sources) >= 3
    assert all(source.startswith("/static/") and finders.find(source[8:]) for source in sources)


@in_demo
@pytest.mark.parametrize("path", PAGES)
def test_every_control_has_a_label(client: Client, path: str) -> None:
    charter()
    html = client.get(path).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    for control in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        found = re.search(r'\bid="([^"]+)"', control)
        assert 'type="checkbox"' in control or (found and found[1] in labelled), control
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()}
    assert described <= set(ids)


@pytest.mark.parametrize("path", [*PAGES, "/demo/lettre-exemple.pdf"])
def test_outside_a_demo_there_is_no_such_page(client: Client, path: str) -> None:
    with override_settings(DEMO=False, ROOT_URLCONF="tests.cms.demo.urls"):
        assert client.get(path).status_code == 404
    assert client.get(path).status_code == 404


@in_demo
def test_the_sample_letter_is_one_that_is_taken(client: Client) -> None:
    response = client.get("/demo/lettre-exemple.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert check_letter(response.content).content_type == "application/pdf"
    assert "Ada Martinelle" in PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_scripts_know_every_status() -> None:
    labels = (SCRIPTS / "labels.js").read_text()
    assert all(f"  {status}:" in labels for status in Status)


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.name)
def test_scripts_write_no_html_and_ask_no_other_host(script: Path) -> None:
    code = script.read_text()
    assert "innerHTML" not in code
    assert "insertAdjacentHTML" not in code
    assert "://" not in code
