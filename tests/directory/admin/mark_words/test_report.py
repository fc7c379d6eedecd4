"""What the words of rule B7 find in public profiles, for whoever reads the report."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.actions.recheck_marks import recheck_profiles
from directory.models import MarkFinding, MarkWord
from tests.directory.admin.mark_words.people import REPORT, signed_in
from tests.factories.directory import make_profile
from tests.factories.files import make_reviewer

pytestmark = pytest.mark.django_db


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
        assert "constat sur les marques" in home
        assert reverse("mark_findings") in home

    def test_it_says_when_it_is_not_complete(self, found, owner) -> None:
        MarkWord.objects.create(expression="autre", kind="CLAIM")
        assert "en cours de vérification" in owner.get(REPORT).content.decode()

    def test_the_owner_s_first_screen_leads_there_and_says_the_same(self, found, owner) -> None:
        html = owner.get("/admin/").content.decode()
        assert 'id="brand-section"' in html
        assert f"{reverse('mark_findings')}?kind=block" in html
        assert "téléchargements en 30 jours" in html
        assert "en cours de vérification" not in html
        MarkWord.objects.create(expression="autre", kind="CLAIM")
        assert "en cours de vérification" in owner.get("/admin/").content.decode()

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
