"""The committed contract, and the command that keeps it."""

import pytest
from django.core.management import CommandError, call_command
from graphql import build_schema

from schema import sdl
from schema.engine import cost
from schema.root import schema


@pytest.fixture
def committed(tmp_path, monkeypatch):
    path = tmp_path / "schema.graphql"
    monkeypatch.setattr(sdl, "PATH", path)
    return path


def test_it_is_sorted_and_complete():
    text = sdl.generate(schema.graphql_schema)
    again = build_schema(text)
    assert sdl.generate(again) == text
    assert again.query_type
    assert list(again.query_type.fields) == sorted(again.query_type.fields)


def test_write_then_check(committed, capsys):
    call_command("print_schema", write=True)
    assert committed.read_text(encoding="utf-8") == sdl.generate(schema.graphql_schema)
    call_command("print_schema", check=True)
    assert "up to date" in capsys.readouterr().out


def test_check_fails_on_any_difference_and_shows_it(committed, capsys):
    committed.write_text(sdl.generate(schema.graphql_schema).replace("type Query", "type Qvery"), encoding="utf-8")
    with pytest.raises(CommandError, match="out of date"):
        call_command("print_schema", check=True)
    assert "-type Qvery" in capsys.readouterr().err


def test_check_fails_without_a_file(committed):
    with pytest.raises(CommandError, match="out of date"):
        call_command("print_schema", check=True)


def test_print(capsys):
    call_command("print_schema")
    assert capsys.readouterr().out == sdl.generate(schema.graphql_schema)


def test_it_is_served(client, committed):
    call_command("print_schema", write=True)
    response = client.get("/graphql/schema.graphql")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == sdl.generate(schema.graphql_schema)
    assert client.post("/graphql/schema.graphql").status_code == 405


def test_declared_costs_are_of_fields_that_exist():
    for coordinate in cost.declared():
        type_name, field = coordinate.split(".")
        assert field in schema.graphql_schema.get_type(type_name).fields, coordinate
