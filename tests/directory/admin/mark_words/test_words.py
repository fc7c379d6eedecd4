"""Who keeps the words of rule B7, who reads what they find, and that nothing is saved unseen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from directory.markcheck import trial as trials
from directory.markcheck.trial import try_words
from directory.markcheck.words import stored_rows, words_of
from directory.models import MarkWord
from directory.setup import BRAND_OWNERS, setup_directory
from tests.directory.admin.mark_words.conftest import CLAIM
from tests.directory.admin.mark_words.people import REPORT, signed_in, url
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

NEW = {"expression": " Zébulonné ", "kind": "CLAIM"}


class TestWho:
    @pytest.mark.parametrize("group", [None, "Rédacteurs", "Modérateurs", "Instructeurs", "Activateurs"])
    def test_nobody_else_keeps_words(self, directory, group) -> None:
        client = signed_in(make_user("autre", groups=[group] if group else []))
        word = MarkWord.objects.first()
        assert word
        before = stored_rows()
        for address in (url("index"), url("add"), url("edit", word.pk), url("delete", word.pk), url("whole")):
            for response in (client.get(address), client.post(address, NEW)):
                assert response.status_code in (302, 403)
                assert response.get("Location", "/admin/").partition("?")[0] in ("/admin/", "/admin/login/")
        assert stored_rows() == before

    def test_the_owner_and_administrators_do(self, owner, directory) -> None:
        for client in (owner, signed_in(make_user("chef", superuser=True))):
            word = MarkWord.objects.first()
            assert word
            for address in (url("index"), url("add"), url("edit", word.pk), url("delete", word.pk), url("whole")):
                assert client.get(address).status_code == 200
            assert client.get(REPORT).status_code == 200

    @pytest.mark.parametrize("group", [None, "Rédacteurs", "Modérateurs", "Activateurs"])
    def test_the_report_is_not_for_everybody(self, directory, group) -> None:
        client = signed_in(make_user("autre", groups=[group] if group else []))
        assert client.get(REPORT).status_code in (302, 403)
        assert client.get(f"{REPORT}resultats/").status_code in (302, 403)

    def test_the_group_is_made_once_and_keeps_what_was_changed(self, directory) -> None:
        from django.contrib.auth.models import Group

        Group.objects.get(name=BRAND_OWNERS).permissions.clear()
        setup_directory()
        assert not Group.objects.get(name=BRAND_OWNERS).permissions.exists()


class TestTrial:
    def test_a_word_is_added_once_its_effects_were_seen(self, owner, claimant) -> None:
        response = owner.post(url("add"), NEW)
        assert response.status_code == 200
        html = response.content.decode()
        assert claimant.title in html
        assert "zébulonné par France Num" in html
        assert (response.context["trial"].checked, response.context["trial"].appearing.total) == (1, 1)
        assert not MarkWord.objects.filter(expression="zébulonné").exists()
        assert dict(response.context["typed"]) == NEW
        assert owner.post(url("add"), {**NEW, "seen": response.context["seen"]}).status_code == 302
        assert MarkWord.objects.get(expression="zébulonné").kind == "CLAIM"

    @pytest.mark.parametrize("seen", ["", "x" * 64])
    def test_what_was_not_shown_is_not_saved(self, owner, claimant, seen) -> None:
        assert owner.post(url("add"), {**NEW, "seen": seen}).status_code == 200
        assert not MarkWord.objects.filter(expression="zébulonné").exists()

    def test_what_was_shown_of_another_list_stands_for_nothing(self, owner, claimant) -> None:
        seen = owner.post(url("add"), NEW).context["seen"]
        MarkWord.objects.create(expression="ailleurs", kind="CLAIM")
        response = owner.post(url("add"), {**NEW, "seen": seen})
        assert "a changé depuis" in response.content.decode()
        assert not MarkWord.objects.filter(expression="zébulonné").exists()

    def test_one_goes_back_to_what_one_has_typed(self, owner, claimant) -> None:
        seen = owner.post(url("add"), NEW).context["seen"]
        response = owner.post(url("add"), {**NEW, "seen": seen, "again": "1"})
        assert response.context["form"]["expression"].value() == NEW["expression"]
        assert not MarkWord.objects.filter(expression="zébulonné").exists()

    def test_a_word_is_changed_and_deleted_the_same_way(self, owner, claimant) -> None:
        word = MarkWord.objects.create(expression="zébulonné", kind="CLAIM")
        given = {"expression": "zébulonné", "kind": "ENDORSEMENT"}
        response = owner.post(url("edit", word.pk), given)
        totals = [hits.total for _, hits, _ in response.context["lists"]]
        assert totals == [1, 1]
        word.refresh_from_db()
        assert word.kind == "CLAIM"
        owner.post(url("edit", word.pk), {**given, "seen": response.context["seen"]})
        word.refresh_from_db()
        assert word.kind == "ENDORSEMENT"
        response = owner.get(url("delete", word.pk))
        assert response.context["trial"].disappearing.total == 1
        assert owner.post(url("delete", word.pk)).status_code == 200
        assert MarkWord.objects.filter(pk=word.pk).exists()
        assert owner.post(url("delete", word.pk), {"seen": response.context["seen"]}).status_code == 302
        assert not MarkWord.objects.filter(pk=word.pk).exists()

    def test_the_first_are_shown_and_all_are_counted(self, directory, django_assert_num_queries, monkeypatch) -> None:
        monkeypatch.setattr(trials, "SHOWN_AT_MOST", 2)
        for number in range(5):
            make_profile("Zoé", f"Nom {number}", presentation=CLAIM)
        before = stored_rows()
        with django_assert_num_queries(1):
            found = try_words(words_of(before), words_of((*before, ("CLAIM", "zébulonné"))))
        hits = found.appearing
        assert (found.checked, hits.total, hits.profiles, hits.refused, len(hits.first)) == (5, 5, 5, 5, 2)
        assert found.disappearing.total == 0

    def test_reviewers_find_the_form_and_owners_the_portal(self, owner, claimant) -> None:
        html = owner.post(url("add"), NEW).content.decode()
        assert reverse("wagtailadmin_pages:edit", args=[claimant.pk]) not in html
        assert claimant.slug in html
        chief = signed_in(make_user("chef", superuser=True))
        html = chief.post(url("add"), NEW).content.decode()
        assert reverse("wagtailadmin_pages:edit", args=[claimant.pk]) in html


@pytest.mark.parametrize(
    "expression", ["", "   ", "…", "\u00ad\u200b", "a" * 81, "France  NUM", "france\u00a0num", "ｆｒａｎｃｅ ｎｕｍ"]
)
def test_neither_twice_nor_nothing(owner, expression) -> None:
    before = stored_rows()
    response = owner.post(url("add"), {"expression": expression, "kind": "CLAIM"})
    assert response.context["form"].errors["expression"]
    assert stored_rows() == before


@pytest.mark.parametrize("expression", ["certifie", "CERTIFIE", "cer-tifié", "cеrtifié"])
def test_what_is_found_already_is_not_looked_for_twice(owner, expression) -> None:
    before = stored_rows()
    response = owner.post(url("add"), {"expression": expression, "kind": "OFFICIAL"})
    (said,) = response.context["form"].errors["expression"]
    assert "répète" in said
    assert "certifié" in said
    assert stored_rows() == before


def test_the_last_reserved_mark_is_kept(owner) -> None:
    (mark,) = MarkWord.objects.filter(kind="MARK")
    response = owner.get(url("delete", mark.pk))
    assert "plus aucune fiche ni aucun dossier ne serait vérifié" in response.content.decode()
    assert owner.post(url("delete", mark.pk), {"seen": response.context["seen"]}).status_code == 200
    given = {"expression": mark.expression, "kind": "NAMING"}
    seen = owner.post(url("edit", mark.pk), given).context["seen"]
    assert owner.post(url("edit", mark.pk), {**given, "seen": seen}).status_code == 200
    assert MarkWord.objects.get(pk=mark.pk).kind == "MARK"
    MarkWord.objects.create(expression="balise d’or", kind="MARK")
    seen = owner.get(url("delete", mark.pk)).context["seen"]
    assert owner.post(url("delete", mark.pk), {"seen": seen}).status_code == 302


def test_invisible_letters_are_not_kept(owner) -> None:
    given = {"expression": "zébu\u00adlon\u200bné", "kind": "CLAIM"}
    seen = owner.post(url("add"), given).context["seen"]
    owner.post(url("add"), {**given, "seen": seen})
    assert MarkWord.objects.filter(expression="zébulonné").exists()
