"""The regions, departments and communes: complete, and where they should be."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import places
from directory.places import (
    commune_point,
    department_code,
    department_point,
    departments,
    region_code,
    regions,
)
from directory.rules.distance import Point, distance_km
from directory.rules.postcodes import department_of_postcode
from directory.rules.reserved import DEPARTMENTS, FORMER_REGIONS, REGIONS
from directory.rules.slugs import slugify

OVERSEAS = {"971", "972", "973", "974", "976"}


def rows(name):
    with (places.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def point_of(row):
    return Point(float(row["latitude"]), float(row["longitude"]))


def test_eighteen_regions_and_a_hundred_and_one_departments():
    assert len(regions()) == len({region.code for region in regions()}) == 18
    assert len(departments()) == len({department.code for department in departments()}) == 101
    assert {department.region_code for department in departments()} == {region.code for region in regions()}


def test_departments_are_numbered_without_a_gap():
    mainland = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B"}
    assert {department.code for department in departments()} == mainland | OVERSEAS


def test_the_five_overseas_are_region_and_department():
    names = {region.name for region in regions()}
    assert {department.name for department in departments() if department.name in names} == {
        "Guadeloupe",
        "Martinique",
        "Guyane",
        "La Réunion",
        "Mayotte",
    }


@pytest.mark.parametrize(
    ("department", "region"),
    [
        ("35", "Bretagne"),
        ("44", "Pays de la Loire"),
        ("69", "Auvergne-Rhône-Alpes"),
        ("2A", "Corse"),
        ("60", "Hauts-de-France"),
        ("974", "La Réunion"),
        ("75", "Île-de-France"),
    ],
)
def test_departments_are_in_their_region(department, region):
    names = {region.code: region.name for region in regions()}
    [code] = [found.region_code for found in departments() if found.code == department]
    assert names[code] == region


def test_slugs_are_made_of_the_names_and_are_reserved():
    for region in regions():
        assert region.slug == slugify(region.name)
    for department in departments():
        assert department.slug == slugify(department.name)
    assert {region.slug for region in regions()} == REGIONS
    assert {department.slug for department in departments()} == DEPARTMENTS


def test_centres_are_in_their_department():
    """Each is near the prefecture, within the bounds of the communes, and nearest to one of the department's own."""
    communes = {(row["department"], row["name"]): point_of(row) for row in rows("communes")}
    for department in departments():
        own = [point for (code, _), point in communes.items() if code == department.code]
        centre = department.centre
        if len(own) > 1:  # Paris is one commune
            assert min(point.latitude for point in own) < centre.latitude < max(point.latitude for point in own)
            assert min(point.longitude for point in own) < centre.longitude < max(point.longitude for point in own)
        if len(own) > 30:
            near = [place for place in communes.items() if abs(place[1].latitude - centre.latitude) < 0.5]
            (nearest, _), _ = min(near, key=lambda place: distance_km(place[1], centre))
            assert nearest == department.code, department.name
        prefecture = communes.get((department.code, department.prefecture))
        if prefecture is not None:
            assert distance_km(prefecture, centre) < 80, department.name


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        # Known middles, from maps; the points are means of places and may be some kilometres off.
        ("01", 46.10, 5.35),
        ("13", 43.54, 5.09),
        ("33", 44.83, -0.58),
        ("59", 50.45, 3.22),
        ("75", 48.86, 2.34),
        ("2A", 41.86, 8.99),
        ("2B", 42.39, 9.21),
        ("90", 47.63, 6.93),
        ("971", 16.20, -61.50),
        ("972", 14.65, -61.02),
        ("974", -21.13, 55.53),
        ("976", -12.82, 45.15),
    ],
)
def test_centres_are_where_maps_show_them(code, latitude, longitude):
    point = department_point(code)
    assert point is not None
    assert distance_km(point, Point(latitude, longitude)) < 20


def test_communes_are_near_their_department():
    centres = {department.code: department.centre for department in departments()}
    for row in rows("communes"):
        limit = 260 if row["department"] == "973" else 125
        assert distance_km(point_of(row), centres[row["department"]]) < limit, row


def test_no_department_has_no_point():
    assert department_point("20") is None
    assert department_point("") is None


