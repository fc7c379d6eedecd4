"""New passwords: by the link of a message, or with the one that one has. Either ends the other sessions."""

from __future__ import annotations

import time

import pytest
import time_machine
from django.core import mail

from accounts.models import User
from tests.accounts.api import OTHER, PASSWORD, Visitor, codes, key_in

DAY = 24 * 60 * 60  # seconds


def asked(visitor: Visitor, email: str) -> str:
    """The key of the link that was sent."""
    mail.outbox.clear()
    assert visitor.post("auth/password/request", {"email": email}).status_code == 200
    (message,) = mail.outbox
    assert message.to == [email]
    assert message.subject == "Choisir un nouveau mot de passe"
    return key_in(message)


def test_the_whole_way(visitor: Visitor, camille: User) -> None:
    key = asked(visitor, camille.email)
    assert visitor.get("auth/password/reset", **{"X-Password-Reset-Key": key}).json()["data"] == {"user": {}}
    assert visitor.post("auth/password/reset", {"key": key, "password": OTHER}).status_code == 401
    assert not visitor.is_signed_in  # the link alone does not let in
    assert [message.subject for message in mail.outbox[1:]] == ["Votre mot de passe a changé"]
    assert visitor.sign_in(camille.email).status_code == 400
    assert visitor.sign_in(camille.email, OTHER).status_code == 200


def test_the_link_serves_once(visitor: Visitor, camille: User) -> None:
    key = asked(visitor, camille.email)
    visitor.post("auth/password/reset", {"key": key, "password": OTHER})
    again = visitor.post("auth/password/reset", {"key": key, "password": PASSWORD})
    assert (again.status_code, codes(again)) == (400, ["invalid_password_reset"])
    assert camille.__class__.objects.get(pk=camille.pk).check_password(OTHER)


def test_the_link_serves_for_a_day(visitor: Visitor, camille: User) -> None:
    key = asked(visitor, camille.email)
    with time_machine.travel(time.time() + DAY + 2):
        late = visitor.post("auth/password/reset", {"key": key, "password": OTHER})
    assert codes(late) == ["invalid_password_reset"]


@pytest.mark.parametrize("key", ["", "x", "1-2-3", "zzzzzzzzzzzzzzzzzzz-x", "é-é", "-", "1" * 500])
def test_keys_that_are_none(visitor: Visitor, camille: User, key: str) -> None:
    assert visitor.post("auth/password/reset", {"key": key, "password": OTHER}).status_code == 400


@pytest.mark.parametrize(
    "password", ["court", "123456789012345", "motdepasse", "camille@atelier.example", "azertyuiop"]
)
def test_a_weak_password_is_refused_in_french(visitor: Visitor, camille: User, password: str) -> None:
    key = asked(visitor, camille.email)
    response = visitor.post("auth/password/reset", {"key": key, "password": password})
    assert response.status_code == 400
    assert all("mot de passe" in error["message"].lower() for error in response.json()["errors"])
    assert visitor.post("auth/password/reset", {"key": key, "password": OTHER}).status_code == 401


def test_a_reset_ends_every_session(camille: User) -> None:
    sessions = [Visitor("browser"), Visitor("app")]
    for session in sessions:
        session.sign_in(camille.email)
        assert session.is_signed_in
    stranger = Visitor("app")
    stranger.post("auth/password/reset", {"key": asked(stranger, camille.email), "password": OTHER})
    assert [session.is_signed_in for session in sessions] == [False, False]


def test_changing_it_ends_the_other_sessions(visitor: Visitor, camille: User) -> None:
    others = [Visitor("browser"), Visitor("app")]
    for session in (visitor, *others):
        session.sign_in(camille.email)
    before = visitor.token
    response = visitor.post("account/password/change", {"current_password": PASSWORD, "new_password": OTHER})
    assert response.status_code == 200
    assert visitor.is_signed_in
    assert [session.is_signed_in for session in others] == [False, False]
    assert [message.subject for message in mail.outbox] == ["Votre mot de passe a changé"]
    if visitor.kind == "app":
        assert visitor.token != before
        visitor.token = before
        assert visitor.get("auth/session").status_code == 410


def test_changing_it_asks_for_the_one_that_is(visitor: Visitor, camille: User) -> None:
    visitor.sign_in(camille.email)
    response = visitor.post("account/password/change", {"current_password": OTHER, "new_password": OTHER})
    assert codes(response) == ["enter_current_password"]
    assert visitor.post("account/password/change", {"new_password": OTHER}).status_code == 400


def test_who_may_not_sign_in_gets_no_link(visitor: Visitor, camille: User) -> None:
    User.objects.filter(pk=camille.pk).update(is_active=False)
    User.objects.create_user("demo", "demo@demo.example", PASSWORD, is_demo=True)
    for email in (camille.email, "demo@demo.example"):
        visitor.post("auth/password/request", {"email": email})
    assert len(mail.outbox) == 2
    assert not any("#cle=" in str(message.body) for message in mail.outbox)


def test_messages_are_french_in_both_forms_and_lead_to_the_portal(visitor: Visitor, camille: User) -> None:
    asked(visitor, camille.email)
    (message,) = mail.outbox
    html = str(message.alternatives[0][0])  # type: ignore[union-attr]
    link = next(line for line in str(message.body).split("\n") if "#cle=" in line)
    assert link.startswith("https://portail.example/compte/mot-de-passe#cle=")
    assert f'href="{link}"' in html
    assert '<html lang="fr">' in html
    assert "testserver" not in html + str(message.body)
    assert "Ouvrez ce lien\u00a0: il sert une fois" in str(message.body)
