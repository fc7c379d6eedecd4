"""Profiles as the rules look at them, and what is known around."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from core.rules import RuleKind, blocking
from directory.candidates import candidate_of_profile, surroundings_for
from directory.models import Charter, LinkCheck, MarkWord, Organisation, RegisterAnswer, StyleKind, StyleWord
from directory.models.linkcheck import link_key
from directory.publication import findings_for
from directory.rules.candidate import Candidate, Register
from directory.rules.mark_words import MarkWords
from tests.factories.directory import directory_page, make_organisation, make_profile, new_profile, siret

pytestmark = pytest.mark.django_db


def said(profile):
    return {(finding.rule.id, finding.code) for finding in findings_for(profile)}


class TestCandidate:
    def test_of_a_stored_profile(self):
        directory_page()
        organisation = make_organisation("Le Goff Conseil")
        profile = make_profile(
            organisation=organisation, presentation="<p>Des <b>petites</b> entreprises.</p><ul><li>une</li></ul>",
            themes=["contenus"], sectors=["commerce"], regions=["53"], departments=["35"],
            social_links=["https://social.example/legoff"],
        )  # fmt: skip
        candidate = candidate_of_profile(profile)
        assert candidate == Candidate(
            category="PRIVATE_CONSULTANT", first_name="Camille", last_name="Le Goff",
            email="camille@exemple.example", telephone="02 00 00 00 00",
            siret=organisation.siret or "", organisation_name="Le Goff Conseil", organisation_kind="OWN",
            website="https://atelier.example/", social_links=("https://social.example/legoff",),
            presentation="Des petites entreprises.\n- une",
            themes=("contenus",), sectors=("commerce",), regions=("53",), departments=("35",),
        )  # fmt: skip

    def test_the_point_counts_when_the_address_is_its_own(self):
        directory_page()
        profile = make_profile()
        assert profile.latitude is not None  # shown on the map
        assert candidate_of_profile(profile).latitude is None
        profile.address_differs, profile.postcode, profile.city = True, "29200", "Brest"
        candidate = candidate_of_profile(profile)
        assert candidate.latitude == pytest.approx(48.4, abs=0.2)

    def test_of_one_that_is_not_saved_yet(self):
        profile = new_profile("Zoé", "Durand")
        profile.organisation = None
        assert candidate_of_profile(profile).siret == ""


class TestSurroundings:
    def test_nothing_is_known_of_nobody(self):
        found = surroundings_for(Candidate())
        assert (found.organisation_is_known, found.organisation_has_point) == (False, False)
        assert found.postcode_is_located is False
        assert (found.charter_version, found.register) == ("", None)
        assert found.themes_offered == 11

    def test_the_organisation_is_found_however_its_siret_is_spaced(self):
        siret = make_organisation().siret or ""
        found = surroundings_for(Candidate(siret=f" {siret[:3]} {siret[3:]}"))
        assert (found.organisation_is_known, found.organisation_has_point) == (True, True)

    def test_one_that_is_not_on_the_map(self):
        siret = make_organisation(postcode="", city="").siret or ""
        found = surroundings_for(Candidate(siret=siret))
        assert (found.organisation_is_known, found.organisation_has_point) == (True, False)

    @pytest.mark.parametrize(
        ("postcode", "city", "located"),
        [
            ("35000", "Rennes", True),
            ("35", "Rennes", False),
            ("35999", "", True),
            ("98000", "Monaco", False),
            ("", "", False),
        ],
    )
    def test_an_address_is_located_by_its_commune_or_department(self, postcode, city, located):
        assert surroundings_for(Candidate(postcode=postcode, city=city)).postcode_is_located is located

    def test_the_charter_in_force_on_the_day(self):
        Charter.objects.all().delete()
        for version, day in (("1", date(2026, 1, 1)), ("2", date(2026, 6, 1))):
            Charter.objects.create(version=version, in_force_from=day, text="<p>x</p>")
        assert surroundings_for(Candidate()).charter_version == ""
        assert surroundings_for(Candidate(), today=date(2025, 12, 31)).charter_version == ""
        assert surroundings_for(Candidate(), today=date(2026, 5, 31)).charter_version == "1"
        assert surroundings_for(Candidate(), today=date(2026, 6, 1)).charter_version == "2"

    def test_the_words_of_the_lists(self):
        StyleWord.objects.all().delete()
        StyleWord.objects.create(expression="leader", kind=StyleKind.PROMOTIONAL)
        StyleWord.objects.create(expression="digital", kind=StyleKind.JARGON, suggestion="numérique")
        found = surroundings_for(Candidate())
        assert (found.promotional, found.jargon) == (frozenset(["leader"]), frozenset(["digital"]))
        assert found.suggestions == {"digital": "numérique"}

    def test_what_was_found_outside_is_said_where_it_is_looked_for(self, settings):
        number, now = siret(42), timezone.now()
        RegisterAnswer.objects.create(siret=number, name="MARTIN", found=True, wanted_at=now, next_try_at=now)
        for url, state, notice in [("https://a.fr", "BROKEN", "UNKNOWN"), ("https://b.fr", "OK", "NO")]:
            LinkCheck.objects.create(
                url=url, key=link_key(url), state=state, notice=notice, reason="404", wanted_at=now, next_try_at=now
            )  # fmt: skip
        candidate = Candidate(siret=number, website="https://a.fr", social_links=("https://b.fr",))
        found = surroundings_for(candidate)
        assert (found.register, found.broken_links, found.sites_without_notice) == (None, {}, frozenset())
        settings.BALISE_LINK_CHECKS, settings.BALISE_REGISTER_URL = True, "https://registre.example"
        found = surroundings_for(candidate)
        assert (found.register, found.broken_links) == (Register(name="MARTIN"), {"https://a.fr": "404"})
        assert found.sites_without_notice == frozenset(["https://b.fr"])

    def test_the_words_on_marks_are_those_of_the_admin_or_those_that_are_given(self, django_assert_num_queries):
        MarkWord.objects.all().delete()
        MarkWord.objects.create(expression="certifié", kind="CLAIM")
        assert surroundings_for(Candidate()).mark_words == MarkWords(claims=frozenset(["certifié"]))
        with django_assert_num_queries(2):
            assert surroundings_for(Candidate(), mark_words=MarkWords()).mark_words == MarkWords()

    def test_it_takes_five_statements(self, django_assert_num_queries):
        candidate = Candidate(siret=make_organisation().siret or "", postcode="35000", city="Rennes")
        surroundings_for(candidate)  # the official code is read once per process
        with django_assert_num_queries(5):
            surroundings_for(candidate, today=date(2026, 1, 1))


class TestFindings:
    def test_warnings_stop_no_publication(self):
        directory_page()
        profile = make_profile(pricing="Diagnostic : 90 €", presentation="<p>Leader <b>du</b> marché</p>")
        assert profile.live
        assert {("W12", "STYLE"), ("W13", "INCOMPLETE"), ("W14", "STYLE")} <= said(profile)
        assert blocking(findings_for(profile)) == []

    def test_a_profile_is_told_what_a_file_is(self):
        profile = new_profile("Zoé", "", email="zoe", website="")
        assert {("W3", "NO_NATURAL_PERSON"), ("W7", "INCOMPLETE"), ("W8", "NO_OFFER_LINK")} <= said(profile)

    def test_without_an_organisation_it_is_asked_for_once(self):
        profile = new_profile("Zoé", "Durand")
        profile.organisation = None
        found = [finding for finding in findings_for(profile) if finding.rule.id in ("W4", "W5")]
        assert [finding.field for finding in found] == [("organisation",)]

    def test_an_imported_organisation_without_a_siret_blocks_by_its_siret_only(self):
        organisation = Organisation.objects.create(name="Sans numéro", postcode="35000", city="Rennes")
        found = blocking(findings_for(new_profile("Zoé", "Durand", organisation=organisation)))
        assert [finding.code for finding in found] == ["SIRET_INVALID"]

    @pytest.mark.parametrize(
        ("differs", "postcode", "kind"),
        [(False, "", None), (True, "35000", None), (True, "", RuleKind.BLOCK)],
    )
    def test_the_map(self, differs, postcode, kind):
        profile = new_profile(
            "Zoé", "Durand", address_differs=differs, postcode=postcode, city="Rennes" if postcode else ""
        )
        found = [finding.kind for finding in findings_for(profile) if finding.rule.id == "W6"]
        assert found == ([kind] if kind else [])

    def test_off_the_map_is_a_warning_where_the_organisation_is(self):
        profile = new_profile("Zoé", "Durand", organisation=make_organisation(postcode="", city=""))
        assert [f.kind for f in findings_for(profile) if f.rule.id == "W6"] == [RuleKind.WARN]
