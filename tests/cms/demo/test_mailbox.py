"""The demo's mailbox, and that it is nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.utils import timezone

import cms.urls  # noqa: F401 - read before DEMO is set, for the tests that come after
from core.models import OutgoingMail

pytestmark = pytest.mark.django_db
LINK = "http://127.0.0.1:8000/inscription/dossier#cle=a_b-c"

in_demo = override_settings(DEMO=True, ROOT_URLCONF="tests.cms.demo.urls")
outside = override_settings(DEMO=False, ROOT_URLCONF="tests.cms.demo.urls")


def make_mail(to: str = "camille@exemple.example", subject: str = "Votre dossier", **fields: str) -> OutgoingMail:
    now = timezone.now()
    return OutgoingMail.objects.create(
        sender="balise@localhost", recipients=[to], subject=subject, created_at=now, sent_at=now,
        **{"text": f"Bonjour,\n\n{LINK}\n", "html": "<html><head></head><body>Bonjour</body></html>"} | fields,
    )  # fmt: skip


@in_demo
def test_the_newest_is_first_and_an_address_filters(client: Client) -> None:
    make_mail(subject="Premier")
    make_mail("zoe@ailleurs.example", subject="Second")
    html = client.get("/demo/courriels/").content.decode()
    assert html.index("Second") < html.index("Premier")
    only = client.get("/demo/courriels/", {"a": "ZOE@"}).content.decode()
    assert "Second" in only
    assert "Premier" not in only
    assert "Aucun message" in client.get("/demo/courriels/", {"a": "%\x00<b>"}).content.decode()


@in_demo
def test_pages_of_twenty_five(client: Client) -> None:
    for number in range(30):
        make_mail(subject=f"Message {number}.")
    assert client.get("/demo/courriels/").content.decode().count("/demo/courriels/") > 25
    second = client.get("/demo/courriels/", {"page": "2"}).content.decode()
    assert "Message 0." in second
    assert "Message 29." not in second
    assert client.get("/demo/courriels/", {"page": "n’importe"}).status_code == 200


@in_demo
def test_a_message_has_clickable_links_and_a_frame_that_runs_nothing(client: Client) -> None:
    mail = make_mail(text=f"<script>alert(1)</script>\n{LINK}\n")
    response = client.get(f"/demo/courriels/{mail.pk}/")
    html = response.content.decode()
    assert f'<a href="{LINK}">{LINK}</a>' in html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert 'sandbox="allow-top-navigation-by-user-activation"' in html
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    framed = client.get(f"/demo/courriels/{mail.pk}/html/")
    policy = framed["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in framed.content.decode()


@in_demo
def test_no_cache_keeps_mail(client: Client) -> None:
    mail = make_mail()
    for address in ("/demo/courriels/", f"/demo/courriels/{mail.pk}/", f"/demo/courriels/{mail.pk}/html/"):
        assert "no-store" in client.get(address)["Cache-Control"]


@outside
def test_outside_a_demo_there_is_none(client: Client) -> None:
    mail = make_mail()
    for address in ("/demo/courriels/", f"/demo/courriels/{mail.pk}/", f"/demo/courriels/{mail.pk}/html/"):
        response = client.get(address)
        assert response.status_code == 404
        assert LINK not in response.content.decode()


def test_a_platform_that_is_no_demo_has_no_such_address(client: Client) -> None:
    make_mail()
    for address in ("/demo/courriels/", "/demo/horloge/", "/inscription/", "/compte/", "/demo/lettre-exemple.pdf"):
        assert client.get(address).status_code == 404
