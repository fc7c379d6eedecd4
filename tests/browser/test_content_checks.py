"""The editor's content checks run in the preview, under the page's own security policy."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_editing import sign_in
from tests.factories.pages import make_entry, make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_problems_and_metrics_are_found(page, live_server):
    make_user("claire", groups=["Modérateurs"])
    paragraph = "Une réponse assez longue pour que son début en gras passe pour un intertitre. " * 3
    entry = make_entry(
        "Une question ?",
        section=make_section("Thème"),
        answer=f"<p><b><i>Un faux intertitre</i></b></p><p>{paragraph}</p>",
    )
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server, "claire")
    page.goto(f"{live_server.url}/admin/pages/{entry.pk}/edit/")

    page.get_by_role("button", name="Vérifications").click()

    panel = page.locator("[data-side-panel=checks]")
    expect(panel.locator("[data-content-word-count]")).not_to_have_text("-")
    expect(panel.locator("[data-content-checker-count]")).to_have_text("1")
    assert not [text for text in problems if "Content Security Policy" in text or "404" in text]
