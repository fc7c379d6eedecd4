"""Codes of an application and recovery codes: through the API, and in the admin, which is no way around them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from tests.accounts.api import OTHER, PASSWORD, Visitor, codes

PERIOD = 30  # seconds
START = 1_800_000_000.0


def code(secret: str) -> str:
    """What the application shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def switch_on(visitor: Visitor) -> tuple[str, list[str]]:
    """The secret and the recovery codes of the account that is signed in."""
    visitor.prove()
    secret = visitor.get("account/authenticators/totp").json()["meta"]["secret"]
    assert visitor.post("account/authenticators/totp", {"code": code(secret)}).status_code == 200
    recovery = visitor.get("account/authenticators/recovery-codes").json()["data"]["unused_codes"]
    return secret, recovery


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def protected(visitor: Visitor, camille: User, clock: time_machine.Traveller) -> tuple[str, list[str]]:
    visitor.sign_in(camille.email)
    found = switch_on(visitor)
    visitor.delete("auth/session")
    visitor.token = None
    clock.shift(PERIOD)
    return found


def test_the_code_is_asked_for(visitor: Visitor, camille: User, protected: tuple[str, list[str]]) -> None:
    response = visitor.sign_in(camille.email)
    assert response.status_code == 401
    flows = {flow["id"]: flow for flow in response.json()["data"]["flows"]}
    assert flows["mfa_authenticate"]["is_pending"]
    assert not visitor.is_signed_in
    assert codes(visitor.post("auth/2fa/authenticate", {"code": "000000"})) == ["incorrect_code"]
    assert visitor.post("auth/2fa/authenticate", {"code": code(protected[0])}).status_code == 200
    assert visitor.is_signed_in


def test_a_wrong_password_does_not_tell_of_it(
    visitor: Visitor, camille: User, protected: tuple[str, list[str]]
) -> None:
    assert codes(visitor.sign_in(camille.email, "faux")) == ["email_password_mismatch"]


def test_a_code_serves_once(visitor: Visitor, camille: User, protected: tuple[str, list[str]]) -> None:
    shown = code(protected[0])
    visitor.sign_in(camille.email)
    assert visitor.post("auth/2fa/authenticate", {"code": shown}).status_code == 200
    again = Visitor(visitor.kind)
    again.sign_in(camille.email)
    assert again.post("auth/2fa/authenticate", {"code": shown}).status_code == 400


def test_a_recovery_code_serves_once(visitor: Visitor, camille: User, protected: tuple[str, list[str]]) -> None:
    recovery = protected[1][0]
    visitor.sign_in(camille.email)
    assert visitor.post("auth/2fa/authenticate", {"code": recovery}).status_code == 200
    again = Visitor(visitor.kind)
    again.sign_in(camille.email)
    assert again.post("auth/2fa/authenticate", {"code": recovery}).status_code == 400


def test_codes_cannot_be_tried_out(visitor: Visitor, camille: User, protected: tuple[str, list[str]]) -> None:
    visitor.sign_in(camille.email)
    for _ in range(10):
        visitor.post("auth/2fa/authenticate", {"code": "000000"})
    assert codes(visitor.post("auth/2fa/authenticate", {"code": code(protected[0])})) == ["too_many_login_attempts"]


def test_it_can_be_switched_off_with_the_password(visitor: Visitor, camille: User, clock) -> None:
    visitor.sign_in(camille.email)
    switch_on(visitor)
    clock.shift(301)
    assert visitor.delete("account/authenticators/totp").status_code == 401
    visitor.prove()
    assert visitor.delete("account/authenticators/totp").status_code == 200
    assert Visitor(visitor.kind).sign_in(camille.email).status_code == 200
    assert visitor.get("account/authenticators").json()["data"] == []


def test_it_is_told_by_mail(visitor: Visitor, camille: User, django_capture_on_commit_callbacks, clock) -> None:
    visitor.sign_in(camille.email)
    with django_capture_on_commit_callbacks(execute=True):
        switch_on(visitor)
        visitor.post("account/authenticators/recovery-codes", {})
    visitor.delete("account/authenticators/totp")
    assert sorted(message.subject for message in mail.outbox) == [
        "La double authentification est activée",
        "La double authentification est désactivée",
        "Vous avez de nouveaux codes de secours",
    ]


def test_a_reset_of_the_password_is_no_way_around(
    visitor: Visitor, camille: User, protected: tuple[str, list[str]]
) -> None:
    from tests.accounts.test_passwords import asked

    visitor.post("auth/password/reset", {"key": asked(visitor, camille.email), "password": OTHER})
    assert not visitor.is_signed_in
    assert visitor.sign_in(camille.email, OTHER).status_code == 401
    assert not visitor.is_signed_in


