"""The demo's front page."""

import re
from html import unescape

import pytest
from django.test import override_settings
from django.urls import reverse

from cms.demo.accounts import ACCOUNTS
from cms.demo.views import QUERIES, doors
from tests.cms.demo.cases import DemoTestCase


class HomeTests(DemoTestCase):
    def page(self) -> str:
        response = self.client.get("/")
        assert response.status_code == 200
        return response.content.decode()

    def test_it_shows_every_door_and_every_login(self):
        html = self.page()
        assert all(f'href="{door.address}"' in html for door in doors())
        assert all(account.password in html for account in ACCOUNTS)
        assert html.count("Ouvrir dans GraphiQL") == len(QUERIES)
        assert "/imprimer/faq/aide-a-la-numerisation/cheque-500-euros/" in html

    def test_every_address_answers(self):
        addresses = {unescape(address) for address in re.findall(r'(?:href|src)="([^"#]+)"', self.page())}
        assert len(addresses) > 8
        assert all(address.startswith("/") for address in addresses)  # nothing of another host
        answers = {address: self.client.get(address, follow=True).status_code for address in addresses}
        assert {address: status for address, status in answers.items() if status != 200} == {}

    def test_the_queries_run(self):
        for query in QUERIES:
            answer = self.client.post("/graphql/", {"query": query.text}, content_type="application/json").json()
            assert "errors" not in answer
            (root,) = answer["data"].values()
            assert root if isinstance(root, list) else root.get("title") or root["totalCount"]

    def test_it_shows_the_way_of_a_file_with_its_clock(self):
        html = self.page()
        for name in ("demo_start", "demo_mailbox", "demo_account", "demo_letter"):
            assert f'href="{reverse(name)}"' in html
        assert html.count("csrfmiddlewaretoken") == 1
        assert "Faire passer la nuit" in html

    def test_nothing_is_inline(self):
        html = self.page()
        assert "<script" not in html
        assert "<style" not in html
        assert " style=" not in html
        assert not re.search(r" on[a-z]+=", html)


@pytest.mark.django_db
@override_settings(DEMO=False, ROOT_URLCONF="tests.cms.demo.urls")
def test_it_does_not_exist_outside_a_demo(client):
    assert client.get(reverse("demo_home")).status_code == 404
