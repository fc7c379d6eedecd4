"""Rules W8 to W10."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind
from directory.rules.presentation import is_web_link, offer_linked, picture_named, themes_chosen

NAMES = {"first_name": "Jean-Marc", "last_name": "Œuvrard", "organisation_name": "L’Atelier & Fils"}


class TestW8:
    @pytest.mark.parametrize(
        "link",
        [
            "https://exemple.fr",
            "http://www.exemple.fr/offre?x=1#y",
            "HTTPS://EXEMPLE.FR",
            "https://exemple.fr:8443/",
            "https://www.linkedin.com/in/jean-martin",
            "https://café-numérique.fr/été",
            "https://exemple.fr./",
            "https://例え.jp",
        ],
    )
    def test_links(self, link):
        assert is_web_link(link)
        assert offer_linked(link, []) == offer_linked("", [link]) == offer_linked(f" {link} ", [""]) == []

    @pytest.mark.parametrize(
        "link",
        [
            "exemple.fr",
            "www.exemple.fr",
            "//exemple.fr",
            "ftp://exemple.fr",
            "mailto:jean@exemple.fr",
            "javascript:alert(1)",
            "https://",
            "https:///page",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://[exemple.fr",
            "https://exemple..fr",
            "https://-exemple.fr",
            "https://exemple.fr:port/",
            "https://exemple.fr:0/",
            "https://exemple.fr:99999/",
            "https://banque.fr@autre.fr/",
            "https://exemple.fr\\@autre.fr/",
            "https://exemple .fr",
            "https://exemple.fr/\njavascript:x",
            "https://exemple.fr/\x00",
            "https://" + "a" * 64 + ".fr",
            "https://exemple.fr/" + "a" * 2000,
            "@jeanmartin",
            "néant",
        ],
    )
    def test_what_is_none(self, link):
        assert not is_web_link(link)
        [finding] = offer_linked(link, ["https://exemple.fr"])
        assert (finding.code, finding.kind) == ("NO_OFFER_LINK", RuleKind.BLOCK)
        assert (finding.field, finding.excerpt) == (("website",), link.strip())

    def test_one_of_either_is_enough_and_none_is_not(self):
        assert [finding.field for finding in offer_linked(" ", ["", " "])] == [("website",)]

    def test_each_wrong_link_is_pointed_out(self):
        findings = offer_linked("exemple.fr", ["https://exemple.fr", "", "@jean"])
        assert [finding.field for finding in findings] == [("website",), ("social_links", "3")]

    @given(st.text() | st.text("htps:/.@[]fr\\ ", max_size=30).map("https://".__add__))
    def test_anything_may_be_typed(self, link):
        assert is_web_link(link) in (True, False)


class TestW9:
    @pytest.mark.parametrize(("chosen", "offered"), [(0, 11), (1, 11), (3, 11), (3, 3), (0, 0)])
    def test_three_are_fine(self, chosen, offered):
        assert themes_chosen(chosen, offered) == []

    def test_more_warn_and_all_of_them_louder(self):
        [some], [every] = themes_chosen(4, 11), themes_chosen(11, 11)
        assert some.kind is every.kind is RuleKind.WARN
        assert some.code == every.code == "TOO_MANY_THEMES"
        assert "4 thèmes" in some.message
        assert "tous les thèmes" in every.message


class TestW10:
    @pytest.mark.parametrize(
        "file_name",
        [
            "jean-marc-oeuvrard.jpg",
            "Jean-Marc Œuvrard.JPEG",
            "OEUVRARD_Jean_Marc.png",
            "jeanmarcoeuvrard.webp",
            "photo_jean-marc-oeuvrard_2024 (1).jpg",
            "l-atelier-et-fils.png",
            "Logo L'Atelier & Fils.png",
            "C:\\photos\\jean-marc-oeuvrard.jpg",
            "photos/jean-marc-oeuvrard.jpg",
            "jean-marc-oeuvrard",
            "",
        ],
    )
    def test_well_named(self, file_name):
        assert picture_named(file_name, **NAMES) == []

    @pytest.mark.parametrize(
        "file_name", ["IMG_2034.jpg", "photo.png", "jean-marc.jpg", "martin.jpg", ".jpg", "jean-marc-oeuvrard/moi.jpg"]
    )
    def test_badly_named(self, file_name):
        [finding] = picture_named(file_name, **NAMES)
        assert (finding.code, finding.kind, finding.field) == ("PICTURE_BADLY_NAMED", RuleKind.WARN, ("photo",))
        assert "jean-marc-oeuvrard." in finding.message

    def test_a_name_too_short_to_tell_is_not_looked_for(self):
        names = {"first_name": "", "last_name": "X", "organisation_name": "G"}
        assert len(picture_named("xg.png", **names)) == 1

    @given(st.text(), st.text(), st.text(), st.text())
    def test_anything_may_be_uploaded(self, file_name, first_name, last_name, organisation_name):
        names = {"first_name": first_name, "last_name": last_name, "organisation_name": organisation_name}
        assert len(picture_named(file_name, **names)) <= 1
