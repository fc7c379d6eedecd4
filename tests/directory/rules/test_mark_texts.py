"""Rules B1, B2 and B7: a corpus of sentences, and every way to hide one."""

import random
import time
import unicodedata

import pytest
from confusable_homoglyphs.confusables import confusables_data
from hypothesis import example, given
from hypothesis import strategies as st

from core.rules import RuleKind
from directory.rules.candidate import Candidate
from directory.rules.lookalikes import letters_of, skeleton
from directory.rules.mark_addresses import addresses_in
from directory.rules.mark_places import letter_named_plainly, marks_respected_in, signed_plainly
from directory.rules.mark_texts import marks_respected
from directory.rules.mark_words import DEFAULT_MARK_WORDS, MarkWords
from tests.directory.rules.marks_corpus import sentences

ALLOWED, REFUSED, UNCLEAR, HARMLESS = (sentences(mark) for mark in "+-?~")
# Written plainly: those that hide something already are found as they are.
PLAIN = [one for one in REFUSED if set(one) <= {*map(chr, range(128)), *"éÉÊê’"} and not set(one) & set("<>&@#")]
LOOKS = {
    letter: [other["c"] for other in confusables_data[letter] if len(other["c"]) == 1 and not other["c"].isascii()]
    for letter in "acefimnoprtuFNC"
}


def kinds(text):
    return [found.kind for found in marks_respected({"services": text})]


def test_the_corpus_is_large_and_even():
    every = [*ALLOWED, *REFUSED, *UNCLEAR, *HARMLESS]
    assert len(every) == len(set(every)) >= 400
    assert min(len(ALLOWED), len(REFUSED)) >= 130


@pytest.mark.parametrize("sentence", ALLOWED)
def test_nothing_is_said_of_what_is_allowed(sentence):
    assert marks_respected({"services": sentence}) == []


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_not_allowed_blocks(sentence):
    found = marks_respected({"services": sentence})
    assert RuleKind.BLOCK in [one.kind for one in found]
    for one in found:
        assert one.rule.id in ("B1", "B2", "B7")
        assert one.code == "MARK_MISUSE"
        assert one.excerpt
        assert one.excerpt in sentence


@pytest.mark.parametrize("sentence", UNCLEAR)
def test_what_could_be_meant_either_way_is_for_a_person(sentence):
    assert set(kinds(sentence)) == {RuleKind.WARN}


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_is_no_claim_of_ones_own_is_never_refused(sentence):
    assert RuleKind.BLOCK not in kinds(sentence)


def test_claims_are_found_wherever_they_are_and_told_first():
    doubtful = "Votre conseiller France Num. "
    claim = "Je suis labellisée, certifiée et partenaire officielle de France Num."
    for times in (10, 200):
        found = marks_respected({"services": doubtful * times + claim})
        assert [one.kind for one in found] == [RuleKind.BLOCK] + [RuleKind.WARN] * 9
        assert found[0].excerpt is not None
        assert found[0].excerpt in claim
    found = marks_respected({"services": claim + doubtful * 20 + "Certifié France Num."})
    assert [one.kind for one in found[:2]] == [RuleKind.BLOCK] * 2
    assert len(found) == 10


def spread(text, chance):
    """The letters of the mark, with spaces between."""
    return text.replace("France Num", chance.choice(["F r a n c e  N u m", "F.R.A.N.C.E N.U.M", "F-r-a-n-c-e N_u_m"]))


def with_marks(text, chance, marks):
    letters = [letter + chance.choice(marks) if letter.isalpha() else letter for letter in text]
    return "".join(letters)


