"""The arithmetic of costs."""

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, get_introspection_query, parse

from schema.engine import cost
from schema.engine.limits import Limits
from tests.schema.toy import schema


def cost_of(query: str, **variables: object) -> cost.Cost:
    definitions = parse(query).definitions
    fragments = {node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)}
    operation = next(node for node in definitions if isinstance(node, OperationDefinitionNode))
    return cost.cost_of(schema.graphql_schema, operation, fragments, variables)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ hello __typename }", 0),
        ("{ thing { name tags __typename } }", 1),
        ("{ thing { name } again: thing { name } }", 2),
        ("{ thing { thing { name } other { name } } }", 3),
        ("{ listed { name } }", 10),
        ("{ listed { parts { name } } }", 10 * (1 + 10)),
        ("{ things { total } }", 1),
        ("{ things { nodes { name } } }", 1 + 20),
        ("{ things(first: 5) { nodes { name } } }", 1 + 5),
        ("{ things(last: 5) { edges { node { name } } } }", 1 + 5 * 2),
        ("{ things(first: 100) { edges { node { parts { name } } } } }", 1 + 100 * (1 + 1 + 10)),
        ("{ things(first: 1000000) { nodes { name } } }", 1 + 100),
        ("{ things(first: -3) { nodes { name } } }", 1),
        ("{ things(first: null) { nodes { name } } }", 1 + 20),
        ("{ nodes(ids: [1, 2, 3]) { name } }", 3),
        ("{ nodes { name } }", 10),
        ("{ ...F } fragment F on Query { thing { ...G ...G } } fragment G on Thing { thing { name } }", 2),
        ("{ thing { ... { thing { name } } ... on Named { name } } }", 2),
        ("{ thing { thing @skip(if: true) { name } } }", 1),
        ("{ thing { thing @skip(if: false) @include(if: true) { name } } }", 2),
        ("{ ...F @include(if: false) ...F } fragment F on Query { thing { name } }", 1),
        ("{ thing { ... @include(if: false) { thing { name } } } }", 1),
        ("{ named { ... on Thing { parts { name } } } }", 1 + 10),
    ],
)
def test_cost(query, expected):
    assert cost_of(query) == cost.Cost(expected, varies=False)


def test_variables_change_it():
    query = "query($n: Int) { things(first: $n) { nodes { name } } }"
    assert cost_of(query, n=3) == cost.Cost(4, varies=True)
    assert cost_of(query) == cost.Cost(21, varies=True)


def test_variables_leave_things_out():
    query = "query($yes: Boolean!) { thing { thing @include(if: $yes) { parts { name } } } }"
    assert cost_of(query, yes=True) == cost.Cost(1 + 1 + 10, varies=True)
    assert cost_of(query, yes=False) == cost.Cost(1, varies=True)


def test_pages_in_pages_given_by_variables_multiply():
    query = "query($n: Int, $m: Int) { things(first: $n) { nodes { things(last: $m) { nodes { name } } } } }"
    assert cost_of(query, n=3, m=4).value == 1 + 3 * (1 + 1 + 4)
    assert cost_of(query, n=3, m=None).value == 1 + 3 * (1 + 1 + 20)


def test_values_in_lists_of_arguments_count():
    query = "query($ids: [ID]) { nodes(ids: $ids) { name } listed(among: $ids) { name } hello(in: {a: [1, [2, 3]]}) }"
    assert cost_of("query($ids: [ID]) { nodes(ids: $ids) { name } }", ids=["a", "b"]).value == 2
    assert cost_of("{ thing(among: [1, 2, 3]) { name } }").value == 1 + 3
    assert cost_of(query, ids=["a", "b"]).value == 2 + (10 + 2) + 4
    assert cost_of("query($in: In) { thing(in: $in) { name } }", **{"in": {"a": [1, 2], "b": "c"}}).value == 1 + 2


def test_every_size_is_counted_once(monkeypatch):
    counted = []
    count = cost.cost_of

    def counting(*args):
        counted.append(args[-1])
        return count(*args)

    monkeypatch.setattr(cost, "cost_of", counting)
    document = parse("query($n: Int, $name: String) { hello(name: $name) things(first: $n) { nodes { name } } }")
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    costs = cost.Costs(schema.graphql_schema, operation, {})
    assert [costs({"n": size, "name": f"x{size}"}) for size in (3, 5, 3)] == [4, 6, 4]
    assert [costs({"n": None}), costs({"n": 0}), costs({})] == [21, 1, 21]
    assert len(counted) == 5
    assert costs({"n": 3, "name": "other"}) == 4
    assert len(counted) == 5
    for size in range(1_000):
        costs({"n": size})
    assert len(costs._known) == cost.MAX_KNOWN


def test_fragments_are_counted_for_the_page_around_each_spread():
    query = """
    { a: things(first: 1) { ...F } b: things(first: 50) { ...F } }
    fragment F on Things { nodes { name } }
    """
    assert cost_of(query).value == (1 + 1) + (1 + 50)


def test_declared_estimates(monkeypatch):
    monkeypatch.setattr(cost, "_declared", {})
    cost.declare("Query.listed", size=3)
    cost.declare("Named.name", weight=2)
    cost.declare("Thing.thing", weight=5)
    assert cost_of("{ listed { thing { name } } }").value == 3 * (1 + 5 + 2)
    assert cost_of("{ named { name } }").value == 1 + 2


def test_introspection_is_cheap_enough():
    assert cost_of(get_introspection_query()).value < Limits().max_cost / 2


def test_bombs_are_counted_at_once():
    """A number with hundreds of digits, in as many steps as there are fields."""
    steps = 300
    fragments = " ".join(f"fragment F{n} on Thing {{ parts {{ ...F{n + 1} }} thing {{ name }} }}" for n in range(steps))
    with pytest.raises(RecursionError):
        # Far beyond any depth that is let through; what matters is that it is not beyond time.
        cost_of("{ listed { ...F0 } } " + fragments + f" fragment F{steps} on Thing {{ name }}")
    fragments = " ".join(
        f"fragment F{n} on Thing {{ parts {{ ...F{n + 1} }} thing {{ ...F{n + 1} }} }}" for n in range(60)
    )
    assert cost_of("{ listed { ...F0 } } " + fragments + " fragment F60 on Thing { name }").value > 10**60
