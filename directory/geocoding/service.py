"""Asking the service that BALISE_GEOCODING_URL names."""

from __future__ import annotations

from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderQueryError, GeopyError
from geopy.geocoders import BANFrance

from directory.geocoding.answers import Answer, answer_of

TIMEOUT = 5  # seconds
USER_AGENT = "Balise"
QUERY_MAX = 200  # characters that the service takes


class Unreachable(Exception):
    """The service did not answer, or not in its format: another attempt may help."""


def ask(address: str, *, url: str) -> Answer | None:
    """The point of an address on one line; None when the service knows none. Raises Unreachable.

    `url` is where the service's `/search` is, without it.
    """
    parts = urlsplit(url)
    service = BANFrance(
        domain=f"{parts.netloc}{parts.path}",
        scheme=parts.scheme,
        timeout=TIMEOUT,
        user_agent=USER_AGENT,
        # The same everywhere: geopy's own choice depends on what else is installed.
        adapter_factory=URLLibAdapter,
    )
    try:
        found = service.geocode(address[:QUERY_MAX], limit=1)
        return answer_of(found.raw) if found else None
    except GeocoderQueryError:  # it does not take this address for a question
        return None
    except (GeopyError, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}") from error
