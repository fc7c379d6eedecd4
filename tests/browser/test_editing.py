"""An editor's whole way: from the sign-in to the API's new answer."""

import json
from datetime import date
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories.pages import make_entry, make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUERY = """
query Entry($slug: String!) {
  faqEntry(slug: $slug) { answerText updatedOn updates { date summary significance } }
}
"""


@pytest.fixture
def entry():
    make_user("claire", groups=["Modérateurs"])
    return make_entry(
        "Le diagnostic est-il gratuit ?",
        slug="diagnostic-gratuit",
        section=make_section("Se faire accompagner"),
        answer="<p>Oui, le premier diagnostic est gratuit.</p>",
        updates=[(date(2021, 2, 3), "Première réponse.")],
    )


def ask(live_server, slug):
    """What a frontend reads of the entry."""
    body = json.dumps({"query": QUERY, "variables": {"slug": slug}}).encode()
    request = Request(  # noqa: S310 - our own server
        f"{live_server.url}/graphql/", data=body, headers={"Content-Type": "application/json"}
    )
    with urlopen(request, timeout=20) as response:  # noqa: S310
        answer = json.load(response)
    assert "errors" not in answer, answer
    return answer["data"]["faqEntry"]


def sign_in(page, live_server, username):
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", "motdepasse")
    page.click("button[type=submit]")
    expect(page.get_by_role("link", name="FAQ", exact=True)).to_be_visible()


def open_editor(page, title):
    """The page's editor, once it watches for changes: Wagtail takes what is there after two seconds as unchanged."""
    page.add_init_script(
        "addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.watched = '' })"
    )
    page.get_by_role("link", name=title).click()
    page.locator("html[data-watched]").wait_for(state="attached")


def is_saving(response):
    return response.request.method == "POST" and response.url.endswith("/edit/")


def publish(page):
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[name=action-publish]").click()


def test_a_changed_answer_is_stopped_dated_published_and_served(page, live_server, entry):
    assert ask(live_server, entry.slug)["updatedOn"] == "2021-02-03"
    sign_in(page, live_server, "claire")

    page.get_by_role("link", name="FAQ", exact=True).click()
    open_editor(page, "Le diagnostic est-il gratuit ?")
    answer = page.locator(".public-DraftEditor-content").first
    answer.click()
    page.keyboard.press("Control+A")
    with page.expect_response(is_saving) as saved:
        page.keyboard.type("Oui, toujours, et il dure une heure.")
    assert saved.value.json()["success"]  # by itself, as a draft
    publish(page)

    expect(page.locator(".error-message", has_text="Règle E2")).to_be_visible()
    assert "premier diagnostic" in ask(live_server, entry.slug)["answerText"]

    page.locator("#id_updates-ADD").click()
    page.fill("[name=updates-1-summary]", "La durée du diagnostic est indiquée.")
    publish(page)
    expect(page.locator(".messages .success")).to_be_visible()

    served = ask(live_server, entry.slug)
    today = timezone.localdate().isoformat()
    assert served["answerText"] == "Oui, toujours, et il dure une heure."
    assert served["updatedOn"] == today
    assert served["updates"][0] == {
        "date": today,
        "summary": "La durée du diagnostic est indiquée.",
        "significance": "MAJOR",
    }
