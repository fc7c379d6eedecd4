"""What a request says of a link, and how it is made."""

from __future__ import annotations

import gzip
import zlib

import pytest

from directory.linkcheck.fetching import Outcome
from tests.directory.linkcheck.certificates import EXPIRED, SELF_SIGNED, STRANGE
from tests.directory.linkcheck.conftest import AGENT, PUBLIC, SITE, Internet, leads_to, says


def test_a_page_that_is_there(internet: Internet) -> None:
    internet.pages["site.example/a?b=c"] = says(200, "<p>Bonjour à tous</p>")
    page = internet.fetch(f"{SITE}/a?b=c#d")
    assert (page.outcome, page.html, page.is_whole) == (Outcome.OK, "<p>Bonjour à tous</p>", True)
    assert internet.connected == [(PUBLIC, 80)]
    ((host, path, headers),) = internet.asked
    assert (host, path) == ("site.example", "/a?b=c")
    assert headers == {
        "Host": "site.example", "User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity",
        "Connection": "close",
    }  # fmt: skip


def test_over_tls_the_name_is_asked_for_and_the_certificate_is_its_own(internet: Internet) -> None:
    internet.pages["site.example/"] = says(200, "<p>oui</p>")
    assert internet.fetch("https://site.example").html == "<p>oui</p>"
    assert internet.connected == [(PUBLIC, 443)]


def test_a_name_with_accents(internet: Internet) -> None:
    internet.has("xn--caf-dma.example")
    internet.pages["xn--caf-dma.example/cr%C3%A8me"] = says(200, "<p>oui</p>")
    for scheme in ("http", "https"):
        assert internet.fetch(f"{scheme}://café.example/crème").html == "<p>oui</p>"


@pytest.mark.parametrize(
    ("host", "outcome", "words"),
    [
        (EXPIRED, Outcome.BROKEN, "certificat"),
        (SELF_SIGNED, Outcome.BROKEN, "certificat"),
        ("autre.example", Outcome.BROKEN, "certificat"),  # it has another name's
        (STRANGE, Outcome.UNKNOWN, ""),  # a chain that is not whole looks like this
    ],
)
def test_certificates(internet: Internet, host: str, outcome: Outcome, words: str) -> None:
    internet.has(host)
    page = internet.fetch(f"https://{host}/")
    assert page.outcome is outcome
    assert words in page.reason
    assert internet.asked == []


def test_what_speaks_no_tls(internet: Internet) -> None:
    page = internet.fetch("https://site.example:80/")
    assert (page.outcome, internet.asked) == (Outcome.BROKEN, [])
    assert "sécurisée" in page.reason


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.OK), (204, Outcome.OK), (404, Outcome.BROKEN), (410, Outcome.BROKEN),
        (500, Outcome.TEMPORARY), (502, Outcome.TEMPORARY), (503, Outcome.TEMPORARY), (429, Outcome.POSTPONED),
        (401, Outcome.UNKNOWN), (403, Outcome.UNKNOWN), (405, Outcome.UNKNOWN), (400, Outcome.UNKNOWN),
        (451, Outcome.UNKNOWN), (999, Outcome.UNKNOWN), (300, Outcome.UNKNOWN), (304, Outcome.UNKNOWN),
    ],
)  # fmt: skip
def test_statuses(internet: Internet, status: int, outcome: Outcome) -> None:
    internet.pages["site.example/"] = says(status, Content_Length="0")
    page = internet.fetch(SITE)
    assert page.outcome is outcome
    assert bool(page.reason) == (outcome in (Outcome.BROKEN, Outcome.TEMPORARY))


def test_a_name_that_nobody_has(internet: Internet) -> None:
    page = internet.fetch("http://personne.example/")
    assert (page.outcome, page.reason) == (Outcome.BROKEN, "aucun site public ne répond à cette adresse")