HIDING = {
    "upper": lambda text, chance: text.upper(),
    "any case": lambda text, chance: "".join(chance.choice((c.upper(), c.lower())) for c in text),
    "no accents": lambda text, chance: "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
    ),
    "decomposed": lambda text, chance: unicodedata.normalize("NFD", text),
    "other spaces": lambda text, chance: "".join(
        chance.choice("\u00a0\u202f\u2009\t \u3000") if c == " " else c for c in text
    ),
    "dashes": lambda text, chance: text.replace("France Num", f"France{chance.choice('-_–—·')}Num"),
    "lines": lambda text, chance: text.replace(
        "France Num", chance.choice(["France\nNum", "France\r\nNum", "FranceNum"])
    ),
    "soft hyphens": lambda text, chance: with_marks(
        text, chance, ["", "\u00ad", "\u200b", "\u2060", "\ufeff", "\u034f"]
    ),
    "tags": lambda text, chance: with_marks(text, chance, ["", "<b></b>", "<i>", "</span>", "<!-- x -->", "&shy;"]),
    "entities": lambda text, chance: "".join(
        f"&#{ord(c)};" if c.isalpha() and chance.random() < 0.5 else c for c in text
    ),
    "full width": lambda text, chance: "".join(
        chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in text
    ),
    "look-alikes": lambda text, chance: "".join(
        chance.choice(LOOKS[c]) if LOOKS.get(c) and chance.random() < 0.5 else c for c in text
    ),
    "spread": spread,
}


@example("Certifiée Qualiopi, certifiée France Num.", "look-alikes", 34276)
@given(st.sampled_from(PLAIN), st.sampled_from(sorted(HIDING)), st.integers())
def test_nothing_hides_a_claim(sentence, how, seed):
    hidden = HIDING[how](sentence, random.Random(seed))  # noqa: S311
    found = marks_respected({"services": hidden})
    assert found, (how, hidden)
    assert all(one.excerpt and one.excerpt in hidden for one in found)


def test_every_look_alike_of_a_letter_is_read_as_it():
    found = {
        c: letters_of(c) for letter in "acefimnoprtu" for c in LOOKS[letter] if letters_of(c) != letters_of(letter)
    }
    assert found == {}


@given(st.text())
def test_anything_may_be_typed(text):
    for found in marks_respected({"services": text}):
        assert found.excerpt
        assert found.excerpt in text


@given(st.text())
def test_nothing_is_found_without_the_letters_of_the_mark(text):
    if not set("franceum") <= set(skeleton(text)):
        assert marks_respected({"services": f"labellisé certifié partenaire officiel {text}".replace("m", "")}) == []


@pytest.mark.parametrize(
    "piece",
    [
        "France Num ",
        "certifié ",
        "certifié France Num ",
        "<a",
        "&a",
        "«",
        "f",
        "francenu",
        "F r a n c e ",
        "pas ",
        "<!--",
        "Votre conseiller France Num. ",
        "« France Num » ",
        "ne par le label que France Num ",
        "é·e",
        "🇫🇷",
    ],
)
def test_hostile_texts_take_no_longer_than_their_length(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        start = time.process_time()
        marks_respected({"services": text})
        return time.process_time() - start

    assert seconds(200_000) < 12 * max(seconds(50_000), 0.02)


def told(words=DEFAULT_MARK_WORDS, **given):
    findings = marks_respected_in(Candidate(**given), {}, words)
    return [(one.rule.id, one.field[0], one.kind.value, one.excerpt) for one in findings]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"organisation_name": "Cabinet Durand"}, []),
        ({"organisation_name": "France Numérique Conseil"}, []),
        ({"organisation_name": "Francenum Conseil"}, [("B1", "organisation_name", "block", "Francenum")]),
        ({"organisation_name": "Entreprise France-Num"}, [("B2", "organisation_name", "block", "France-Num")]),
        ({"organisation_name": "Activateur France Num Durand"}, [("B1", "organisation_name", "warn", "France Num")]),
        ({"last_name": "Durand partenaire France Num"}, [("B7", "last_name", "block", "partenaire France Num")]),
        ({"last_name": "Durand, partenaire France Num"}, [("B1", "last_name", "block", "France Num")]),
        ({"first_name": "France", "last_name": "Num"}, [("B1", "last_name", "warn", "France Num")]),
        ({"photo_name": "photos/jean-durand.jpg"}, []),
        ({"photo_name": "activateur-france-num.png"}, []),
        ({"photo_name": "logo-activateur-france-num.png"}, []),
        ({"photo_name": "logo_France_Num.png"}, [("B1", "photo", "block", "logo_France_Num")]),
        ({"photo_name": "durand-francenum.jpg"}, [("B1", "photo", "warn", "francenum")]),
        ({"photo_name": "certifie-france-num.png"}, [("B7", "photo", "block", "certifie-france-num")]),
        ({"photo_alt": "Photo de Jeanne Martin", "first_name": "Jeanne", "last_name": "Martin"}, []),
        ({"photo_alt": "Consultant labellisé France Num"}, [("B7", "photo", "block", "labellisé France Num")]),
        ({"website": "https://www.francenum.gouv.fr/activateurs/durand"}, []),
        ({"website": "https://exemple.fr/certifi%C3%A9_francenum"}, [("B7", "website", "block", "certifié_francenum")]),
        ({"social_links": ("https://x.example/partenaire_france_num",)},
         [("B7", "social_links", "block", "partenaire_france_num")]),
        ({"website": "https://xn--certifi-france-num-hwb.fr/"},
         [("B7", "website", "block", "certifié-france-num")]),
        ({"website": "https://xn--a-\u00e9/ xn--99999999"}, []),
        ({"photo_name": "label%20france%20num.png"}, [("B7", "photo", "block", "label france num")]),
        ({"text_links": (("services", "https://exemple.fr/certifie-france-num"),)},
         [("B7", "services", "block", "certifie-france-num")]),
        ({"text_links": (("services", "https://www.francenum.gouv.fr/activateurs"),)}, []),
        ({"street": "12 rue de France, certifié France Num"}, [("B7", "street", "block", "certifié France Num")]),
        ({"city": "Rennes (labellisée France Num)"}, [("B7", "city", "block", "labellisée France Num")]),
    ],
)  # fmt: skip
def test_every_place_where_a_mark_can_be_written(given, expected):
    assert told(**given) == expected


