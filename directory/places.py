"""The regions, departments and communes of France, from the files of `directory/data/`.

Read once, when first asked for. `directory/data/README.md` names the sources.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.text import words
from directory.rules.distance import Point
from directory.rules.postcodes import department_of_postcode, normalise_postcode

DATA = Path(__file__).parent / "data"
# What an address may add to the name of a commune: the post office's mark, the number of a district of Paris, Lyon
# or Marseille. Folded.
_CEDEX = re.compile(r" cedex\b.*$")
_DISTRICT = re.compile(r"^(paris|lyon|marseille) (?:\d.*)$")
_ARTICLE_LAST = re.compile(r"^(.+?)\s*\((l[ae]s?|l['’])\)\s*$", re.IGNORECASE)  # «Havre (Le)»
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


@dataclass(frozen=True, slots=True)
class Region:
    """A region of today's official code."""

    code: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Department:
    """A department of today's official code; `centre` is the middle of its inhabited part."""

    code: str
    name: str
    slug: str
    region_code: str
    prefecture: str
    centre: Point


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """The 18 regions, by code."""
    return tuple(Region(row["code"], row["name"], row["slug"]) for row in _rows("regions"))


@lru_cache(maxsize=1)
def departments() -> tuple[Department, ...]:
    """The 101 departments, by code."""
    return tuple(
        Department(
            row["code"],
            row["name"],
            row["slug"],
            row["region"],
            row["prefecture"],
            Point(float(row["latitude"]), float(row["longitude"])),
        )
        for row in _rows("departments")
    )


def region_code(name: str) -> str | None:
    """The code of the region called so: today, before 2016, or by its initials; None if there is none.

    Accents, case, hyphens and apostrophes say nothing.
    """
    return _region_codes().get(_key(name))


def department_code(postcode: str | int | float, city: str = "") -> str | None:
    """The code of the department an address is in; None where there is none.

    The postcode says so, but for two dozen communes whose post comes from next door: the city tells those.
    """
    number = normalise_postcode(postcode)
    if number is not None and (exception := _postcode_exceptions().get((number, _city_key(city)))):
        return exception
    return department_of_postcode(postcode)


def department_point(code: str) -> Point | None:
    """The middle of the inhabited part of a department."""
    return next((department.centre for department in departments() if department.code == code), None)


def commune_point(postcode: str | int | float, city: str) -> Point | None:
    """The point of a commune, present or former; None where it is not known, as small ones are not.

    Nine people of ten live in a commune that is. Paris, Lyon and Marseille are one commune each.
    """
    department = department_code(postcode, city)
    return _commune_points().get((department, _city_key(city))) if department else None


@lru_cache(maxsize=1)
def _region_codes() -> dict[str, str]:
    codes = {_key(row["name"]): row["region"] for row in _rows("region_names")}
    return codes | {_key(region.name): region.code for region in regions()}


@lru_cache(maxsize=1)
def _postcode_exceptions() -> dict[tuple[str, str], str]:
    return {(row["postcode"], _city_key(row["commune"])): row["department"] for row in _rows("postcode_exceptions")}


@lru_cache(maxsize=1)
def _commune_points() -> dict[tuple[str, str], Point]:
    return {
        (row["department"], _city_key(row["name"])): Point(float(row["latitude"]), float(row["longitude"]))
        for row in _rows("communes")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _key(name: str) -> str:
    return " ".join(words(name))


def _city_key(city: str) -> str:
    """A commune's name as it is compared: «ST-ÉTIENNE CEDEX 2» gives `saint etienne`."""
    key = " ".join(_SHORT.get(word, word) for word in words(_ARTICLE_LAST.sub(r"\2 \1", city)))
    return _DISTRICT.sub(r"\1", _CEDEX.sub("", key))
