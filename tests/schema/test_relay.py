"""The Relay server specification: Node, global ids, connections, cursors."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.models import DatedUpdate, FaqEntry
from schema.engine.pagination import Key, PageArguments, Select, paginate
from schema.node import encode_id
from tests.factories.pages import make_entry, make_section
from tests.schema.asking import codes, post

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 1)
PAGE = "edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"


def entries(client: Client, arguments: str) -> Any:
    body = post(client, f"{{ faqEntries{f'({arguments})' if arguments else ''} {{ {PAGE} }} }}").json()
    assert "errors" not in body, body
    return body["data"]["faqEntries"]


def slugs(connection: Any) -> list[str]:
    return [edge["node"]["slug"] for edge in connection["edges"]]


def plant(count: int = 5) -> list[FaqEntry]:
    section = make_section()
    return [make_entry(f"Question {number} ?", section=section, slug=f"e{number}") for number in range(count)]


class TestNode:
    def test_an_object_is_found_by_the_id_it_gave(self, client: Client) -> None:
        entry = make_entry(updates=[(DAY, "Un changement.")])
        update = entry.updates.get()
        for key in (encode_id("FaqEntry", entry.pk), encode_id("DatedUpdate", update.key)):
            node = post(client, "query ($id: ID!) { node(id: $id) { id } }", variables={"id": key}).json()["data"][
                "node"
            ]
            assert node == {"id": key}

    def test_ids_outlive_a_rename_and_a_publication(self, client: Client) -> None:
        entry = make_entry(updates=[(DAY, "Un changement.")])
        query = "{ faqEntries { nodes { id updates { id } } } }"
        before = post(client, query).json()["data"]
        entry.title, entry.slug, entry.minor_correction = "Autre question ?", "autre", True
        entry.save_revision().publish()
        assert post(client, query).json()["data"] == before

    def test_nodes_keep_the_order_and_say_null_for_what_is_missing(self, client: Client) -> None:
        first, second = plant(2)
        ids = [
            encode_id("FaqEntry", second.pk), encode_id("FaqEntry", 0), encode_id("FaqEntry", first.pk),
            encode_id("FaqSection", first.pk), encode_id("Nothing", 1), encode_id("DatedUpdate", "x"),
            encode_id("FaqEntry", "9" * 30), encode_id("FaqEntry", "-1"), encode_id("FaqEntry", second.pk),
        ]  # fmt: skip
        body = post(client, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables={"ids": ids}).json()
        assert [node and node["id"] for node in body["data"]["nodes"]] == [
            ids[0], None, ids[2], None, None, None, None, None, ids[0],
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "key",
        ["", "x", "é", "RmFxRW50cnk=", base64.b64encode(b"FaqEntry:").decode(), base64.b64encode(b"\xff:1").decode()],
    )
    def test_what_is_no_id_is_a_coded_error(self, client: Client, key: str) -> None:
        assert codes(post(client, "query ($id: ID!) { node(id: $id) { id } }", variables={"id": key})) == [
            "BAD_USER_INPUT"
        ]

    def test_at_most_a_hundred_nodes(self, client: Client) -> None:
        query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
        assert codes(post(client, query, variables={"ids": ["RmFxRW50cnk6MQ=="] * 101})) == ["BAD_USER_INPUT"]
        assert post(client, query, variables={"ids": []}).json() == {"data": {"nodes": []}}


class TestPages:
    def test_forward(self, client: Client) -> None:
        plant()
        first = entries(client, "first: 2")
        assert (slugs(first), first["totalCount"]) == (["e0", "e1"], 5)
        assert first["pageInfo"] == {
            "hasNextPage": True, "hasPreviousPage": False,
            "startCursor": first["edges"][0]["cursor"], "endCursor": first["edges"][1]["cursor"],
        }  # fmt: skip
        second = entries(client, f'first: 3, after: "{first["pageInfo"]["endCursor"]}"')
        assert slugs(second) == ["e2", "e3", "e4"]
        assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (False, True)

    def test_backward(self, client: Client) -> None:
        plant()
        last = entries(client, "last: 2")
        assert slugs(last) == ["e3", "e4"]
        assert (last["pageInfo"]["hasNextPage"], last["pageInfo"]["hasPreviousPage"]) == (False, True)
        before = entries(client, f'last: 3, before: "{last["pageInfo"]["startCursor"]}"')
        assert slugs(before) == ["e0", "e1", "e2"]
        assert (before["pageInfo"]["hasNextPage"], before["pageInfo"]["hasPreviousPage"]) == (True, False)

    def test_an_empty_list(self, client: Client) -> None:
        assert entries(client, "") == {
            "edges": [], "totalCount": 0,
            "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        }  # fmt: skip

    def test_twenty_by_default(self, client: Client) -> None:
        plant(21)
        assert len(entries(client, "")["edges"]) == 20

    @pytest.mark.parametrize(
        "arguments", ["first: 0", "first: -1", "first: 101", "last: 0", "last: 101", "first: 1, last: 1"]
    )
    def test_sizes_out_of_bounds_are_coded_errors(self, client: Client, arguments: str) -> None:
        for name in ("faqEntries", "updates"):
            assert codes(post(client, f"{{ {name}({arguments}) {{ totalCount }} }}")) == ["BAD_USER_INPUT"]

    @pytest.mark.parametrize(
        "cursor",
        [
            "", "x", "é", "null", "[]", '["a", "b", "c"]', "[1]", '["\\u0000"]', '["\\ud800"]', '{"a": 1}', "[" * 9000,
            '["2024-13-45", "1"]', '["2024-01-01", "9223372036854775808"]', f'["2024-01-01", "{"9" * 5000}"]',
        ],
    )  # fmt: skip
    def test_what_is_no_cursor_is_a_coded_error(self, client: Client, cursor: str) -> None:
        plant(1)
        encoded = base64.urlsafe_b64encode(cursor.encode()).decode()
        for call in (
            "query ($c: String) { updates(after: $c) { totalCount } }",
            "query ($c: String) { updates(before: $c) { totalCount } }",
            'query ($c: String) { search(query: "question", after: $c) { totalCount } }',
        ):
            assert codes(post(client, call, variables={"c": encoded})) == ["BAD_USER_INPUT"], call

    def test_text_that_is_not_base64_is_a_coded_error(self, client: Client) -> None:
        for cursor in ("x", "é", "====", " "):
            query = "query ($c: String) { faqEntries(after: $c) { totalCount } }"
            assert codes(post(client, query, variables={"c": cursor})) == ["BAD_USER_INPUT"], cursor

    def test_pages_go_on_when_entries_come_and_go(self, client: Client) -> None:
        planted = plant(6)
        cursor = entries(client, "first: 3")["pageInfo"]["endCursor"]
        planted[2].unpublish()  # the cursor's own
        planted[4].delete()
        FaqEntry.objects.get(slug="e0").unpublish()
        make_entry("Question 6 ?", slug="e6", section=planted[5].get_parent().specific)
        page = entries(client, f'first: 2, after: "{cursor}"')
        assert slugs(page) == ["e3", "e5"]
        assert slugs(entries(client, f'first: 9, after: "{page["pageInfo"]["endCursor"]}"')) == ["e6"]

    def test_total_counts_what_the_filter_matches(self, client: Client) -> None:
        section = make_section()
        for number in range(5):
            make_entry(f"Question {number} ?", section=section, verdict="YES" if number % 2 else "NO")
        assert entries(client, "first: 1, filter: {verdict: NO}")["totalCount"] == 3
        cursor = entries(client, "first: 1, filter: {verdict: NO}")["pageInfo"]["endCursor"]
        assert entries(client, f'first: 1, after: "{cursor}", filter: {{verdict: NO}}')["totalCount"] == 3

    @pytest.mark.parametrize("order", ["TREE", "UPDATED_DESC", "UPDATED_ASC", "TITLE"])
    def test_equal_keys_are_neither_skipped_nor_repeated(self, client: Client, order: str) -> None:
        section = make_section()
        for number in range(7):
            days = [(DAY + timedelta(days=number // 3), "Un changement.")] if number % 2 else []
            make_entry("La même question ?", section=section, slug=f"e{number}", updates=days)
        whole = slugs(entries(client, f"orderBy: {order}"))
        assert sorted(whole) == [f"e{number}" for number in range(7)]
        forward: list[str] = []
        cursor = ""
        while len(forward) < 20:
            page = entries(client, f"orderBy: {order}, first: 2" + (f', after: "{cursor}"' if cursor else ""))
            forward += slugs(page)
            cursor = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert forward == whole
        backward: list[str] = []
        cursor = ""
        while len(backward) < 20:
            page = entries(client, f"orderBy: {order}, last: 2" + (f', before: "{cursor}"' if cursor else ""))
            backward = slugs(page) + backward
            cursor = page["pageInfo"]["startCursor"]
            if not page["pageInfo"]["hasPreviousPage"]:
                break
        assert backward == whole


# --- against a model ------------------------------------------------------------------------------------

SIZES = st.one_of(st.none(), st.integers(1, 8))
PLACES = st.one_of(st.none(), st.integers(0, 11))


def model_page(
    items: list[Any], first: int | None, after: Any, last: int | None, before: Any
) -> tuple[list[Any], bool, bool]:
    """The specification's EdgesToReturn, on a list in order, with whether there is more on either side."""
    window = [item for item in items if (after is None or item > after) and (before is None or item < before)]
    if last is not None:
        return window[-last:], before is not None, len(window) > last
    size = first or 20
    return window[:size], len(window) > size, after is not None


