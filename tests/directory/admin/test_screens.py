"""The list and the report: what they show, to whom, at what cost."""

from __future__ import annotations

import pytest

from directory.models import ActivatorProfile, Category
from tests.factories.directory import make_organisation, make_profile

pytestmark = pytest.mark.django_db

LIST, REPORT = "/admin/activators/", "/admin/activateurs/a-revoir/"


def listed(client, url=LIST, **filters):
    response = client.get(url, filters)
    assert response.status_code == 200
    return {page.title for page in response.context["object_list"]}


@pytest.fixture
def profiles(directory):
    make_profile("Ada", "Zeller", category=Category.PUBLIC_ADVISER, departments=["35"], themes=["contenus"])
    make_profile("Bob", "Martin", organisation=make_organisation("Nulle part", postcode="", city=""))
    make_profile("Cléo", "Durand", live=False)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"Ada Zeller", "Bob Martin", "Cléo Durand"}),
        ({"category": "PUBLIC_ADVISER"}, {"Ada Zeller"}),
        ({"publication": "draft"}, {"Cléo Durand"}),
        ({"on_map": "no"}, {"Bob Martin"}),
        ({"q": "martni"}, {"Bob Martin"}),
        ({"q": "atelier"}, {"Ada Zeller", "Cléo Durand"}),
        ({"standing": "SUSPENDED"}, set()),
    ],
)
def test_filters_and_search(editor_client, profiles, filters, expected) -> None:
    assert listed(editor_client, **filters) == expected


def test_a_draft_is_found_by_its_own_name(editor_client, directory) -> None:
    make_profile("Zoé", "Durandel")
    make_profile("Zoé", "Durantel", live=False)
    assert listed(editor_client, q="Durantel") == {"Zoé Durantel", "Zoé Durandel"}


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_empty_draft_stops_no_export(moderator_client, directory, file_format) -> None:
    directory.add_child(instance=ActivatorProfile(live=False))
    response = moderator_client.get(LIST, {"export": file_format})
    assert response.status_code == 200
    assert b"".join(response.streaming_content)


def test_it_can_be_exported(moderator_client, profiles) -> None:
    response = moderator_client.get(LIST, {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert "Nom affiché" in text
    assert "Ada Zeller" in text


def test_the_list_costs_the_same_for_more(editor_client, directory, django_assert_max_num_queries) -> None:
    def statements() -> int:
        with django_assert_max_num_queries(200) as captured:
            assert editor_client.get(LIST).status_code == 200
        return len(captured)

    make_profile("Zoé", "Un")
    statements()  # what is asked once
    few = statements()
    for number in range(8):
        make_profile("Zoé", f"Nom {number}")
    assert statements() == few


def test_the_report_shows_what_needs_a_look(editor_client, profiles) -> None:
    assert listed(editor_client, REPORT) == {"Bob Martin"}
    ActivatorProfile.objects.filter(first_name="Ada").update(last_published_at="2020-01-01T00:00:00Z")
    assert listed(editor_client, REPORT) == {"Ada Zeller", "Bob Martin"}
    assert listed(editor_client, REPORT, reason="OLD") == {"Ada Zeller"}


def test_the_report_is_exported_in_words(profiles, editor_client):
    exported = b"".join(editor_client.get(REPORT, {"export": "csv"}).streaming_content).decode()
    assert "Bob Martin,Absente de la carte," in exported
    assert "NO_POINT" not in exported
