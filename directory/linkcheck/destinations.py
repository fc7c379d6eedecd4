"""Where a check may go: hosts of the public web, and none of the machines around us. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from directory.rules.presentation import is_web_link

PORTS = {"http": 80, "https": 443}
_PATH = "/%:@!$&'()*+,;=~"  # what stands in a path or a query as it is
# Besides what Python's own tables say, which differ from one version to the next.
_NEVER = tuple(
    map(
        ip_network,
        (
            "100.64.0.0/10",  # inside providers' networks
            "168.63.129.16/32",  # a provider's service for the machines it hosts
            "192.0.0.0/24",  # protocols' own
            "192.88.99.0/24",  # 6to4 relays
            "198.18.0.0/15",  # benchmarks
            "2001::/23",  # protocols' own, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which leads to any IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)
_IPV6_PUBLIC = ip_network("2000::/3")  # all that has been given out
_NAT64 = ip_network("64:ff9b::/96")  # the last 32 bits are an IPv4 address


class NotPublic(Exception):
    """The link leads to no host of the public web."""


class NotAsked(Exception):
    """It may be there, but at a port that is not asked."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A page to ask for. `host` is a name in ASCII, `target` what the request's first line says."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The request's Host."""
        return self.host if self.port == PORTS[self.scheme] else f"{self.host}:{self.port}"


def destination(link: str) -> Destination:
    """What a link asks for. Raises NotPublic, NotAsked.

    An address of numbers is none, however it is written (decimal, octal, hexadecimal, IPv6): a name's last part
    begins with a letter. Where the name leads is for `is_public` to say of each address it has.
    """
    if not is_web_link(link):
        raise NotPublic
    parts = urlsplit(link)
    host = (parts.hostname or "").encode("idna").decode().removesuffix(".")
    if not host.rpartition(".")[2][0].isalpha():
        raise NotPublic
    port = parts.port or PORTS[parts.scheme]
    if port not in PORTS.values():
        raise NotAsked
    target = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else "")
    return Destination(parts.scheme, host, port, target)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet. What holds an IPv4 address is as public as that."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.scope_id:
            return False
        inner = found.ipv4_mapped or (IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        if found not in _IPV6_PUBLIC:
            return False
    special = found.is_multicast or found.is_reserved or found.is_unspecified or any(found in net for net in _NEVER)
    return found.is_global and not special