def test_the_letter_may_be_called_after_the_mark_and_claim_nothing():
    assert letter_named_plainly("lettre-engagement-France-Num.pdf", DEFAULT_MARK_WORDS) == []
    [found] = letter_named_plainly("certification_France_Num.pdf", DEFAULT_MARK_WORDS)
    assert (found.rule.id, found.field, found.excerpt) == ("B7", ("letter",), "certification_France_Num")


@pytest.mark.parametrize("name", ["Numérique", "Numerique Conseil"])
def test_the_mark_that_was_found_is_named(name):
    words = MarkWords.of([*DEFAULT_MARK_WORDS.rows(), ("MARK", "numérique")])
    [found] = marks_respected_in(Candidate(organisation_name=name), {}, words)
    assert "la marque réservée «\u00a0Numérique\u00a0»" in found.message
    assert "France Num" not in found.message


def test_who_signs_claims_nothing():
    assert signed_plainly("Ada Martin", "Gérante, activatrice France Num", DEFAULT_MARK_WORDS) == []
    [found] = signed_plainly("Ada Martin", "Présidente certifiée France Num", DEFAULT_MARK_WORDS)
    assert (found.rule.id, found.field, found.excerpt) == ("B7", ("signatory_role",), "certifiée France Num")


def test_addresses_of_links_are_read():
    html = (
        """<p><a href="https://a.example/?x=1&amp;y=label">ici</a>, <a href='/label'>là</a>, https://b.example/z</p>"""
    )
    assert addresses_in(html) == ("https://a.example/?x=1&y=label", "/label", "https://b.example/z")
    assert addresses_in("Sans lien : href, https:") == ()


def test_the_words_are_the_owners():
    words = MarkWords.of([*DEFAULT_MARK_WORDS.rows(), ("CLAIM", "Médaillé"), ("MARK", "Balise d’or")])
    text = {"services": "Je suis médaillé Balise d’Or."}
    assert marks_respected(text) == []
    assert [one.excerpt for one in marks_respected(text, words)] == ["médaillé Balise d’Or"]
    [found] = marks_respected(text, words)
    assert "Balise d’or" in found.message
    assert "France Num" not in found.message
    assert marks_respected({"services": "Certifié France Num"}, MarkWords()) == []
    assert MarkWords.of(DEFAULT_MARK_WORDS.rows()) == DEFAULT_MARK_WORDS
    with pytest.raises(ValueError, match="COLOUR"):
        MarkWords.of([("COLOUR", "bleu")])
