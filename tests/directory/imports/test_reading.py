"""Files into records: both formats, and what may be wrong with a file."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.imports.reading import Record, UnreadableFile, records

NAMES = "identifiant_de_la_structure;nom_de_la_structure"


def read(content: bytes) -> list[Record]:
    return list(records(io.BytesIO(content)))


def names(content: bytes) -> list[str]:
    return [str(record.fields.get("nom_de_la_structure")) for record in read(content)]


@pytest.mark.parametrize(
    "content",
    [
        f"{NAMES}\n1;Café\n2;Thé\n".encode(),
        f"{NAMES}\r\n1;Café\r\n\r\n2;Thé".encode("utf-8-sig"),
        "Identifiant de la structure;Nom de la structure\n1;Café\n2;Thé\n".encode(),
        '[{"nom_de_la_structure": "Café"}, {"nom_de_la_structure": "Th\\u00e9"}]'.encode(),
        ' \n[{"Nom de la structure": "Café"},\n{"nom_de_la_structure": "Thé"}]'.encode("utf-8-sig"),
    ],
)
def test_formats(content: bytes) -> None:
    assert names(content) == ["Café", "Thé"]


def test_quoted_line_ends_and_semicolons() -> None:
    assert names(f'{NAMES}\n1;"Un\nnom ; long"\n2;"""Guillemets"""\n'.encode()) == ["Un\nnom ; long", '"Guillemets"']


def test_a_line_of_another_length_stops_nothing() -> None:
    found = read(f"{NAMES}\n1\n2;Deux\n3;Trois;?\n".encode())
    assert [(record.number, bool(record.problem)) for record in found] == [(1, True), (2, False), (3, True)]


def test_what_is_no_object_stops_nothing() -> None:
    found = read(b'[1, {"nom_de_la_structure": "Deux"}, null, []]')
    assert [bool(record.problem) for record in found] == [True, False, True, True]


def test_a_quote_that_is_never_closed_is_one_bad_record() -> None:
    found = read(f'{NAMES}\n1;Un\n2;"{"x" * 200_000}'.encode())
    assert [bool(record.problem) for record in found] == [False, True]


def test_a_file_that_breaks_off_gives_what_it_has() -> None:
    found = read(b'[{"nom_de_la_structure": "Un"}, {"nom_de')
    assert [bool(record.problem) for record in found] == [False, True]
    assert "la suite n’est pas lue" in found[-1].problem


def test_bytes_that_are_not_utf_8() -> None:
    assert names(f"{NAMES}\n1;".encode() + "Café".encode("latin-1")) == ["Caf\ufffd"]
    assert names('[{"nom_de_la_structure": "Café"}]'.encode("latin-1")) == ["Caf\ufffd"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        (b" \n", "vide"),
        (b"{}", "tableau"),
        (b'{"results": []}', "tableau"),
        (b"[oups", "Ce n’est pas du JSON"),
        (b"PK\x03\x04\x00\x00", "La première ligne"),
        (b"a,b\n1,2\n", "ne nomme pas « identifiant_de_la_structure » ni « nom_de_la_structure »"),
        (f"{NAMES.replace(';', ',')}\n1,2\n".encode(), "points-virgules"),
    ],
)
def test_files_of_which_nothing_can_be_made(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(content)


def test_an_empty_array() -> None:
    assert read(b"[]") == []


def test_numbers_are_numbers() -> None:
    (record,) = read(b'[{"code_postal": 1000, "x": 1.5}]')
    assert record.fields == {"code_postal": 1000, "x": 1.5}


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(UnreadableFile):
        assert all(record.number for record in read(content))


@given(st.lists(st.dictionaries(st.text(), st.one_of(st.text(), st.none(), st.integers(-(2**60), 2**60)))))
def test_any_array_of_objects_gives_as_many_records(found: list[dict[str, object]]) -> None:
    assert [record.problem for record in read(json.dumps(found).encode())] == [""] * len(found)
