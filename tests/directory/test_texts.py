"""From what people type to what Wagtail stores, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.html import sanitise
from core.text import plain_text
from directory.texts import from_rich_text, to_rich_text

pieces = st.sampled_from(
    ["<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<b>", "</b>", "<strong>", "</strong>", "<em>", "</em>",
     "<br>", "<div>", "</div>", "<h2>", "</h2>", "<table>", "<td>", "</td>", '<a href="https://x.example/">', "</a>",
     '<a linktype="page" id="3">', '<a href="javascript:alert(1)">', "<script>", "</script>", "un", " ", "\n", "\n\n",
     "- ", "&amp;", "<", ">", "&", "été", "\x00", "<embed>", "<!--", "-->"]
)  # fmt: skip
soup = st.lists(pieces, max_size=25).map("".join)
STORED = re.compile(r'<(/?(p|ul|ol|li|b|i|a)|br/|a href="(https?|mailto|tel):[^"]*")>')


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("Bonjour", "<p>Bonjour</p>"),
        ("Un\n\nDeux", "<p>Un</p><p>Deux</p>"),
        ("Un\r\nDeux", "<p>Un<br/>Deux</p>"),
        ("Moins de 3 < 5 & plus", "<p>Moins de 3 &lt; 5 &amp; plus</p>"),
        ("Écrire à <camille@x.example>", "<p>Écrire à &lt;camille@x.example&gt;</p>"),
        ("Je fais :\n- un\n• deux\nVoilà", "<p>Je fais :</p><ul><li>un</li><li>deux</li></ul><p>Voilà</p>"),
        ("a\x00b\x1bc\ud800", "<p>abc</p>"),
        ("<p>a <strong>b</strong> <em>c</em></p>", "<p>a <b>b</b> <i>c</i></p>"),
        ('<p data-block-key="x1y2z">a</p>', "<p>a</p>"),
        ("<h2>Titre</h2>texte<div>suite</div>", "<p>Titre</p><p>texte</p><p>suite</p>"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("<p>a</p><script>alert(1)</script><img src=x onerror=alert(1)>", "<p>a</p>"),
        ('<a href="https://x.example/?a=1&b=2" onclick="x">l</a>', '<p><a href="https://x.example/?a=1&amp;b=2">l</a></p>'),
        ('<a href="mailto:c@x.example">m</a>', '<p><a href="mailto:c@x.example">m</a></p>'),
        ('<a href="javascript:alert(1)">l</a>', "<p>l</p>"),
        ('<a href="/admin/">l</a> <a href="//x.example">m</a>', "<p>l m</p>"),
        ('<a linktype="page" id="3">l</a> <a linktype="document" id="1">m</a>', "<p>l m</p>"),
        ('<embed embedtype="image" id="3"/><p>a</p>', "<p>a</p>"),
        ("<p><b> </b></p><p>&nbsp;a</p>", "<p>a</p>"),
        ("<b>un <p>deux</b></p>", "<p><b>un </b></p><p><b>deux</b></p>"),
    ],
)  # fmt: skip
def test_what_is_stored(typed: str, stored: str) -> None:
    assert to_rich_text(typed) == stored


@given(st.one_of(soup, st.text(max_size=200)))
def test_stored_is_clean_and_stays_so(typed: str) -> None:
    stored = to_rich_text(typed)
    assert STORED.sub("", stored).replace("&lt;", "").count("<") == 0
    assert to_rich_text(stored) == stored == from_rich_text(stored)
    assert (
        sanitise(stored).replace("<br>", "<br/>").replace("&nbsp;", "\xa0") == stored
    )  # well formed, for the public too


@given(st.text(alphabet="ab <>&é\n", max_size=80))
def test_no_word_of_a_plain_text_is_lost(typed: str) -> None:
    if not re.search(r"</?[ab](?=[\s/>])", typed):
        assert plain_text(to_rich_text(typed)).split() == typed.split()


def test_a_link_of_the_portal_loses_its_address_and_not_its_text() -> None:
    assert from_rich_text('<p>voir <a linktype="page" id="7">la page</a></p>') == "<p>voir la page</p>"
