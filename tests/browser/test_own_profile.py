"""An activator's way in the admin: sign in, change the page, link to the web, submit; a reviewer publishes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from directory.models import ActivatorProfile
from directory.texts import from_rich_text
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def profile() -> ActivatorProfile:
    account = make_user("camille", groups=["Activateurs"])
    make_user("relecture", groups=["Instructeurs"])
    made = make_profile("Camille", "Le Goff")
    ActivatorProfile.objects.filter(pk=made.pk).update(account=account)
    return made


def sign_in(page: Any, live_server: Any, username: str) -> None:
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", "motdepasse")
    page.click("button[type=submit]")


def test_from_a_change_to_the_public_page(page: Any, live_server: Any, profile: ActivatorProfile) -> None:
    sign_in(page, live_server, "camille")
    expect(page).to_have_url(f"{live_server.url}/admin/ma-fiche/")
    expect(page.get_by_role("link", name="Ma fiche", exact=True)).to_be_visible()
    editor = page.locator("[name=services]").locator("xpath=..").locator("[contenteditable=true]")
    editor.click()
    page.keyboard.type("Conseil ")
    page.keyboard.press("Control+k")
    page.get_by_label("Adresse du lien").fill("conseil.example/tarifs")
    page.get_by_label("Texte du lien").fill("voir les tarifs")
    page.get_by_role("button", name="Insérer le lien").click()
    # The editor writes into the form a quarter of a second after the last change.
    expect(page.locator("[name=services]")).to_have_value(re.compile("conseil.example/tarifs"))
    page.get_by_role("button", name="Enregistrer et envoyer en relecture").click()
    expect(page.get_by_text("Vos changements sont envoyés.")).to_be_visible()
    stored = ActivatorProfile.objects.get(pk=profile.pk)
    assert stored.services == ""

    page.context.clear_cookies()
    sign_in(page, live_server, "relecture")
    page.goto(f"{live_server.url}/admin/pages/{profile.pk}/edit/")
    approve = page.locator("footer [data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    expect(approve).to_be_attached()
    if not approve.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    approve.click()
    expect(page.locator(".messages .success")).to_be_visible()
    stored.refresh_from_db()
    linked = '<p>Conseil <a href="https://conseil.example/tarifs">voir les tarifs</a></p>'
    assert from_rich_text(stored.services) == linked
    page.goto("about:blank")  # its editor says goodbye while there is still a database