EVERY_UPDATE = Select(lambda wanted: DatedUpdate.objects.all(), ())


def test_querysets_page_as_the_model_does() -> None:
    entry = make_entry()
    dates = [DAY + timedelta(days=number // 3) for number in range(12)]
    for day in dates:
        DatedUpdate.objects.create(entry=entry, date=day, summary="Un changement.")
    keys = (Key("date", descending=True, parse=date.fromisoformat), Key("pk", parse=int))
    ranked = sorted(DatedUpdate.objects.all(), key=lambda update: (-update.date.toordinal(), update.pk))
    rank = {update.pk: number for number, update in enumerate(ranked)}
    everything = paginate(EVERY_UPDATE, keys, PageArguments.of(first=100))
    assert [rank[node.pk] for node in everything.nodes] == list(range(12))
    cursors = [edge.cursor for edge in everything.edges]

    @settings(max_examples=80)
    @given(size=st.integers(1, 8), backward=st.booleans(), after=PLACES, before=PLACES)
    def check(size: int, backward: bool, after: int | None, before: int | None) -> None:
        first, last = (None, size) if backward else (size, None)
        arguments = PageArguments.of(
            first, None if after is None else cursors[after], last, None if before is None else cursors[before]
        )
        page = paginate(EVERY_UPDATE, keys, arguments)
        expected, more_after, more_before = model_page(list(range(12)), first, after, last, before)
        assert [rank[node.pk] for node in page.nodes] == expected
        assert (page.page_info.has_next_page, page.page_info.has_previous_page) == (more_after, more_before)

    check()
