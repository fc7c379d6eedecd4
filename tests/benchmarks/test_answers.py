from __future__ import annotations

import pytest

from benchmarks.answers import Answers, Unequal, difference, ensure_equal


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]}, ""),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, ".a[1].b: 2 is not 3"),
        ({"a": 1}, {"a": 1.0}, ".a: 1 is not 1.0"),
        ({"a": 1}, {"a": True}, ".a: 1 is not True"),
        ([1, 2], [2, 1], "[0]: 1 is not 2"),
    ],
)
def test_the_first_difference_is_named(one: object, other: object, where: str) -> None:
    assert difference(one, other) == where


def test_missing_keys_and_shorter_lists_are_differences() -> None:
    assert difference({"a": 1, "b": 2}, {"a": 1})
    assert difference([1, 2], [1])


def test_the_query_and_its_variables_are_named() -> None:
    ours = {"Q2": Answers([b'{"data":1}', b'{"data":2}'])}
    theirs = {"Q2": Answers([b'{"data": 1}', b'{"data": 3}'])}
    with pytest.raises(Unequal, match=r"Q2, variables 1: .data: 2 is not 3"):
        ensure_equal(ours, theirs)
