"""What real clients send is let through by the default limits."""

from pathlib import Path

import pytest
from graphql import get_introspection_query, is_object_type

from schema.engine.documents import DocumentStore
from schema.engine.limits import Limits
from schema.graphiql.views import EXAMPLES
from schema.root import schema
from tests.schema.asking import codes, post

DOCUMENTS = [*Path(EXAMPLES).glob("*.graphql"), *(Path(__file__).parents[1] / "documents").glob("*.graphql")]
PAGED = [
    name for name, field in schema.graphql_schema.query_type.fields.items() if {"first", "last"} & field.args.keys()
]


@pytest.mark.parametrize("path", sorted(DOCUMENTS), ids=lambda path: path.stem)
def test_documents_pass(path):
    document = DocumentStore(schema.graphql_schema).get(path.read_text(encoding="utf-8"), Limits())
    for operation in document.operations.values():
        document.check_cost(schema.graphql_schema, operation, {}, Limits().max_cost)


def test_introspection_passes(client):
    query = get_introspection_query(specified_by_url=True, directive_is_repeatable=True, schema_description=True)
    assert codes(post(client, query)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("field", PAGED)
@pytest.mark.parametrize("size", [101, 0, -1])
def test_no_list_gives_more_than_a_page(client, field, size):
    """Costs count a page as 100 at most, so every list has to refuse more."""
    required = {"search": 'query: "x", '}.get(field, "")
    response = post(client, f"{{ {field}({required}first: {size}) {{ totalCount }} }}")
    assert codes(response) == ["BAD_USER_INPUT"]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [101, 0, -1])
def test_no_list_below_the_root_does_either(client, size):
    query = f'{{ region(slug: "bretagne") {{ activators(first: {size}) {{ totalCount }} }} }}'
    assert codes(post(client, query)) == ["BAD_USER_INPUT"]


def test_every_paged_field_is_tried():
    """Of those below the root, the test above tries the one there is."""
    paged = {
        f"{name}.{field}"
        for name, type_ in schema.graphql_schema.type_map.items()
        if is_object_type(type_) and type_ is not schema.graphql_schema.query_type
        for field, definition in type_.fields.items()
        if "first" in definition.args
    }
    assert paged == {"Region.activators"}
