"""What HTML goes out, and how its headings nest."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.html import ATTRIBUTES, TAGS, nest_headings, sanitise


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Un <strong>mot</strong></p>", "<p>Un <strong>mot</strong></p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<style>p{}</style>a", "a"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="JaVa&#09;Script:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<img src="data:image/svg+xml,x" onerror="x()" alt="">', '<img alt="">'),
        ('<iframe src="https://exemple.example"></iframe>a', "a"),
        ("<svg><script>x</script></svg>a", "a"),
        ("<form><input><button>b</button></form>", "b"),
        ("<!-- secret -->a", "a"),
        ('<a href="https://exemple.example/">a</a>', '<a href="https://exemple.example/">a</a>'),
        ('<a href="/faq/#ancre">a</a>', '<a href="/faq/#ancre">a</a>'),
        ('<a href="mailto:a@b.example">a</a>', '<a href="mailto:a@b.example">a</a>'),
        ("<h1>a</h1>", "a"),
        ("<p>a", "<p>a</p>"),
        ("a & b", "a &amp; b"),
    ],
)
def test_sanitise(html: str, expected: str) -> None:
    assert sanitise(html) == expected


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<script>",
        "</script>",
        "<a href='javascript:x'>",
        "</a>",
        "<img src=x onerror=y>",
        "<svg>",
        "<style>",
        "</style>",
        "<h3>",
        "</h3>",
        "<math>",
        "<table>",
        "<td>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<ul><li>",
        "<noscript>",
        "<template>",
        "<p style='a' onclick=b>",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "texte",
        "\"'",
        "<",
        ">",
        '<a href="java\nscript:x">',
        "<iframe srcdoc='<script>'>",
        "<base href=//x>",
        "<meta http-equiv=refresh>",
    ]
)
HTML = st.lists(PIECES, max_size=15).map("".join)


class _Seen(HTMLParser):
    """Collects what a browser would act on, and whether elements are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.balanced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced &= bool(self.open) and self.open.pop() == tag


@given(HTML)
def test_nothing_that_acts_comes_out(html: str) -> None:
    seen = _Seen()
    seen.feed(sanitise(html))
    seen.close()
    assert seen.balanced
    assert not seen.open
    for tag, attributes in seen.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        address = attributes.get("href") or ""
        assert re.match(r"[a-z]+:", address.strip(), re.IGNORECASE) is None or address.startswith(
            ("http:", "https:", "mailto:", "tel:")
        )


def elements(html: str) -> set[str]:
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return {str(element) for element in seen.tags}


@given(HTML)
def test_parsing_it_again_finds_nothing_new(html: str) -> None:
    """What parsers move about (a link inside a link becomes its neighbour) stays what was let through."""
    once = sanitise(html)
    assert elements(sanitise(once)) == elements(once)


@pytest.mark.parametrize(
    ("levels", "first", "expected"),
    [
        ("", 3, ""),
        ("3", 3, "3"),
        ("2 3 2", 3, "3 4 3"),
        ("3 5 4", 3, "3 4 4"),
        ("4 3", 3, "3 3"),
        ("3 5 5 4 3", 2, "2 3 3 3 2"),
        ("2 3 4 5 6", 4, "4 5 6 6 6"),
    ],
)
def test_headings_nest(levels: str, first: int, expected: str) -> None:
    html = "".join(f'<h{level} id="a">x</h{level}>' for level in levels.split())
    wanted = "".join(f'<h{level} id="a">x</h{level}>' for level in expected.split())
    assert nest_headings(html, first=first) == wanted


@given(st.lists(st.integers(2, 6), max_size=12), st.integers(2, 5))
def test_no_level_is_skipped(levels: list[int], first: int) -> None:
    html = nest_headings("".join(f"<h{level}>x</h{level}>" for level in levels), first=first)
    found = [int(level) for level in re.findall(r"<h(\d)>", html)]
    assert found == [int(level) for level in re.findall(r"</h(\d)>", html)]
    assert all(first <= level <= 6 for level in found)
    previous = first - 1
    for level in found:
        assert level <= previous + 1
        previous = level
    assert nest_headings(html, first=first) == html