def test_addresses_are_tried_one_after_the_other(internet: Internet) -> None:
    internet.has("site.example", "2606:4700::1111", PUBLIC)
    internet.refusing = {"2606:4700::1111"}
    internet.pages["site.example/"] = says()
    assert internet.fetch(SITE).outcome is Outcome.OK
    assert internet.connected == [("2606:4700::1111", 80), (PUBLIC, 80)]
    internet.refusing.add(PUBLIC)
    page = internet.fetch(SITE)
    assert (page.outcome, page.reason) == (Outcome.BROKEN, "le site n’accepte pas de connexion")


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_are_followed_from_host_to_host(self, internet: Internet, status: int) -> None:
        internet.has("autre.example", "93.184.216.35")
        internet.pages["site.example/"] = leads_to("//autre.example/a b/é", status)
        internet.pages["autre.example/a%20b/%C3%A9"] = leads_to("../c?d#e", status)
        internet.pages["autre.example/c?d"] = says(200, "<p>là</p>")
        page = internet.fetch(SITE)
        assert (page.html, page.url) == ("<p>là</p>", "http://autre.example/c?d")
        assert internet.connected == [(PUBLIC, 80), ("93.184.216.35", 80), ("93.184.216.35", 80)]

    def test_five_at_most(self, internet: Internet) -> None:
        for number in range(9):
            internet.pages[f"site.example/{number}"] = leads_to(f"/{number + 1}")
        internet.pages["site.example/9"] = says()
        assert internet.fetch(f"{SITE}/4").outcome is Outcome.OK
        internet.asked.clear()
        page = internet.fetch(f"{SITE}/3")
        assert (page.outcome, page.reason) == (Outcome.BROKEN, "la page renvoie sans fin à d’autres")
        assert len(internet.asked) == 6

    def test_a_site_that_waits_for_its_cookie_is_not_broken(self, internet: Internet) -> None:
        internet.pages["site.example/"] = leads_to("/", Set_Cookie="a=b")
        assert internet.fetch(SITE).outcome is Outcome.UNKNOWN
        assert not any("Cookie" in headers for _, _, headers in internet.asked)

    def test_one_that_leads_nowhere(self, internet: Internet) -> None:
        internet.pages["site.example/"] = says(302)
        assert internet.fetch(SITE).outcome is Outcome.UNKNOWN

    @pytest.mark.parametrize("location", ["http://personne.example/", "https://seul.example/"])
    def test_to_what_is_broken(self, internet: Internet, location: str) -> None:
        internet.has("seul.example")
        internet.pages["site.example/"] = leads_to(location)
        assert internet.fetch(SITE).outcome is Outcome.BROKEN


class TestPages:
    @pytest.mark.parametrize(
        ("body", "content_type", "expected"),
        [
            ("é’", "text/html; charset=UTF-8", "é’"),
            ("é’", "text/html", "é’"),
            ("<meta charset='windows-1252'>é’".encode("cp1252"), "text/html", "<meta charset='windows-1252'>é’"),
            ("é".encode("latin-1"), "text/html; charset=ISO-8859-1", "é"),
            ("é", "text/html; charset=punycode", "é"),
            ("é", "text/html; charset=rot13", "é"),
            (b"\xff\xfe", "text/html", "\ufffd\ufffd"),
            ("%PDF", "application/pdf", ""),
        ],
    )
    def test_encodings(self, internet: Internet, body: str | bytes, content_type: str, expected: str) -> None:
        internet.pages["site.example/"] = says(200, body, Content_Type=content_type)
        page = internet.fetch(SITE)
        assert (page.outcome, page.html) == (Outcome.OK, expected)

    @pytest.mark.parametrize(
        ("encoding", "body", "expected"),
        [
            ("gzip", gzip.compress(b"<p>oui</p>", mtime=0), ("<p>oui</p>", True)),
            ("deflate", zlib.compress(b"<p>oui</p>"), ("<p>oui</p>", True)),
            ("identity", b"<p>oui</p>", ("<p>oui</p>", True)),
            ("gzip", b"<p>oui</p>", ("", False)),
            ("gzip", gzip.compress(b"<p>oui</p>", mtime=0)[:-8], ("<p>oui</p>", False)),
            ("br", b"\x00", ("", False)),
        ],
    )
    def test_what_was_not_asked_for_packed(
        self, internet: Internet, encoding: str, body: bytes, expected: tuple[str, bool]
    ) -> None:
        internet.pages["site.example/"] = says(200, body, Content_Encoding=encoding)
        page = internet.fetch(SITE)
        assert (page.html, page.is_whole, page.outcome) == (*expected, Outcome.OK)
