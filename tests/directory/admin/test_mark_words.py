"""Who keeps the words of rule B7, who reads what they find, and that nothing is saved unseen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.actions.recheck_marks import recheck_profiles
from directory.admin.mark_words.whole import WholeListForm
from directory.markcheck import trial as trials
from directory.markcheck.trial import try_words
from directory.markcheck.words import stored_rows, words_of
from directory.models import MarkFinding, MarkWord, MarkWordKind
from directory.setup import BRAND_OWNERS, setup_directory
from tests.factories.directory import make_profile
from tests.factories.files import make_reviewer
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

CLAIM = "<p>Cabinet zébulonné par France Num.</p>"
NEW = {"expression": " Zébulonné ", "kind": "CLAIM"}
REPORT = "/admin/activateurs/marques/"


def url(name: str, *args: object) -> str:
    return reverse(f"markword:{name}", args=args)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture
def owner(directory):
    return signed_in(make_user("proprietaire", groups=[BRAND_OWNERS]))


@pytest.fixture
def claimant(directory):
    return make_profile("Zoé", "Petit", presentation=CLAIM)


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


class TestWholeList:
    def texts(self, **changes: str) -> dict[str, str]:
        lists = {str(kind): "" for kind in MarkWordKind.values}
        for kind, expression in stored_rows():
            lists[kind] += f"{expression}\n"
        return lists | changes

    def test_it_is_tried_then_saved_with_a_line_in_the_history(self, owner, claimant) -> None:
        before = stored_rows()
        given = self.texts(NAMING="", CLAIM="ZÉBULONNÉ\r\n\r\n  certifié \ncertifié", OFFICIAL="officiel\npartenaire",
                           PARTNERSHIP="")  # fmt: skip
        response = owner.post(url("whole"), given)
        assert response.context["trial"].appearing.total == 1
        assert stored_rows() == before
        assert owner.post(url("whole"), {**given, "seen": response.context["seen"]}).status_code == 302
        rows = stored_rows()
        assert ("CLAIM", "zébulonné") in rows
        assert ("OFFICIAL", "partenaire") in rows
        assert not any(kind in ("NAMING", "PARTNERSHIP") for kind, _ in rows)
        from wagtail.models import ModelLogEntry

        made = ModelLogEntry.objects.filter(action="wagtail.create", label="zébulonné").get()
        assert made.user is not None
        assert made.user.get_username() == "proprietaire"

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            (
                {"CLAIM": "certifié\ncertifie"},
                "« certifie » répète « certifié »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
            ),
            ({"CLAIM": "certifié", "OFFICIAL": "cer-ti-fié"}, "répète"),
            ({"CLAIM": "certifié\n…"}, "aucun mot"),
            ({"CLAIM": "partenaire"}, "une autre liste"),
            ({"CLAIM": "x" * 81}, "dépasse"),
            ({"CLAIM": "x\n" * 30_000}, "50"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_is_lost(self, owner, change, why) -> None:
        before = stored_rows()
        response = owner.post(url("whole"), self.texts(**change))
        html = response.content.decode()
        assert response.status_code == 200
        assert why in html
        assert response.context["form"]["CLAIM"].value() == change["CLAIM"]
        assert stored_rows() == before

    @pytest.mark.parametrize("emptied", [["MARK"], list(MarkWordKind.values)])
    def test_the_rule_is_not_switched_off_by_oversight(self, owner, claimant, emptied) -> None:
        before = stored_rows()
        given = self.texts(**dict.fromkeys(emptied, ""))
        response = owner.post(url("whole"), given)
        html = response.content.decode()
        assert "plus aucune fiche ni aucun dossier ne serait vérifié" in html
        assert "Enregistrer la liste" not in html
        assert owner.post(url("whole"), {**given, "seen": response.context["seen"]}).status_code == 200
        assert stored_rows() == before

    def test_as_it_is_it_changes_nothing(self, owner, directory) -> None:
        form = WholeListForm(owner.get(url("whole")).context["form"].initial)
        assert form.is_valid()
        assert tuple(sorted((kind, word) for word, kind in form.expressions.items())) == stored_rows()


class TestReport:
    @pytest.fixture
    def found(self, claimant):
        make_profile("Ada", "Rien")
        MarkWord.objects.create(expression="zébulonné", kind="CLAIM")
        recheck_profiles(now=timezone.now())
        return MarkFinding.objects.get()

    def test_a_reviewer_is_led_to_the_profile(self, found, claimant) -> None:
        client = signed_in(make_reviewer("rosa"))
        html = client.get(REPORT).content.decode()
        assert reverse("wagtailadmin_pages:edit", args=[claimant.pk]) in html
        assert "zébulonné" in html
        assert "en cours de vérification" not in html
        home = client.get("/admin/").content.decode()
        assert "constats sur les marques" in home
        assert reverse("mark_findings") in home

    def test_it_says_when_it_is_not_complete(self, found, owner) -> None:
        MarkWord.objects.create(expression="autre", kind="CLAIM")
        assert "en cours de vérification" in owner.get(REPORT).content.decode()

    @pytest.mark.parametrize(
        ("filters", "number"),
        [
            ({"name": "petit"}, 1), ({"name": "ada"}, 0), ({"kind": "warn"}, 0), ({"kind": "block"}, 1),
            ({"excerpt": "zébu"}, 1), ({"code": "MARK_MISUSE"}, 1), ({"kind": "XXX"}, 1),
        ],
    )  # fmt: skip
    def test_filters(self, found, owner, filters, number) -> None:
        response = owner.get(REPORT, filters)
        assert response.status_code == 200
        assert len(response.context["object_list"]) == number

    @pytest.mark.parametrize("file_format", ["csv", "xlsx"])
    def test_it_can_be_exported(self, found, owner, file_format) -> None:
        MarkFinding.objects.update(excerpt="=cmd()")
        content = b"".join(owner.get(REPORT, {"export": file_format}).streaming_content)
        if file_format == "csv":
            text = content.decode()
            assert text.startswith("\ufeffFiche;Suite;Règle;Code;Champ;Passage;Constat;Relevé le\r\n")
            assert "Zoé Petit;Refusé;B7" in text
            assert ";'=cmd();" in text
            at = timezone.localtime(MarkFinding.objects.get().found_at)
            assert text.endswith(f";{at:%d/%m/%Y %H:%M:%S}\r\n")

    def test_it_costs_the_same_for_more(self, found, owner, django_assert_max_num_queries) -> None:
        def statements() -> int:
            with django_assert_max_num_queries(60) as captured:
                assert owner.get(REPORT).status_code == 200
            return len(captured)

        statements()
        few = statements()
        for number in range(6):
            profile = make_profile("Bob", f"Nom {number}")
            MarkFinding.objects.create(
                profile=profile, rule="B7", code="MARK_MISUSE", kind="warn", field="services", found_at=timezone.now()
            )
        assert statements() == few
