"""Fields of models as the API names them, for the paths of findings and refusals."""

from __future__ import annotations

from collections.abc import Sequence

_OTHER_NAMES = {
    "photo": "photoUpload",
    "letter": "letterUpload",
    "charter_accepted": "acceptCharter",
    "organisation": "siret",
    "location": "latitude",
}


def input_path(path: Sequence[str]) -> list[str]:
    """The path of a value in `ApplicationInput`: («social_links», «1») gives `["socialLinks", "0"]`.

    Rules number the items of a list as people do, from 1; paths of the API do it as programs do, from 0.
    """
    return [_input_name(name) for name in path]


def _input_name(name: str) -> str:
    if name.isdecimal():
        return str(int(name) - 1)
    first, *others = name.split("_")
    return _OTHER_NAMES.get(name) or first + "".join(other.capitalize() for other in others)
