"""Signing in and out through the API, by cookie and by token."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.api import PASSWORD, Visitor, codes


def test_signing_in_and_out(visitor: Visitor, camille: User) -> None:
    response = visitor.sign_in(camille.email)
    assert response.status_code == 200
    assert response.json()["data"]["user"] == {
        "id": camille.pk,
        "email": "camille@atelier.example",
        "display": "Camille Roux",
        "has_usable_password": True,
    }
    assert visitor.is_signed_in
    assert visitor.delete("auth/session").status_code == 401
    assert not visitor.is_signed_in


@pytest.mark.parametrize("email", ["CAMILLE@Atelier.Example", " camille@atelier.example "])
def test_the_address_may_be_written_in_any_way(visitor: Visitor, camille: User, email: str) -> None:
    assert visitor.sign_in(email).status_code == 200


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("camille@atelier.example", "un-autre-mot-de-passe"),
        ("personne@atelier.example", PASSWORD),
    ],
)
def test_a_wrong_password_or_address(visitor: Visitor, camille: User, email: str, password: str) -> None:
    response = visitor.sign_in(email, password)
    assert response.status_code == 400
    assert codes(response) == ["email_password_mismatch"]
    assert not visitor.is_signed_in


def test_user_names_are_not_for_the_api(visitor: Visitor, camille: User) -> None:
    assert visitor.post("auth/login", {"username": camille.username, "password": PASSWORD}).status_code == 400
    assert visitor.post("auth/login", {"email": camille.username, "password": PASSWORD}).status_code == 400


def test_who_may_not_sign_in_any_more_is_told_what_strangers_are(visitor: Visitor, camille: User) -> None:
    assert visitor.sign_in(camille.email).status_code == 200
    User.objects.filter(pk=camille.pk).update(is_active=False)
    assert not visitor.is_signed_in
    assert codes(Visitor(visitor.kind).sign_in(camille.email)) == ["email_password_mismatch"]


def test_a_cookie_signs_in_to_the_admin_too_and_a_token_does_not(camille: User) -> None:
    User.objects.filter(pk=camille.pk).update(is_superuser=True)
    browser, app = Visitor("browser"), Visitor("app")
    assert browser.sign_in(camille.email).status_code == app.sign_in(camille.email).status_code == 200
    assert browser.client.get("/admin/").status_code == 200
    assert app.client.get("/admin/", headers={"X-Session-Token": app.token or ""}).status_code == 302
    assert not app.client.cookies


def test_browsers_send_back_the_token_of_their_answers(camille: User) -> None:
    client = Client(enforce_csrf_checks=True)
    body = {"email": camille.email, "password": PASSWORD}
    refused = client.post("/_allauth/browser/v1/auth/login", body, content_type="application/json")
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    token = client.get("/_allauth/browser/v1/config")["X-CSRFToken"]
    headers = {"X-CSRFToken": token}
    accepted = client.post("/_allauth/browser/v1/auth/login", body, content_type="application/json", headers=headers)
    assert accepted.status_code == 200


def test_a_token_that_is_over_says_so(camille: User) -> None:
    app = Visitor("app")
    app.token = "unknown"
    assert app.get("auth/session").status_code == 410


def test_nothing_of_it_may_be_kept(visitor: Visitor, camille: User) -> None:
    assert "no-store" in visitor.sign_in(camille.email)["Cache-Control"]
    assert "no-store" in visitor.get("auth/session")["Cache-Control"]
