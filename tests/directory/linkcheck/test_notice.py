"""Whether a page leads to a legal notice, and when nobody can tell."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.linkcheck.checking import Look, look
from directory.linkcheck.fetching import Outcome, Page
from directory.linkcheck.notice import Notice, notice_on

MENU = "<nav><a href='/'>Accueil</a> <a href='/offres'>Nos offres</a></nav>"
PROSE = "<p>" + "Nous aidons les petites entreprises à vendre en ligne, près de chez elles. " * 5 + "</p>"


def page(foot: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Site</title>{head}</head><body>{MENU}{PROSE}{foot}</body></html>"


@pytest.mark.parametrize(
    "foot",
    [
        "<a href='/m'>Mentions légales</a>",
        "<A HREF='/m'>MENTIONS LÉGALES</A>",
        "<a href=/m>Mentions l&eacute;gales</a>",
        "<a href=/m>Mentions l&#233;gales</a>",
        "<a href=/m>Mentions le\u0301gales</a>",
        "<a href=/m>mention&nbsp;legale</a>",
        "<a href=/m>\n  Mentions\n  légales\n</a>",
        "<a href=/m><span>Mentions</span> <b>légales</b></a>",
        "<a href=/m>Mentions<br>légales</a>",
        "<a href=/m>Men<span>tions</span> légales</a>",
        "<a href='/m' title='Mentions légales'><img src='x.png'></a>",
        "<a href='/mentions-legales'>En savoir plus</a>",
        "<a href='/fr/mentions_legales.html'>©</a>",
        "<a href='/mentionslegales.php'>©</a>",
        "<a href='/mentions%20l%C3%A9gales'>©</a>",
        "<a href=/m>Informations légales</a>",
        "<a href=/m>Infos légales</a>",
        "<a href=/m>Informations et mentions légales</a>",
        "<a href=/m>CGU / CGV et mentions</a>",
        "<a href=/m>Mentions & CGU</a>",
        "<a href=/m>Mentions</a>",
        "<a href=/m>Légal</a>",
        "<a href=/m>Legal notice</a>",
        "<a href=/m>Legal Information</a>",
        "<a href=/m>Impressum</a>",
        "<a href=/m>Imprint</a>",
        "<h2>Mentions légales</h2><p>Éditeur : …</p>",
        "<h1 class=x>Mentions <em>légales</em></h1>",
        "<button>Mentions légales</button>",
        "<span onclick='x()'>Mentions légales</span>",
        "<p>© 2026 — Mentions légales — Plan du site</p>",
        "<a href=/m>Mentions légales",
        "<!-- pied --><a href=/m>Mentions légales</a>",
        "<script>a < b</script><a href=/m>Mentions légales</a>",
    ],
)
def test_it_is_there(foot: str) -> None:
    assert notice_on(page(foot)) is Notice.YES


@pytest.mark.parametrize(
    "foot",
    [
        "",
        "<a href='/contact'>Contact</a>",
        "<a href='/cgv'>CGV</a>",
        "<a href='/c'>Politique de confidentialité</a>",
        "<p>Nous rédigeons pour vous toutes les mentions légales de votre site.</p>",
        "<!-- <a href=/m>Mentions légales</a> -->",
        "<script>var a = '<a href=/m>Mentions légales</a>'</script>",
        "<style>a::after { content: '<a>Mentions légales</a>' }</style>",
        "<template><a href=/m>Mentions légales</a></template>",
        "<a href='/m'>Ils font mention de nous</a>",
        "<h2>Aide légale</h2>",
    ],
)
def test_it_is_not(foot: str) -> None:
    assert notice_on(page(foot)) is Notice.NO


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<div id='root'></div><script>" + "x" * 5000 + "</script>",
        "<frameset><frame src='https://ailleurs.example/'></frameset>",
        f"<noscript>{PROSE}</noscript><div id=app></div>",
        PROSE,  # no menu, no foot
        f"{MENU}<p>Site en construction</p>",
        f"{MENU}{PROSE}<!-- {PROSE}"[:100],
    ],
)
def test_nobody_can_tell(html: str) -> None:
    assert notice_on(html) is Notice.UNKNOWN


def test_a_page_that_came_in_part_says_only_what_it_holds() -> None:
    assert notice_on(page(""), is_whole=False) is Notice.UNKNOWN
    assert notice_on(page("<a href=/m>Mentions légales</a>"), is_whole=False) is Notice.YES


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.facebook.com/moi", Notice.UNKNOWN),
        ("https://fr.linkedin.com/in/moi", Notice.UNKNOWN),
        ("https://x.com/moi", Notice.UNKNOWN),
        ("https://exx.com/", Notice.NO),
        ("https://facebook.com.site.example/", Notice.NO),
    ],
)
def test_the_pages_of_networks_are_not_looked_at(url: str, expected: Notice) -> None:
    assert notice_on(page(""), url=url) is expected


@given(st.text(alphabet="<>/!-ah1&;= '\"#x", max_size=80), st.text(max_size=20))
def test_whatever_the_page_holds_there_is_an_answer(markup: str, text: str) -> None:
    assert notice_on(markup + text) in Notice
    assert notice_on(page(markup.replace("<", "").replace(">", "") + "<a href=/m>Mentions légales</a>")) is Notice.YES


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<a ", "<a>", "<div>", "<![", "&", "<h1>", "<script>", "<a>mentions ", "<a &#", "</a>", "-->"],
)
def test_no_page_takes_long(piece: str) -> None:
    began = time.monotonic()
    notice_on(piece * (500_000 // len(piece)))
    assert time.monotonic() - began < 10  # seconds; parsers that go over it again and again take minutes


class TestALook:
    def test_the_first_page_is_asked_too(self) -> None:
        pages = {
            "https://site.example/offres": page(""),
            "https://site.example/": page("<a href=/m>Mentions légales</a>"),
        }
        asked: list[str] = []

        def fetch(link: str) -> Page:
            asked.append(link)
            return Page(Outcome.OK, url=link, html=pages[link], is_whole=True)

        assert look("https://site.example/offres", fetch=fetch) == Look(Outcome.OK, "", Notice.YES)
        assert asked == ["https://site.example/offres", "https://site.example/"]
        pages["https://site.example/"] = page("")
        assert look("https://site.example/offres", fetch=fetch).notice is Notice.NO
        asked.clear()
        assert look("https://site.example/", fetch=fetch).notice is Notice.NO
        assert asked == ["https://site.example/"]

    def test_a_first_page_that_says_nothing_is_no_proof(self) -> None:
        def fetch(link: str) -> Page:
            if link.endswith("/"):
                return Page(Outcome.TEMPORARY, "le site ne répond pas à temps")
            return Page(Outcome.OK, url=link, html=page(""), is_whole=True)

        assert look("https://site.example/offres", fetch=fetch) == Look(Outcome.OK, "", Notice.UNKNOWN)

    @pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.OK])
    def test_what_is_not_there_has_no_notice_to_miss(self, outcome: Outcome) -> None:
        def fetch(link: str) -> Page:
            return Page(outcome, "raison", url=link, html=page(""), is_whole=True)

        assert look("https://site.example/offres", fetch=fetch) == Look(outcome, "raison", Notice.UNKNOWN)
