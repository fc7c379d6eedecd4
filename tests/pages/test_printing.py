"""What is printed and previewed of each page (rule E7)."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from tests.factories.pages import make_entry, make_faq, make_section
from tests.pages.admin.conftest import moderator, moderator_client  # noqa: F401

pytestmark = pytest.mark.django_db

TEXT = "<h3>Un</h3><p>Oui.</p><h4>Deux</h4><p>Non.</p>"
GROUP = [("question", {"question": "Et qui ?", "anchor": "", "verdict": "", "answer": [("text", TEXT)]})]


def printed(client, path):
    response = client.get(f"/imprimer{path}")
    assert response.status_code == 200
    return response.content.decode()


def levels(html):
    return [int(level) for level in re.findall(r"<h([1-6])", html)]


@pytest.mark.parametrize("answer", [TEXT, GROUP], ids=["text", "group"])
@pytest.mark.parametrize("path", ["/faq/", "/faq/theme/", "/faq/theme/une-question/"])
def test_headings_skip_no_level(client, answer, path):
    make_entry(answer=answer, section=make_section("Thème"))
    found = levels(printed(client, path))
    assert found[0] == 1
    assert len(found) >= 3
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_what_an_answer_holds_is_under_its_question(client):
    make_entry(answer=TEXT, section=make_section("Thème"))
    assert levels(printed(client, "/faq/")) == [1, 2, 3, 4, 5]
    assert levels(printed(client, "/faq/theme/")) == [1, 2, 3, 4]
    assert levels(printed(client, "/faq/theme/une-question/")) == [1, 2, 3]


def test_a_printed_page_asks_for_no_icon_and_has_no_tools_of_editors(moderator_client):  # noqa: F811
    make_entry(section=make_section("Thème"))
    html = printed(moderator_client, "/faq/theme/une-question/")
    assert '<link rel="icon" href="data:,">' in html
    assert "userbar" not in html


def test_a_preview_says_what_it_is_and_can_be_checked(moderator_client):  # noqa: F811
    entry = make_entry(section=make_section("Thème"))
    html = moderator_client.get(reverse("wagtailadmin_pages:view_draft", args=[entry.pk])).content.decode()
    assert "Aperçu de la version de travail" in html
    assert "pas encore publié" not in html
    assert "wagtail-userbar" in html


def test_a_theme_without_entries_prints(client):
    make_faq()
    make_section("Vide")
    assert levels(printed(client, "/faq/vide/")) == [1]
