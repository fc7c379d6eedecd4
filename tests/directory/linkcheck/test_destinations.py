"""Where a check may go, and where nobody can send it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.linkcheck.destinations import Destination, NotAsked, NotPublic, destination, is_public

PRIVATE_RANGES = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
)  # fmt: skip


def edges(text: str) -> list[str]:
    net = ip_network(text)
    return [str(net[0]), str(net[net.num_addresses // 2]), str(net[-1])]


@pytest.mark.parametrize("address", [address for net in PRIVATE_RANGES for address in edges(net)])
def test_ipv4_of_nobody_on_the_internet_in_every_form(address: str) -> None:
    number = int(IPv4Address(address))
    mapped, nat64 = IPv6Address((0xFFFF << 32) + number), IPv6Address((0x64FF9B << 96) + number)
    six_to_four, compatible = IPv6Address((0x2002 << 112) + (number << 80)), IPv6Address(number)
    for form in (address, mapped, six_to_four, nat64, compatible):
        assert not is_public(str(form)), form


@pytest.mark.parametrize(
    "address",
    ["::", "::1", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
     "ff0e::1", "2001:db8::1", "3fff::1", "5f00::1", "2001::1", "2001:0:4136:e378::1", "2002:808:808::",
     "64:ff9b:1::808:808", "100::1", "4000::1", "", "site.example", "0177.0.0.1", "2130706433", "0x7f000001", "127.1"],
)  # fmt: skip
def test_other_addresses_of_nobody(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
     "192.167.255.255", "2606:4700::1111", "2a00:1450:4007::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"],
)  # fmt: skip
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_no_address_is_public_that_python_holds_for_private(address: IPv4Address | IPv6Address) -> None:
    assert not (is_public(str(address)) and (address.is_private or address.is_loopback or address.is_link_local))


HOSTS_OF_NUMBERS = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "017700000001",
    "127.0.0.0x1", "0.0.0.0", "0", "8.8.8.8", "8.8.8.0x8", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[::]",  # noqa: S104
    "[fe80::1%25eth0]", "[2606:4700::1111]", "１２７.0.0.1", "127。0。0。1", "①②⑦.⓪.⓪.①", "127.0.0.1.",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS_OF_NUMBERS)
def test_numbers_are_no_site(host: str) -> None:
    for link in (f"http://{host}/", f"https://{host}:443/", f"http://{host}:80"):
        with pytest.raises(NotPublic):
            destination(link)


@pytest.mark.parametrize(
    "link",
    ["", "site.example", "//site.example", "http:///chemin", "http://", "http://localhost/", "http://intranet",
     "ftp://site.example/", "file:///etc/passwd", "gopher://site.example/", "javascript:alert(1)", "data:text/html,x",
     "http://moi:secret@site.example/", "http://site.example@127.0.0.1/", "http://moi@site.example/",
     "http://site.example\\@127.0.0.1/", "http://site.example:0/", "http://site.example:port/",
     "http://site.example:99999/", "http://site.example/\r\nX-Injected: 1", "http://site.example\r\n/",
     "http://site.example/a b", "http://site.example/\x00", "http://site.example/\u2028", "http://.example/",
     "http://-a.example/", "http://a..example/", "http://a_b.example/", f"http://{'a' * 64}.example/",
     "http://site.example/" + "x" * 2000, "http://site.exa\tmple/", "http://[site.example]/", "http://[::1"],
)  # fmt: skip
def test_what_is_no_link(link: str) -> None:
    with pytest.raises(NotPublic):
        destination(link)


@pytest.mark.parametrize("port", [22, 25, 81, 3306, 6379, 8000, 8080, 65535])
def test_other_ports(port: int) -> None:
    with pytest.raises(NotAsked):
        destination(f"http://site.example:{port}/")


@pytest.mark.parametrize(
    ("link", "expected", "authority"),
    [
        ("http://site.example", Destination("http", "site.example", 80, "/"), "site.example"),
        ("HTTPS://Site.Example./A?b=é#c", Destination("https", "site.example", 443, "/A?b=%C3%A9"), "site.example"),
        ("https://site.example:80/", Destination("https", "site.example", 80, "/"), "site.example:80"),
        ("https://café.example/crème%20brûlée", Destination("https", "xn--caf-dma.example", 443,
         "/cr%C3%A8me%20br%C3%BBl%C3%A9e"), "xn--caf-dma.example"),
        ("http://site.example/\"<>'", Destination("http", "site.example", 80, "/%22%3C%3E'"), "site.example"),
    ],
)  # fmt: skip
def test_what_is_asked_for(link: str, expected: Destination, authority: str) -> None:
    assert destination(link) == expected
    assert expected.authority == authority


@given(st.text(alphabet="http:/.@\\[]%#?é\r\n\t 0x1a-", max_size=40), st.text(max_size=20))
def test_whatever_is_typed_the_request_has_one_line_and_a_name(middle: str, end: str) -> None:
    for link in (middle + end, f"http://{middle}.example/{end}", f"http://site.example{middle}{end}"):
        try:
            found = destination(link)
        except (NotPublic, NotAsked):
            continue
        assert found.target.isascii()
        assert found.target.isprintable()
        assert " " not in found.target
        assert "." in found.host
        with pytest.raises(ValueError, match="does not appear"):
            ip_address(found.host)