def test_the_address_can_still_be_changed(visitor: Visitor, camille: User, clock) -> None:
    visitor.sign_in(camille.email)
    switch_on(visitor)
    assert visitor.post("account/email", {"email": "camille@ailleurs.example"}).status_code == 200


class TestAdmin:
    @pytest.fixture(autouse=True)
    def staff(self, camille: User) -> None:
        User.objects.filter(pk=camille.pk).update(is_superuser=True)

    def sign_in(self, client: Client, camille: User, next_page: str = "/admin/") -> None:
        form = {"username": camille.email, "password": PASSWORD, "next": next_page, "remember": "on"}
        response = client.post("/admin/login/", form)
        assert (response.status_code, response["Location"]) == (302, "/admin/login/code/")

    def test_it_asks_too(self, client: Client, camille: User, protected: tuple[str, list[str]]) -> None:
        self.sign_in(client, camille, "/admin/pages/")
        assert client.get("/admin/").status_code == 302
        page = client.get("/admin/login/code/").content.decode()
        assert "Saisissez le code que montre votre application" in page
        refused = client.post("/admin/login/code/", {"code": "000000"})
        assert "Ce code ne convient pas." in refused.content.decode()
        assert client.get("/admin/").status_code == 302
        accepted = client.post("/admin/login/code/", {"code": code(protected[0])})
        assert (accepted.status_code, accepted["Location"]) == (302, "/admin/pages/")
        assert client.get("/admin/").status_code == 200

    def test_a_recovery_code_does(self, client: Client, camille: User, protected: tuple[str, list[str]]) -> None:
        self.sign_in(client, camille)
        assert client.post("/admin/login/code/", {"code": protected[1][3]}).status_code == 302
        assert client.get("/admin/").status_code == 200

    def test_it_leads_to_no_other_site(self, client: Client, camille: User, protected: tuple[str, list[str]]) -> None:
        self.sign_in(client, camille, "https://ailleurs.example/")
        assert client.post("/admin/login/code/", {"code": code(protected[0])})["Location"] == "/admin/"

    def test_it_needs_the_password_first(self, client: Client, protected: tuple[str, list[str]]) -> None:
        for response in (
            client.get("/admin/login/code/"),
            client.post("/admin/login/code/", {"code": code(protected[0])}),
        ):
            assert (response.status_code, response["Location"]) == (302, "/admin/login/")

    def test_it_does_not_wait_for_ever(
        self, client: Client, camille: User, protected: tuple[str, list[str]], clock: time_machine.Traveller
    ) -> None:
        self.sign_in(client, camille)
        clock.shift(601)
        assert client.post("/admin/login/code/", {"code": code(protected[0])})["Location"] == "/admin/login/"
        assert client.get("/admin/").status_code == 302

    def test_a_new_password_starts_afresh(
        self, client: Client, camille: User, protected: tuple[str, list[str]]
    ) -> None:
        self.sign_in(client, camille)
        camille.set_password(OTHER)
        camille.save()
        assert client.post("/admin/login/code/", {"code": code(protected[0])})["Location"] == "/admin/login/"

    def test_codes_cannot_be_tried_out(self, client: Client, camille: User, protected: tuple[str, list[str]]) -> None:
        self.sign_in(client, camille)
        for _ in range(10):
            client.post("/admin/login/code/", {"code": "000000"})
        page = client.post("/admin/login/code/", {"code": code(protected[0])}).content.decode()
        assert "Trop d’essais" in page
        assert client.get("/admin/").status_code == 302

    def test_a_session_that_waits_for_its_code_is_nobody_s(
        self, client: Client, camille: User, protected: tuple[str, list[str]]
    ) -> None:
        self.sign_in(client, camille)
        assert client.get("/_allauth/browser/v1/auth/session").status_code == 401
        assert client.get("/admin/").status_code == 302


class TestLostEverything:
    def test_an_operator_lets_somebody_in_again(
        self, visitor: Visitor, camille: User, protected: tuple[str, list[str]]
    ) -> None:
        call_command("remove_second_factor", "Camille@atelier.example", stdout=StringIO())
        assert visitor.sign_in(camille.email).status_code == 200
        assert mail.outbox[-1].subject == "La double authentification est désactivée"
        assert mail.outbox[-1].to == [camille.email]

    @pytest.mark.parametrize("name", ["personne", "camille@atelier.example"])
    def test_there_must_be_something_to_remove(self, camille: User, name: str) -> None:
        with pytest.raises(CommandError):
            call_command("remove_second_factor", name)
        assert mail.outbox == []
