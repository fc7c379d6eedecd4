"""Rules S1 to S3, S6 to S8 and W2: the addresses of profiles."""

from itertools import islice

import pytest
from django.urls import URLPattern, URLResolver
from hypothesis import given
from hypothesis import strategies as st

from cms.urls import urlpatterns
from directory.rules import slugs
from directory.rules.reserved import DEPARTMENTS, FORMER_REGIONS, REGIONS, RESERVED, ROUTES
from directory.rules.slugs import (
    GRAMMAR,
    MAX_LENGTH,
    ReviewReason,
    SlugSource,
    candidates,
    common_start,
    cut,
    derive,
    is_valid,
    joined_form,
    numbered,
    slugify,
)

LATIN = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=60)
NAMES = st.text(max_size=60) | LATIN
BASES = st.from_regex(GRAMMAR, fullmatch=True).filter(lambda slug: "\n" not in slug) | st.lists(
    st.text("abc1", min_size=1, max_size=40), min_size=1, max_size=8
).map("-".join)


def person(first_name, last_name, taken=(), **options):
    return derive(
        is_solution_provider=False,
        first_name=first_name,
        last_name=last_name,
        organisation_name="Atelier Numérique",
        taken=set(taken).__contains__,
        **options,
    )


def company(name, taken=(), **options):
    return derive(
        is_solution_provider=True,
        first_name="Jeanne",
        last_name="Martin",
        organisation_name=name,
        taken=set(taken).__contains__,
        **options,
    )


class TestW2:
    def test_a_person_is_found_by_their_own_name(self):
        decision = person("Jeanne", "Martin")
        assert (decision.slug, decision.derived_from) == ("jeanne-martin", SlugSource.PERSON)

    def test_a_solution_provider_by_the_company_s(self):
        decision = company("Atelier Numérique")
        assert (decision.slug, decision.derived_from) == ("atelier-numerique", SlugSource.ORGANISATION)

    def test_one_never_stands_in_for_the_other(self):
        assert (person("", "").slug, company("").slug) == (None, None)


class TestReview:
    @pytest.mark.parametrize("name", ["", "   ", "!!!", "—", "’", "™", "😀", "\u200b", "\u00ad", "\u0301", "\x00"])
    def test_an_empty_result_goes_to_a_reviewer(self, name):
        for decision in (person(name, name), company(name)):
            assert (decision.slug, decision.base, decision.review) == (None, "", ReviewReason.EMPTY)
            assert decision.needs_review

    @pytest.mark.parametrize(("first_name", "last_name"), [("😀", "Martin"), ("Martin", "…")])
    def test_so_does_a_name_of_which_half_is_lost(self, first_name, last_name):
        decision = person(first_name, last_name)
        assert (decision.slug, decision.review) == ("martin", ReviewReason.PARTIAL)

    @pytest.mark.parametrize(("first_name", "last_name"), [("", "Molière"), ("Molière", ""), (" ", " Molière ")])
    def test_but_not_a_name_of_one_word(self, first_name, last_name):
        decision = person(first_name, last_name)
        assert (decision.slug, decision.needs_review) == ("moliere", False)


class TestNamesakes:
    def test_they_are_numbered_from_two(self):
        assert person("Jean", "Martin", {"jean-martin"}).slug == "jean-martin-2"
        assert person("Jean", "Martin", {"jean-martin", "jean-martin-2", "jean-martin-4"}).slug == "jean-martin-3"

    def test_across_people_and_companies(self):
        taken = {person("Jean", "Martin").slug}
        assert company("JEAN MARTIN", taken).slug == "jean-martin-2"

    def test_a_name_that_ends_in_a_number_is_only_a_name(self):
        assert person("Jean", "Martin 2").slug == "jean-martin-2"
        assert person("Jean", "Martin 2", {"jean-martin-2"}).slug == "jean-martin-2-2"
        assert person("Jean", "Martin", {"jean-martin", "jean-martin-2"}).slug == "jean-martin-3"

    def test_twenty_are_twenty(self):
        taken: list[str] = []
        for _ in range(20):
            taken.append(person("Jean", "Martin", taken).slug)
        assert len(set(taken)) == 20
        assert taken == list(islice(candidates("jean-martin"), 20))

    def test_the_number_fits(self):
        base = "a" * 60 + "-" + "b" * 39
        assert person("a" * 60, "b" * 39).slug == base
        assert person("a" * 60, "b" * 39, {base}).slug == "a" * 60 + "-2"
        assert person("a" * 120, "", {"a" * 100}).slug == "a" * 98 + "-2"

    def test_it_ends(self, monkeypatch):
        monkeypatch.setattr(slugs, "LAST_NUMBER", 5)
        with pytest.raises(LookupError):
            numbered("jean-martin", lambda slug: True)

    @given(BASES, st.integers(0, 30))
    def test_candidates_are_unique_valid_and_share_their_start(self, base, number):
        found = list(islice(candidates(base), number))
        assert len(set(found)) == len(found)
        for slug in found:
            assert GRAMMAR.fullmatch(slug)
            assert len(slug) <= MAX_LENGTH
            assert slug.startswith(common_start(base))

    @given(st.lists(st.sampled_from(["Jean", "Jean 2", "Jean-2-2", "Jéan", "JEAN 3", "api", "x " * 60, "x " * 61])))
    def test_whatever_the_order_nobody_shares_an_address(self, names):
        taken: set[str] = set()
        for name in names:
            slug = company(name, taken).slug
            assert slug not in taken
            taken.add(slug)


