"""All public profiles are checked again when rules or words change: once, and each by the words there are."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms.tick import PARTS, tick
from core.models import PortalImage
from directory.actions import recheck_marks
from directory.actions.erase import erase
from directory.actions.recheck_marks import recheck_profiles
from directory.actions.standing import reinstate, suspend
from directory.markcheck import words
from directory.markcheck.selectors import is_all_checked, mark_findings
from directory.markcheck.texts import public_profiles, said_of
from directory.models import ActivatorProfile, MarkCheck, MarkFinding, MarkWord
from directory.publication import findings_for
from directory.rules.mark_words import DEFAULT_MARK_WORDS
from tests.core.test_images import make_image
from tests.factories.directory import make_organisation, make_profile

NOW = timezone.now()
CLAIM = "<p>Cabinet zébulonné par France Num.</p>"


def add_word(expression: str = "zébulonné", kind: str = "CLAIM") -> MarkWord:
    return MarkWord.objects.create(expression=expression, kind=kind)


def claimants(count: int = 1) -> list[ActivatorProfile]:
    return [make_profile("Zoé", f"Nom {number}", presentation=CLAIM) for number in range(count)]


@pytest.mark.django_db
class TestWords:
    def test_the_first_words_are_the_rule_s(self) -> None:
        stored = {(kind, expression) for kind, expression in words.stored_rows()}
        assert stored == {(str(kind), word.lower()) for kind, word in DEFAULT_MARK_WORDS.rows()}

    def test_every_change_tells_and_the_order_does_not(self, monkeypatch) -> None:
        rows = words.stored_rows()
        first = words.fingerprint(rows)
        assert words.fingerprint(reversed(rows)) == first
        assert words.fingerprint([*rows, ("CLAIM", "x")]) != first
        monkeypatch.setattr(words, "RULES_VERSION", words.RULES_VERSION + 1)
        assert words.fingerprint(rows) != first


@pytest.mark.django_db
class TestTexts:
    def test_each_is_told_what_its_form_is(self, django_assert_num_queries) -> None:
        company = make_organisation("France Num Conseil")
        image = make_image()
        PortalImage.objects.update(title="logo-france-num", description="Certifiée par France Num")
        make_profile("Ada", "Un", pricing="10 €")
        make_profile("Bob", "Deux", presentation="<ul><li>Inscrit sur France&nbsp;Num</li></ul>")
        make_profile("Cléo", "Trois", live=False)
        # Before the rule was there.
        links = ["https://a.example/certifie-france-num"]
        ActivatorProfile.objects.filter(first_name="Ada").update(
            organisation=company, photo=image, social_links=links,
            street="Certifié France Num", city="Label France Num",
            services='<p><a href="https://a.example/label-france-num">ici</a></p>',
        )  # fmt: skip
        with django_assert_num_queries(1):
            found = {shown.pk: said_of(shown.candidate, DEFAULT_MARK_WORDS) for shown in public_profiles()}
        profiles = ActivatorProfile.objects.filter(live=True)
        rules = {"B1", "B2", "B7"}
        assert found == {
            profile.pk: [finding for finding in findings_for(profile) if finding.rule.id in rules]
            for profile in profiles
        }
        fields = {finding.field[0] for finding in found[profiles.get(first_name="Ada").pk]}
        assert fields == {"organisation_name", "social_links", "photo", "street", "city", "services"}


@pytest.mark.django_db
class TestRecheck:
    def test_a_new_word_finds_what_was_public_before(self) -> None:
        (profile,) = claimants()
        make_profile("Ada", "Rien")
        recheck_profiles(now=NOW)
        assert not MarkFinding.objects.exists()
        add_word()
        assert not is_all_checked()
        assert recheck_profiles(now=NOW) == 2
        found = MarkFinding.objects.get()
        assert (found.profile_id, found.rule, found.kind, found.field) == (profile.pk, "B7", "block", "presentation")
        assert "zébulonné" in found.excerpt
        assert is_all_checked()
        assert recheck_profiles(now=NOW) == 0

    def test_nothing_changed_costs_two_statements(self, django_assert_num_queries) -> None:
        recheck_profiles(now=NOW)
        with django_assert_num_queries(2):
            assert recheck_profiles(now=NOW) == 0

    def test_a_removed_word_finds_nothing_any_more(self) -> None:
        claimants()
        word = add_word()
        recheck_profiles(now=NOW)
        word.delete()
        recheck_profiles(now=NOW)
        assert not MarkFinding.objects.exists()

    def test_it_is_taken_up_where_it_was(self, monkeypatch) -> None:
        monkeypatch.setattr(recheck_marks, "CHUNK", 2)
        claimants(5)
        add_word()
        assert recheck_profiles(now=NOW, limit=3) == 3
        assert MarkFinding.objects.count() == 3
        assert not is_all_checked()
        assert recheck_profiles(now=NOW, limit=3) == 2
        assert MarkFinding.objects.count() == 5
        assert is_all_checked()

    def test_words_that_change_half_way_begin_anew(self, monkeypatch) -> None:
        monkeypatch.setattr(recheck_marks, "CHUNK", 2)
        claimants(4)
        word = add_word()
        recheck_profiles(now=NOW, limit=2)
        word.delete()
        assert recheck_profiles(now=NOW) == 4
        assert not MarkFinding.objects.exists()

    def test_another_one_at_it_is_left_alone(self) -> None:
        from core.leases import lease

        claimants()
        add_word()
        with lease("marks rechecked", now=NOW, length=timedelta(minutes=1)) as ours:
            assert ours
            assert recheck_profiles(now=NOW) == 0
        assert recheck_profiles(now=NOW) == 1

    def test_the_statements_do_not_grow_with_the_profiles(self, django_assert_max_num_queries) -> None:
        def statements() -> int:
            MarkCheck.objects.all().delete()
            with django_assert_max_num_queries(60) as captured:
                recheck_profiles(now=NOW)
            return len(captured)

        claimants(1)
        statements()  # what is made once
        few = statements()
        for number in range(8):
            make_profile("Bob", f"Plus {number}")
        assert statements() == few

    def test_a_round_of_tick_does_it(self) -> None:
        claimants()
        add_word()
        done, failed = tick(NOW)
        assert done["profiles checked for marks"] == 1
        assert not failed
        assert "profiles checked for marks" in PARTS
        assert mark_findings().count() == 1


@pytest.mark.django_db
class TestProfiles:
    def test_a_publication_replaces_what_was_found(self) -> None:
        (profile,) = claimants()
        add_word()
        recheck_profiles(now=NOW)
        profile.presentation = "<p>Cabinet sérieux.</p>"
        profile.save_revision().publish()
        assert not MarkFinding.objects.exists()

    def test_a_draft_changes_nothing_of_it(self) -> None:
        (profile,) = claimants()
        add_word()
        recheck_profiles(now=NOW)
        profile.presentation = "<p>Cabinet sérieux.</p>"
        profile.save_revision()
        assert MarkFinding.objects.count() == 1

    def test_what_is_not_public_has_none(self) -> None:
        (profile,) = claimants()
        add_word()
        recheck_profiles(now=NOW)
        suspend(profile, by=None, reason="essai", now=NOW)
        assert not MarkFinding.objects.exists()
        MarkWord.objects.filter(expression="zébulonné").delete()
        reinstate(ActivatorProfile.objects.get(pk=profile.pk), by=None, reason="essai", now=NOW)
        assert not MarkFinding.objects.exists()

    def test_they_go_with_the_person(self) -> None:
        (profile,) = claimants()
        add_word()
        recheck_profiles(now=NOW)
        erase(profile, by=None, now=NOW)
        assert not MarkFinding.objects.exists()

    def test_a_company_that_is_renamed_is_looked_at(self) -> None:
        organisation = make_organisation("Atelier")
        make_profile("Ada", "Un", category="SOLUTION_PROVIDER", organisation=organisation)
        organisation.name = "Agence certifiée France Num"
        organisation.save()
        assert MarkFinding.objects.filter(field="organisation_name").exists()


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_check_each_profile_once() -> None:
    claimants(6)
    add_word()
    barrier = threading.Barrier(2)

    def run() -> int:
        try:
            barrier.wait(10)
            return recheck_profiles(now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        done = [future.result() for future in [pool.submit(run), pool.submit(run)]]
    assert sum(done) == 6
    assert MarkFinding.objects.count() == 6
    assert is_all_checked()


@pytest.mark.django_db
def test_the_command_checks_all_of_it(capsys) -> None:
    claimants(3)
    add_word()
    call_command("recheck_marks")
    assert "Fiches vérifiées : 3. Constats : 3." in capsys.readouterr().out
    call_command("recheck_marks")
    assert "Fiches vérifiées : 0. Constats : 3." in capsys.readouterr().out
    call_command("recheck_marks", all=True)
    assert "Fiches vérifiées : 3. Constats : 3." in capsys.readouterr().out
