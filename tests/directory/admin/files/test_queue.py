"""The queue: what is in it, in which order, for what, at what cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Application
from directory.rules.states import Status
from tests.factories.files import make_file

pytestmark = pytest.mark.django_db

QUEUE = "/admin/dossiers/"


def listed(client, **filters):
    response = client.get(QUEUE, filters)
    assert response.status_code == 200
    return [each.display_name for each in response.context["object_list"]]


def named(name: str, status: Status = Status.SUBMITTED, *, days_ago: int = 0, **content) -> Application:
    first, _, last = name.partition(" ")
    email = f"{first.lower()}@exemple.example"
    now = timezone.now() - timedelta(days=days_ago)
    return make_file(status, now=now, email=email, first_name=first, last_name=last, **content)


def test_what_is_late_comes_first(reviewer_client) -> None:
    named("Bob Tiède", days_ago=13)
    named("Ada Fraîche", days_ago=1)
    named("Cléo Tardive", days_ago=20)
    response = reviewer_client.get(QUEUE)
    assert [each.display_name for each in response.context["object_list"]] == [
        "Cléo Tardive",
        "Bob Tiède",
        "Ada Fraîche",
    ]
    html = response.content.decode()
    for text in ("file-deadline--late", "en retard de 5 jours", "file-deadline--soon", "2 jours", "14 jours"):
        assert text in html
