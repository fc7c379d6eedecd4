"""Where a request comes from."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - an address that is nobody's, where there is none: a local socket
SHARED_PREFIX = 64  # bits: what one subscriber has of IPv6


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks, as far as it can be trusted: always a well-formed one.

    Every proxy in front of us adds to X-Forwarded-For the address that it was asked from. With `BALISE_PROXIES` of
    them, that many entries from the right are theirs; what stands further left is whatever the client has written.
    A list that is too short has not come through all of them: then it says nothing.
    """
    proxies = settings.BALISE_PROXIES
    given = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    forwarded = _parse(given[-proxies]) if 0 < proxies <= len(given) else None
    return str(forwarded or _parse(str(request.META.get("REMOTE_ADDR", ""))) or UNKNOWN)


def network_of(address: str) -> str:
    """What counts as one client when requests are counted: the IPv4 address, or the /64 network of an IPv6 one."""
    parsed = _parse(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((parsed, SHARED_PREFIX), strict=False).network_address)
    return str(parsed or UNKNOWN)


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    """An address out of `1.2.3.4`, `1.2.3.4:567`, `2001:db8::1` or `[2001:db8::1]:567`."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed
