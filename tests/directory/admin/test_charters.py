"""Versions of the charter: what took effect or was accepted stays as it was."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from directory.first_charter import VERSION
from directory.models import Charter, CharterAcceptance
from directory.setup import setup_directory
from tests.factories.directory import make_profile
from tests.factories.files import make_draft

pytestmark = pytest.mark.django_db

LIST = "/admin/charter/"
TEXT = '{"blocks": [{"key": "a", "text": "Je réponds.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], '
TEXT += '"entityRanges": [], "data": {}}], "entityMap": {}}'


@pytest.fixture
def future(directory):
    day = timezone.localdate() + timedelta(days=30)
    return Charter.objects.create(version="2027-1", in_force_from=day, text="<p>Bientôt.</p>")


def given(version: str = "2028-1", days: int = 60) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {"version": version, "in_force_from": f"{day:%d/%m/%Y}", "text": TEXT}


def edit(charter: Charter) -> str:
    return reverse("charter:edit", args=[charter.pk])


def test_a_new_portal_has_one_and_keeps_its_own(directory) -> None:
    first = Charter.objects.get()
    assert (first.version, "gratuit" in first.text) == (VERSION, True)
    Charter.objects.update(version="2019-1", text="<p>La nôtre.</p>")
    setup_directory()
    assert Charter.objects.get().text == "<p>La nôtre.</p>"


def test_a_version_is_added_for_later(moderator_client) -> None:
    response = moderator_client.post(reverse("charter:add"), given(), follow=True)
    (message,) = response.context["messages"]
    assert str(message).startswith("Enregistré : « Charte 2028-1 ».")
    assert "Je réponds." in Charter.objects.get(version="2028-1").text
    html = moderator_client.get(LIST).content.decode()
    assert "à venir" in html
    assert "en vigueur" in html


@pytest.mark.parametrize(
    ("change", "why"), [({"days": -1}, "aujourd’hui ou plus tard"), ({"version": VERSION}, "existe")]
)
def test_what_cannot_be_added_is_said(moderator_client, change, why) -> None:
    response = moderator_client.post(reverse("charter:add"), given(**change))
    assert response.status_code == 200
    assert why in response.content.decode()
    assert Charter.objects.count() == 1


def test_what_nobody_has_accepted_yet_can_be_changed_and_deleted(moderator_client, future) -> None:
    assert moderator_client.post(edit(future), given("2027-2")).status_code == 302
    future.refresh_from_db()
    assert future.version == "2027-2"
    moderator_client.post(reverse("charter:delete", args=[future.pk]))
    assert not Charter.objects.filter(pk=future.pk).exists()


def test_a_version_says_until_when_it_is_accepted(moderator_client) -> None:
    last = timezone.localdate() + timedelta(days=75)
    moderator_client.post(reverse("charter:add"), given() | {"accept_until": f"{last:%d/%m/%Y}"})
    charter = Charter.objects.get(version="2028-1")
    assert (charter.accept_until, charter.deadline) == (last, last)
    inspected = reverse("charter:inspect", args=[charter.pk])
    for url, day in ((LIST, f"{last:%d/%m/%Y}"), (inspected, date_format(last, "j F Y"))):
        assert day in moderator_client.get(url).content.decode()


def test_a_version_that_says_nothing_of_it_shows_the_usual_day(moderator_client, future) -> None:
    usual = future.in_force_from + timedelta(days=30)
    html = moderator_client.get(reverse("charter:inspect", args=[future.pk])).content.decode()
    assert date_format(usual, "j F Y") in html


def test_nobody_accepts_it_before_it_is_in_force(moderator_client) -> None:
    early = f"{timezone.localdate() + timedelta(days=59):%d/%m/%Y}"
    response = moderator_client.post(reverse("charter:add"), given() | {"accept_until": early})
    assert "avant d’entrer en vigueur" in response.content.decode()
    assert not Charter.objects.filter(version="2028-1").exists()


@pytest.mark.parametrize("case", ["in force", "replaced", "accepted", "accepted later"])
def test_what_took_effect_or_was_accepted_stays(moderator_client, future, case) -> None:
    today = timezone.localdate()
    if case == "in force":
        Charter.objects.filter(pk=future.pk).update(in_force_from=today)
    if case == "replaced":
        Charter.objects.filter(pk=future.pk).update(in_force_from=today - timedelta(days=3000))
    if case == "accepted":
        application = make_draft()
        type(application).objects.filter(pk=application.pk).update(charter_version="2027-1")
    if case == "accepted later":
        CharterAcceptance.objects.create(profile=make_profile(), version="2027-1", accepted_at=timezone.now())
    before = Charter.objects.values().get(pk=future.pk)
    for url in (edit(future), reverse("charter:delete", args=[future.pk])):
        for response in (moderator_client.get(url, follow=True), moderator_client.post(url, given("X"), follow=True)):
            html = response.content.decode()
            assert "ne se modifie ni ne se supprime plus" in html
            assert "Bientôt." in html
    assert Charter.objects.values().get(pk=future.pk) == before


def test_it_is_not_changed_once_it_was_accepted_while_the_form_was_open(future) -> None:
    from directory.admin.charters import CharterViewSet

    form_class = CharterViewSet().get_form_class(for_update=True)
    form = form_class(given("2027-9"), instance=future)
    Charter.objects.filter(pk=future.pk).update(in_force_from=timezone.localdate())
    assert not form.is_valid()


def test_it_is_for_moderators(editor_client, future) -> None:
    for url in (LIST, edit(future), reverse("charter:add"), reverse("charter:delete", args=[future.pk])):
        assert editor_client.get(url).status_code == 302
        assert editor_client.post(url, given("X")).status_code in (302, 405)
    assert set(Charter.objects.values_list("version", flat=True)) == {VERSION, "2027-1"}


def test_a_text_cannot_act(moderator_client, future) -> None:
    Charter.objects.filter(pk=future.pk).update(text='<p>Oui<script>x()</script><img src=x onerror="y()"></p>')
    html = moderator_client.get(reverse("charter:inspect", args=[future.pk])).content.decode()
    assert "x()" not in html
    assert "onerror" not in html


def test_the_last_day_comes_after_the_first(moderator_client) -> None:
    same = given()["in_force_from"]
    response = moderator_client.post(reverse("charter:add"), given() | {"accept_until": same})
    assert "vient après." in response.content.decode()
    assert Charter.objects.count() == 1


def test_no_two_versions_take_effect_on_the_same_day(moderator_client, future) -> None:
    response = moderator_client.post(reverse("charter:add"), given(days=30))
    assert f"La version {future.version} entre en vigueur ce jour-là" in response.content.decode()
    assert Charter.objects.count() == 2
    assert moderator_client.post(edit(future), given("2027-1", days=30)).status_code == 302


def test_one_version_is_in_force_at_a_time(moderator_client) -> None:
    day = timezone.localdate() - timedelta(days=3)
    for version in ("2026-8", "2026-9"):
        Charter.objects.create(version=version, in_force_from=day, text="<p>Ancienne.</p>")
    html = moderator_client.get(LIST).content.decode()
    assert len(re.findall(r">\s*en vigueur\s*<", html)) == 1
    in_force = Charter.objects.in_force_on(timezone.localdate())
    assert in_force is not None
    assert in_force.version == "2026-9"
