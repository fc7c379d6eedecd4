"""Which department a postcode is of. Pure; `directory.places` knows the few communes that are an exception."""

from __future__ import annotations

import re

_DEPARTMENTS_OVERSEAS = frozenset(("971", "972", "973", "974", "976"))
# With Guadeloupe's number, but collectivities of their own: Saint-Barthélemy and Saint-Martin.
_NO_DEPARTMENT = frozenset(("97133", "97150"))


def normalise_postcode(postcode: str | int | float) -> str | None:
    """A postcode as five digits; None for what is none.

    Spreadsheets make numbers of them: 1000, «1000» and «1000.0» give `01000`. «F-75001» and «75 001» are read too.
    """
    text = re.sub(r"\s", "", str(postcode)).upper().removesuffix(".0")
    found = re.fullmatch(r"(?:FR?-?)?([0-9]{4,5})", text)
    return found[1].zfill(5) if found else None


def department_of_postcode(postcode: str | int | float) -> str | None:
    """The code of the department, `01` to `95`, `2A`, `2B`, or `971` to `976`; None where there is none.

    None also for the collectivities overseas (975, 977, 978, 98…), for Monaco, and for what is no postcode.
    """
    number = normalise_postcode(postcode)
    if number is None or number in _NO_DEPARTMENT:
        return None
    if number[:2] == "20":
        # Corsica was divided in 1976, and kept its postcodes: the south has 200 and 201, the north 202 and 206.
        return "2A" if number[2] in "01" else "2B"
    if number[:2] in ("97", "98"):
        return number[:3] if number[:3] in _DEPARTMENTS_OVERSEAS else None
    return number[:2] if "01" <= number[:2] <= "95" else None
