"""Who fails too often waits: that name, from that address, in the admin and in the API."""

from __future__ import annotations

import time

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client

from accounts.models import User
from tests.accounts.api import PASSWORD, Visitor


@pytest.fixture
def staff(camille: User) -> User:
    User.objects.filter(pk=camille.pk).update(username="camille", is_superuser=True)
    camille.refresh_from_db()
    return camille


def sign_in(client: Client, name: str, password: str = PASSWORD, **headers: str) -> int:
    form = {"username": name, "password": password}
    return client.post("/admin/login/", form, headers=headers).status_code


def test_the_admin_takes_user_name_and_address(client: Client, staff: User) -> None:
    for name in ("camille", "Camille@Atelier.example"):
        assert sign_in(client, name) == 302
        assert client.get("/admin/").status_code == 200
        client.logout()
    assert sign_in(client, "CAMILLE") == 200  # user names have their capitals
    assert sign_in(client, "") == 200


def test_five_failures_close_the_door_for_a_quarter_of_an_hour(client: Client, staff: User) -> None:
    assert [sign_in(client, "camille", "faux") for _ in range(5)] == [200, 200, 200, 200, 429]
    assert sign_in(client, "camille") == 429
    with time_machine.travel(time.time() + 14 * 60):
        assert sign_in(client, "camille") == 429  # and knocking does not make it longer
    with time_machine.travel(time.time() + 15 * 60 + 1):
        assert sign_in(client, "camille") == 302


def test_the_page_says_little_and_in_french(client: Client, staff: User) -> None:
    for _ in range(5):
        response = client.post("/admin/login/", {"username": "camille", "password": "faux"})
    page = response.content.decode()
    assert "Trop d’essais" in page
    assert "camille" not in page
    assert response["Retry-After"] == "900"
    assert response["Cache-Control"] == "no-store"


def test_the_api_says_it_in_its_own_way(visitor: Visitor, camille: User) -> None:
    for _ in range(5):
        response = visitor.sign_in(camille.email, "faux")
    assert response.status_code == 429
    assert response.json()["status"] == 429
    assert response.json()["errors"][0]["code"] == "too_many_login_attempts"
    assert response["Retry-After"] == "900"
    assert visitor.sign_in(camille.email).status_code == 429


def test_others_are_let_in(client: Client, staff: User) -> None:
    User.objects.create_superuser("sacha", "sacha@atelier.example", PASSWORD)
    for _ in range(5):
        sign_in(client, "camille", "faux")
    assert sign_in(client, "sacha") == 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.77"), "camille") == 302


def test_the_way_in_does_not_matter(client: Client, staff: User) -> None:
    """The same address typed in the admin and sent to the API is one name."""
    visitor = Visitor("browser", address="127.0.0.1")
    for _ in range(3):
        visitor.sign_in(staff.email, "faux")
    assert [sign_in(client, staff.email, "faux") for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("name", ["camille", "camille@atelier.example"])
def test_success_forgives(client: Client, staff: User, name: str) -> None:
    for _ in range(3):
        assert [sign_in(client, name, "faux") for _ in range(4)] == [200] * 4
        assert sign_in(client, name) == 302
    assert not AccessAttempt.objects.exists()


def test_behind_a_proxy_the_client_counts_and_not_the_proxy(client: Client, staff: User, settings) -> None:
    settings.BALISE_PROXIES = 1
    for _ in range(5):
        sign_in(client, "camille", "faux", **{"X-Forwarded-For": "6.6.6.6, 192.0.2.50"})
    assert sign_in(client, "camille", **{"X-Forwarded-For": "7.7.7.7, 192.0.2.50"}) == 429
    assert sign_in(client, "camille", **{"X-Forwarded-For": "6.6.6.6, 192.0.2.51"}) == 302


def test_without_a_proxy_the_header_is_anybody_s_claim(client: Client, staff: User) -> None:
    for number in range(5):
        sign_in(client, "camille", "faux", **{"X-Forwarded-For": f"192.0.2.{number}"})
    assert sign_in(client, "camille", **{"X-Forwarded-For": "192.0.2.99"}) == 429


def test_many_names_from_one_address_are_stopped(client: Client, staff: User, settings) -> None:
    settings.BALISE_LIMITS = {**settings.BALISE_LIMITS, "admin_sign_in": {"address": (3, 3600), "email": (99, 3600)}}
    assert [sign_in(client, f"nom-{number}", "faux") for number in range(4)] == [200, 200, 200, 429]


def test_names_that_nobody_could_have(client: Client, staff: User) -> None:
    for name in ("x" * 5000, "é" * 254, "nul\x00", "'; --", " "):
        assert sign_in(client, name, "faux") == 200


def test_no_password_and_no_success_is_kept(client: Client, staff: User) -> None:
    sign_in(client, "camille", "un-mot-de-passe-faux")
    (attempt,) = AccessAttempt.objects.all()
    assert "un-mot-de-passe-faux" not in f"{attempt.post_data}{attempt.get_data}"


def test_an_account_that_goes_takes_its_failures_along(client: Client, staff: User) -> None:
    sign_in(client, "camille", "faux")
    sign_in(client, staff.email, "faux")
    sign_in(client, "personne", "faux")
    staff.delete()
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["personne"]