class TestRegionNames:
    def test_all_of_today(self):
        for region in regions():
            for name in (region.name, region.name.upper(), region.name.replace("-", " "), region.slug):
                assert region_code(name) == region.code

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Alsace", "Grand Est"),
            ("CHAMPAGNE ARDENNE", "Grand Est"),
            ("Aquitaine", "Nouvelle-Aquitaine"),
            ("Poitou-Charentes", "Nouvelle-Aquitaine"),
            ("Rhone-Alpes", "Auvergne-Rhône-Alpes"),
            ("Bourgogne", "Bourgogne-Franche-Comté"),
            ("Basse Normandie", "Normandie"),
            ("Centre", "Centre-Val de Loire"),
            ("Languedoc-Roussillon", "Occitanie"),
            ("midi-pyrenees", "Occitanie"),
            ("Nord-Pas-de-Calais", "Hauts-de-France"),
            ("Picardie", "Hauts-de-France"),
            ("PACA", "Provence-Alpes-Côte d'Azur"),
            ("Provence-Alpes-Côte d’Azur", "Provence-Alpes-Côte d'Azur"),
            ("Ile de France", "Île-de-France"),
            ("Réunion", "La Réunion"),
            ("  Bretagne ", "Bretagne"),
        ],
    )
    def test_others(self, name, expected):
        [region] = [region for region in regions() if region.code == region_code(name)]
        assert region.name == expected

    @pytest.mark.parametrize("name", ["", "-", "Bavière", "Bret"])
    def test_none(self, name):
        assert region_code(name) is None

    def test_every_former_region_is_known_and_reserved(self):
        codes = {region.code for region in regions()}
        assert {row["region"] for row in rows("region_names")} <= codes
        for slug in FORMER_REGIONS:
            assert region_code(slug) in codes


class TestAddresses:
    @pytest.mark.parametrize(
        ("postcode", "city", "expected"),
        [
            ("48250", "La Bastide-Puylaurent", "48"),
            ("48250", "Laveyrune", "07"),
            ("52100", "SAINT EULIEN", "51"),
            ("94390", "Paray-Vieille-Poste", "91"),
            (1410, "Lajoux", "39"),
            (1410, "", "01"),
            ("97150", "Saint-Martin", None),
            ("", "Paris", None),
        ],
    )
    def test_department(self, postcode, city, expected):
        assert department_code(postcode, city) == expected

    def test_exceptions_are_exceptions(self):
        for row in rows("postcode_exceptions"):
            assert department_of_postcode(row["postcode"]) != row["department"]
            assert department_code(row["postcode"], row["commune"]) == row["department"]

    @pytest.mark.parametrize(
        ("postcode", "city", "latitude", "longitude"),
        [
            ("35000", "Rennes", 48.11, -1.67),
            ("42000", "ST-ETIENNE CEDEX 2", 45.43, 4.39),
            ("42000", "Saint Étienne", 45.43, 4.39),
            ("75015", "Paris 15e arrondissement", 48.86, 2.35),
            ("69003", "LYON 03", 45.75, 4.85),
            ("76600", "Havre (Le)", 49.49, 0.11),
            (1500, "Ambérieu-en-Bugey", 45.96, 5.35),
            ("20090", "Ajaccio", 41.92, 8.74),
            ("97400", "Saint-Denis", -20.88, 55.45),
            ("93200", "Saint-Denis", 48.94, 2.35),
            ("50100", "Cherbourg-Octeville", 49.64, -1.62),
            ("47000", "L'Isle-d’Abeau", None, None),  # in another department
            ("38080", "L ISLE D ABEAU", 45.62, 5.23),
            ("35000", "", None, None),
            ("98000", "Monaco", None, None),
        ],
    )
    def test_commune_point(self, postcode, city, latitude, longitude):
        point = commune_point(postcode, city)
        if latitude is None:
            assert point is None
        else:
            assert point is not None
            assert distance_km(point, Point(latitude, longitude)) < 3

    def test_almost_every_prefecture_has_a_point(self):
        found = {(row["department"], row["name"]) for row in rows("communes")}
        missing = [place.prefecture for place in departments() if (place.code, place.prefecture) not in found]
        assert missing == ["Évry-Courcouronnes"]

    @given(st.text(), st.text())
    def test_anything_may_come_out_of_a_file(self, postcode, city):
        assert region_code(city) is None or len(region_code(city) or "") == 2
        commune_point(postcode, city)
