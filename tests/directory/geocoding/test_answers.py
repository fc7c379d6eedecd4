"""What an answer is worth, and what the service says when it says none."""

from __future__ import annotations

from typing import Any

import pytest

from directory.geocoding.answers import Answer, answer_of
from directory.geocoding.service import Unreachable, ask
from tests.directory.geocoding.conftest import Geocoder, feature


@pytest.mark.parametrize(
    ("kind", "precision"),
    [("housenumber", "ADDRESS"), ("street", "ADDRESS"), ("locality", "COMMUNE"), ("municipality", "COMMUNE")],
)
def test_precision_follows_the_type(kind: str, precision: str) -> None:
    assert answer_of(feature(kind)) == Answer(48.1, -1.6, precision, "35000")


@pytest.mark.parametrize("found", [feature(score=0.49), feature("poi")])
def test_what_is_too_unlike_is_no_answer(found: Any) -> None:
    assert answer_of(found) is None


@pytest.mark.parametrize(
    "found",
    [{}, {"properties": {}, "geometry": {"coordinates": []}}, feature(latitude=95), feature(longitude=float("nan"))],
)
def test_what_is_no_answer_at_all(found: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        answer_of(found)


def test_it_is_asked_for_the_address_under_its_path(geocoder: Geocoder) -> None:
    assert ask("1 rue de l’Église, 35000 Rennes", url=geocoder.url) == Answer(48.1, -1.6, "ADDRESS", "35000")
    assert geocoder.asked == ["1 rue de l’Église, 35000 Rennes"]
    assert geocoder.agents == ["Balise"]


def test_a_question_is_cut_to_what_it_takes(geocoder: Geocoder) -> None:
    ask("x" * 400, url=geocoder.url)
    assert geocoder.asked == ["x" * 200]


def test_nothing_found(geocoder: Geocoder) -> None:
    geocoder.answers()
    assert ask("nulle part", url=geocoder.url) is None
    geocoder.says((400, {"message": "q: must contain between 3 and 200 chars"}))
    assert ask("x", url=geocoder.url) is None


@pytest.mark.parametrize(
    "answer",
    [(500, {}), (503, {}), (429, {}), (403, {}), (504, {}), (200, b"<html>"), (200, {"features": [1]}),
     (200, {"features": [{"geometry": {"coordinates": [1]}}]})],
)  # fmt: skip
def test_no_answer(geocoder: Geocoder, answer: tuple[int, Any]) -> None:
    geocoder.says(answer)
    with pytest.raises(Unreachable):
        ask("1 rue de la Paix", url=geocoder.url)


def test_nobody_there(geocoder: Geocoder) -> None:
    with pytest.raises(Unreachable):
        ask("1 rue de la Paix", url="http://127.0.0.1:1")
