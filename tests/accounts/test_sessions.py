"""The list of one's sessions, and ending them."""

from __future__ import annotations

from accounts.models import User
from tests.accounts.api import PASSWORD, Visitor


def test_everybody_sees_their_own_and_ends_them(visitor: Visitor, camille: User) -> None:
    other = Visitor("app", address="192.0.2.9")
    for session in (visitor, other):
        session.sign_in(camille.email)
    listed = visitor.get("auth/sessions").json()["data"]
    assert [(found["ip"], found["is_current"]) for found in listed] == [("192.0.2.1", True), ("192.0.2.9", False)]
    response = visitor.delete("auth/sessions", {"sessions": [listed[1]["id"]]})
    assert [found["id"] for found in response.json()["data"]] == [listed[0]["id"]]
    assert other.get("auth/session").status_code == 410
    assert visitor.is_signed_in
    assert visitor.delete("auth/sessions", {"sessions": [listed[0]["id"]]}).status_code == 401
    assert not visitor.is_signed_in


def test_nobody_ends_those_of_others(visitor: Visitor, camille: User) -> None:
    User.objects.create_user("sacha", "sacha@atelier.example", PASSWORD)
    victim = Visitor("browser")
    victim.sign_in("sacha@atelier.example")
    target = victim.get("auth/sessions").json()["data"][0]["id"]
    visitor.sign_in(camille.email)
    assert visitor.delete("auth/sessions", {"sessions": [target]}).status_code == 400
    assert victim.is_signed_in


def test_strangers_see_none(visitor: Visitor) -> None:
    assert visitor.get("auth/sessions").status_code == 401


def test_those_of_the_admin_are_listed_too(camille: User) -> None:
    User.objects.filter(pk=camille.pk).update(is_superuser=True)
    browser = Visitor("browser")
    page = browser.client.get("/admin/login/")
    form = {"username": camille.email, "password": PASSWORD, "csrfmiddlewaretoken": page.context["csrf_token"]}
    assert browser.client.post("/admin/login/", form).status_code == 302
    assert [found["is_current"] for found in browser.get("auth/sessions").json()["data"]] == [True]
