"""Postcodes, and the departments they tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.postcodes import department_of_postcode, normalise_postcode


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        ("75001", "75001"),
        (75001, "75001"),
        (1000, "01000"),
        ("1000", "01000"),
        (1000.0, "01000"),
        ("1000.0", "01000"),
        (" 75 001\n", "75001"),
        ("75\u00a0001", "75001"),
        ("F-75001", "75001"),
        ("fr-75001", "75001"),
        ("F75001", "75001"),
        ("", None),
        ("750", None),
        ("750011", None),
        ("2A004", None),
        ("٧٥٠٠١", None),
        (-1000, None),
        (1000.5, None),
        (float("nan"), None),
        ("NULL", None),
    ],
)
def test_a_postcode_has_five_digits(postcode, expected):
    assert normalise_postcode(postcode) == expected


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        (1000, "01"),
        ("09000", "09"),
        ("35000", "35"),
        ("75116", "75"),
        ("95880", "95"),
        ("20000", "2A"),
        ("20137", "2A"),
        ("20189", "2A"),
        ("20200", "2B"),
        ("20290", "2B"),
        ("20620", "2B"),
        ("97110", "971"),
        ("97232", "972"),
        ("97300", "973"),
        ("97490", "974"),
        ("97680", "976"),
        ("97500", None),  # Saint-Pierre-et-Miquelon
        ("97133", None),  # Saint-Barthélemy
        ("97150", None),  # Saint-Martin
        ("97700", None),
        ("98000", None),  # Monaco
        ("98600", None),  # Wallis-et-Futuna
        ("98800", None),  # Nouvelle-Calédonie
        ("96000", None),
        ("99123", None),
        ("00100", None),
        ("", None),
    ],
)
def test_the_department_of_a_postcode(postcode, expected):
    assert department_of_postcode(postcode) == expected


@given(st.text() | st.integers() | st.floats())
def test_anything_may_come_out_of_a_file(postcode):
    number = normalise_postcode(postcode)
    assert number is None or (len(number) == 5 and normalise_postcode(number) == number)
    assert department_of_postcode(postcode) is None or number is not None
