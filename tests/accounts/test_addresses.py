"""Where a request comes from, whatever it claims."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from django.http import HttpRequest
from hypothesis import given
from hypothesis import strategies as st

from accounts.addresses import UNKNOWN, client_address, network_of


def asked(remote: str | None, forwarded: str | None) -> HttpRequest:
    request = HttpRequest()
    if remote is not None:
        request.META["REMOTE_ADDR"] = remote
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return request


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        (0, "192.0.2.1", None, "192.0.2.1"),
        (0, "192.0.2.1", "6.6.6.6", "192.0.2.1"),
        (1, "10.0.0.1", "192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1", "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1", "6.6.6.6,192.0.2.1:4711", "192.0.2.1"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "unknown", "10.0.0.1"),
        (1, "10.0.0.1", "6.6.6.6, unknown", "10.0.0.1"),
        (2, "10.0.0.1", "6.6.6.6, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "10.0.0.1", "6.6.6.6", "10.0.0.1"),  # has not come through both
        (1, "10.0.0.1", "2001:db8::1", "2001:db8::1"),
        (1, "10.0.0.1", "[2001:DB8::1]:4711", "2001:db8::1"),
        (0, "::ffff:192.0.2.1", None, "192.0.2.1"),
        (0, "fe80::1%eth0", None, "fe80::1"),
        (0, "", None, UNKNOWN),
        (0, None, None, UNKNOWN),
        (1, "", "192.0.2.1", "192.0.2.1"),
    ],
)
def test_which_address_counts(proxies: int, remote: str, forwarded: str, expected: str, settings) -> None:
    settings.BALISE_PROXIES = proxies
    assert client_address(asked(remote, forwarded)) == expected


@given(remote=st.text(max_size=60), forwarded=st.text(max_size=60))
@pytest.mark.parametrize("proxies", [0, 1, 3])
def test_it_is_always_an_address(proxies: int, remote: str, forwarded: str) -> None:
    from django.test import override_settings

    with override_settings(BALISE_PROXIES=proxies):
        assert ip_address(client_address(asked(remote, forwarded)))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("nothing", UNKNOWN),
    ],
)
def test_what_is_counted_as_one_client(address: str, network: str) -> None:
    assert network_of(address) == network
