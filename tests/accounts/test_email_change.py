"""Another address: asked for with the password, confirmed at the new one, told at the old one."""

from __future__ import annotations

import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.creation import create_account
from accounts.models import User
from tests.accounts.api import PASSWORD, Visitor, codes, key_in

NEW = "camille@ailleurs.example"


@pytest.fixture
def signed_in(visitor: Visitor, camille: User) -> Visitor:
    visitor.sign_in(camille.email)
    visitor.prove()
    return visitor


def addresses(user: User) -> list[tuple[str, bool, bool]]:
    found = EmailAddress.objects.filter(user=user).order_by("email")
    return list(found.values_list("email", "verified", "primary"))


def test_the_whole_way(signed_in: Visitor, camille: User) -> None:
    assert signed_in.post("account/email", {"email": NEW.upper()}).status_code == 200
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([NEW], "Confirmer votre nouvelle adresse")
    camille.refresh_from_db()
    assert camille.email == "camille@atelier.example"

    assert signed_in.post("auth/email/verify", {"key": key_in(message)}).status_code == 200
    camille.refresh_from_db()
    assert camille.email == NEW
    assert addresses(camille) == [(NEW, True, True)]
    told = mail.outbox[1]
    assert (told.to, told.subject) == (["camille@atelier.example"], "L’adresse de votre compte a changé")
    assert NEW not in str(told.body)
    assert Visitor().sign_in("camille@atelier.example").status_code == 400
    assert Visitor().sign_in(NEW).status_code == 200


def test_it_asks_for_the_password_first(visitor: Visitor, camille: User) -> None:
    visitor.sign_in(camille.email)
    response = visitor.post("account/email", {"email": NEW})
    assert response.status_code == 401
    assert response.json()["data"]["flows"] == [{"id": "reauthenticate"}]
    assert mail.outbox == []
    assert visitor.prove("faux").status_code == 400
    assert visitor.prove().status_code == 200
    assert visitor.post("account/email", {"email": NEW}).status_code == 200


def test_the_link_alone_changes_nothing(signed_in: Visitor, camille: User) -> None:
    """The address was mistyped: whoever has that mailbox must not get the account."""
    signed_in.post("account/email", {"email": NEW})
    key = key_in(mail.outbox[0])
    create_account(email="autre@atelier.example", password=PASSWORD)
    somebody_else = Visitor(signed_in.kind)
    somebody_else.sign_in("autre@atelier.example")
    for stranger in (Visitor(signed_in.kind), somebody_else):
        assert stranger.get("auth/email/verify", **{"X-Email-Verification-Key": key}).json()["data"]["user"] == {}
        assert stranger.post("auth/email/verify", {"key": key}).status_code == 401
    camille.refresh_from_db()
    assert camille.email == "camille@atelier.example"
    assert signed_in.post("auth/email/verify", {"key": key}).status_code == 200


def test_an_address_that_waits_opens_nothing(signed_in: Visitor, camille: User) -> None:
    signed_in.post("account/email", {"email": NEW})
    mail.outbox.clear()
    assert Visitor().sign_in(NEW).status_code == 400
    Visitor().post("auth/password/request", {"email": NEW})
    (message,) = mail.outbox
    assert "#cle=" not in str(message.body)


def test_the_link_serves_once_and_for_a_day(signed_in: Visitor, camille: User) -> None:
    signed_in.post("account/email", {"email": NEW})
    key = key_in(mail.outbox[0])
    with time_machine.travel(time.time() + 25 * 60 * 60):
        assert codes(Visitor().post("auth/email/verify", {"key": key})) == ["invalid_or_expired_key"]
    assert signed_in.post("auth/email/verify", {"key": key}).status_code == 200
    assert codes(signed_in.post("auth/email/verify", {"key": key})) == ["invalid_or_expired_key"]


def test_only_the_last_wish_counts(signed_in: Visitor, camille: User) -> None:
    signed_in.post("account/email", {"email": "premiere@ailleurs.example"})
    signed_in.post("account/email", {"email": NEW})
    assert addresses(camille) == [(NEW, False, False), ("camille@atelier.example", True, True)]
    first, second = (key_in(message) for message in mail.outbox)
    assert codes(signed_in.post("auth/email/verify", {"key": first})) == ["invalid_or_expired_key"]
    assert signed_in.post("auth/email/verify", {"key": second}).status_code == 200


def test_a_wish_can_be_taken_back_and_the_address_itself_not(signed_in: Visitor, camille: User) -> None:
    signed_in.post("account/email", {"email": NEW})
    assert signed_in.delete("account/email", {"email": NEW}).status_code == 200
    assert codes(signed_in.delete("account/email", {"email": camille.email})) == ["cannot_remove_primary_email"]
    assert addresses(camille) == [("camille@atelier.example", True, True)]


def test_an_address_of_somebody_else_s_is_told_only_in_its_mailbox(signed_in: Visitor, camille: User) -> None:
    create_account(email="autre@atelier.example", password=PASSWORD)
    free = signed_in.post("account/email", {"email": NEW}).content
    taken = signed_in.post("account/email", {"email": "autre@atelier.example"})
    assert taken.content.replace(b"autre@atelier.example", NEW.encode()) == free
    assert [message.to for message in mail.outbox] == [[NEW], ["autre@atelier.example"]]
    assert codes(signed_in.post("auth/email/verify", {"key": key_in(mail.outbox[1])})) == ["email_taken"]
    camille.refresh_from_db()
    assert camille.email == "camille@atelier.example"


def test_a_change_in_the_admin_is_followed(camille: User) -> None:
    camille.email = "Nouvelle@Atelier.Example"
    camille.save()
    assert camille.email == "nouvelle@atelier.example"
    assert addresses(camille) == [("nouvelle@atelier.example", True, True)]
    User.objects.filter(pk=camille.pk).update(first_name="Sans rapport")
    camille.email = "autre@atelier.example"
    camille.save(update_fields=["email"])
    assert addresses(camille) == [("autre@atelier.example", True, True)]
