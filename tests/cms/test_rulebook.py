"""The page of the rules, and the command that keeps it."""

import pytest
from django.core.management import CommandError, call_command

from cms import rulebook
from directory.rules.codes import CODES
from directory.rules.commitment import HUMAN_BOXES


@pytest.fixture
def committed(tmp_path, monkeypatch):
    path = tmp_path / "rules.md"
    monkeypatch.setattr(rulebook, "PATH", path)
    return path


def rows():
    lines = rulebook.generate().splitlines()
    return {line.split(" | ")[0].strip("| `"): line for line in lines if line.startswith("| ")}


def test_everything_is_on_it():
    found = rows()
    assert {rule.id for rule in rulebook.RULES} | set(CODES) | {box.id for box in HUMAN_BOXES} <= set(found)


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ("E6", "pages.rules.publishing.question_is_answered"),
        ("W4", "directory.rules.identity.siret_valid"),
        ("S8", "directory.rules.slugs.cut"),
        ("L3", "L3-signed"),
        ("F1", "directory.rules.states"),
        ("F4", "directory.rules.deadlines.decision_due"),
        ("S5", "directory.actions.erase"),
    ],
)
def test_where_a_rule_is(rule, place):
    assert f"`{place}`" in rows()[rule]


def test_a_rule_that_stops_something_is_somewhere():
    blocking = {rule.id for rule in rulebook.RULES if rule.kind.value in ("block", "warn", "human")}
    found = rows()
    nowhere = {rule for rule in blocking if found[rule].rstrip("| ").endswith(".")}
    assert nowhere == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Rule W4: the SIRET.", {"W4"}),
        ("All that rule E2 says of it.", {"E2"}),
        ("Rules W8 to W10: what is offered.", {"W8", "W9", "W10"}),
        ("Rules S1, S6 and S8, for an address (S9).", {"S1", "S6", "S8"}),
        ("Submitting (rules F2, F4, L4), and more.", {"F2", "F4", "L4"}),
        ("The life of a file (rules F1, F3, F5 to F7): steps", {"F1", "F3", "F5", "F6", "F7"}),
        ("No ruler W4, and a rule of its own.", set()),
        ("", set()),
    ],
)
def test_rules_that_a_text_names(text, ids):
    assert rulebook.rules_named(text) == ids


def test_write_then_check(committed, capsys):
    call_command("print_rules", write=True)
    assert committed.read_text(encoding="utf-8") == rulebook.generate()
    call_command("print_rules", check=True)
    assert "up to date" in capsys.readouterr().out


def test_check_fails_on_any_difference_and_shows_it(committed, capsys):
    committed.write_text(rulebook.generate().replace("| W7 | block", "| W7 | warn"), encoding="utf-8")
    with pytest.raises(CommandError, match="out of date"):
        call_command("print_rules", check=True)
    assert "-| W7 | warn" in capsys.readouterr().err


def test_check_fails_without_a_file(committed):
    with pytest.raises(CommandError, match="out of date"):
        call_command("print_rules", check=True)


def test_print(capsys):
    call_command("print_rules")
    assert capsys.readouterr().out == rulebook.generate()