class TestReserved:
    @pytest.mark.parametrize("slug", ["recherche", "carte", "api", "admin", "bretagne", "val-d-oise", "picardie"])
    def test_never_an_address(self, slug):
        decision = company(slug.replace("-", " ").upper())
        assert (decision.slug, decision.base, decision.review) == (f"{slug}-2", slug, ReviewReason.RESERVED)
        assert not is_valid(slug)

    def test_two_of_the_name_are_namesakes(self):
        assert company("Carte", {"carte-2"}).slug == "carte-3"

    def test_as_part_of_a_name_they_are_free(self):
        assert company("Carte & Région").review is None

    def test_a_portal_may_reserve_others(self):
        assert company("Boutique", reserved={"boutique", "boutique-2"}).slug == "boutique-3"

    def test_every_route_of_the_platform_is(self):
        def first_words(patterns):
            for pattern in patterns:
                word = str(pattern.pattern).split("/")[0].split(".")[0]
                if isinstance(pattern, URLResolver) and not word:
                    yield from first_words(pattern.url_patterns)
                elif isinstance(pattern, URLPattern | URLResolver) and GRAMMAR.fullmatch(word):
                    yield word

        words = set(first_words(urlpatterns))
        assert {"admin", "graphql", "imprimer"} <= words
        assert words <= RESERVED

    def test_all_are_slugs(self):
        assert all(GRAMMAR.fullmatch(word) for word in RESERVED)
        assert not ROUTES & (REGIONS | FORMER_REGIONS | DEPARTMENTS)


class TestLength:
    def test_at_most_a_hundred_cut_at_a_hyphen(self):
        assert cut("une-entreprise-bien-longue", 14) == "une-entreprise"
        assert cut("une-entreprise-bien-longue", 13) == "une"
        assert cut("une-entreprise", 14) == "une-entreprise"

    def test_a_first_word_that_is_too_long_is_cut_inside(self):
        assert cut("anticonstitutionnellement-vôtre", 10) == "anticonsti"

    def test_a_company_of_many_words(self):
        slug = company("Société coopérative " * 10).slug
        assert slug == "-".join(["societe-cooperative"] * 5)


class TestJoinedForm:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Nom de l’entreprise", "nomdelentreprise"),
            ("A & B", "aetb"),
            ("Boutique", None),
            ("", None),
            ("™", None),
            ("A.P.I.", None),  # the word is reserved
            ("Île de France", "iledefrance"),
        ],
    )
    def test_joins_the_words(self, name, expected):
        assert joined_form(name) == expected

    @given(NAMES)
    def test_is_an_address_of_one_word(self, name):
        joined = joined_form(name)
        assert joined is None or (is_valid(joined) and "-" not in joined)


class TestProperties:
    @given(NAMES, NAMES, NAMES, st.booleans())
    def test_an_address_matches_the_grammar_fits_and_is_not_reserved(self, first, last, organisation, provider):
        names = {"first_name": first, "last_name": last, "organisation_name": organisation}
        decision = derive(is_solution_provider=provider, **names)
        assert decision == derive(is_solution_provider=provider, **names)
        if decision.slug is None:
            assert decision.needs_review
        else:
            assert is_valid(decision.slug)

    @given(NAMES)
    def test_twice_is_once(self, name):
        slug = slugify(name)
        assert slugify(slug) == slug
        assert GRAMMAR.fullmatch(slug) or slug == ""
        assert cut(cut(slug)) == cut(slug)

    @given(NAMES)
    def test_case_and_surrounding_space_say_nothing(self, name):
        assert slugify(f"  {name}\t") == slugify(name)

    @given(st.text(st.characters(min_codepoint=65, max_codepoint=0x23F, categories=["Lu", "Ll"])))
    def test_no_latin_letter_is_dropped(self, name):
        assert len(slugify(name)) >= len(name)

    @given(st.sets(BASES, max_size=5), BASES)
    def test_what_is_taken_is_not_given(self, taken, base):
        assert numbered(base, taken.__contains__) not in taken


@pytest.mark.parametrize(
    ("slug", "expected"),
    [("jean-martin", True), ("a", True), ("a" * 101, False), ("jean--martin", False), ("Jean", False)]
    + [(slug, False) for slug in ("", "-a", "a-", "é", "a_b", "jean-martin\n", "faq")],
)
def test_what_a_reviewer_may_choose(slug, expected):
    assert is_valid(slug) is expected
