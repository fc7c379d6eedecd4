"""What is taken as a file of a mark, byte for byte, and why the rest is refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from core.fingerprints import distance, fingerprint
from directory.markfiles.checking import MAX_BYTES, check_mark_file
from directory.uploads.errors import UploadError
from tests.directory.uploads import files
from tests.factories.marks import artwork, encoded

SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.'
    b'dtd"><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><style>.a{fill:url(#b)}'
    b'</style><defs><g id="b"/></defs><use xlink:href="#b"/><path class="a" style="fill:url(\'#b\')" d="M0 0h9v9z"/>'
    b'<image href="data:image/png;base64,AAAA"/></svg>'
)


FETCHING = [
    'background:image-set("https://ailleurs.example/a.png" 1x)',
    'background:-webkit-image-set("https://ailleurs.example/a.png" 1x)',
    'background:IMAGE("https://ailleurs.example/a.png")',
    'fill:src("https://ailleurs.example/a.png")',
    'fill:cross-fade("https://ailleurs.example/a.png", red)',
    'fill:u\\72l("https://ailleurs.example/a.png")',
]


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("logo.png", encoded(artwork()))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (encoded(artwork()), "PNG"),
        (encoded(artwork().convert("RGB"), "JPEG"), "JPEG"),
        (encoded(artwork(), "WEBP"), "WEBP"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf" + svg("<path/>"), "SVG"),
        (files.pdf(), "PDF"),
    ],
    ids=["png", "jpeg", "webp", "svg", "svg with a mark of order", "pdf"],
)
def test_a_file_is_kept_as_it_is(data: bytes, kind: str) -> None:
    checked = check_mark_file(data)
    assert (checked.data, checked.format) == (data, kind)
    is_raster = kind in ("PNG", "JPEG", "WEBP")
    assert bool(checked.fingerprint) is is_raster
    assert not is_raster or distance(checked.fingerprint, fingerprint(data)) == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "EMPTY"),
        (bytes(MAX_BYTES + 1), "TOO_LARGE"),
        (encoded(artwork())[:-600], "NOT_A_PICTURE"),
        (encoded(Image.new("L", (17_000, 1))), "TOO_MANY_PIXELS"),
        (files.launching(), "PDF_ACTIVE_CONTENT"),
        (b"%PDF-1.7 nothing", "PDF_DAMAGED"),
        (archive(), "NOT_TAKEN"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "NOT_TAKEN"),
        (b"<!DOCTYPE html><html><p>bonjour", "NOT_TAKEN"),
        (encoded(artwork().convert("RGB"), "GIF"), "NOT_TAKEN"),
        (b"<svg><path/></svg>", "NOT_TAKEN"),
        (svg("<path>"), "SVG_DAMAGED"),
        (svg("<g>" * 200 + "</g>" * 200), "SVG_DAMAGED"),
        (svg("<script>alert(1)</script>"), "SVG_ACTIVE_CONTENT"),
        (svg('<x:script xmlns:x="http://www.w3.org/2000/svg"/>'), "SVG_ACTIVE_CONTENT"),
        (svg("<foreignObject/>"), "SVG_ACTIVE_CONTENT"),
        (svg('<path onclick="f()"/>'), "SVG_ACTIVE_CONTENT"),
        (svg("", 'onload="f()"'), "SVG_ACTIVE_CONTENT"),
        (svg('<a href="javascript:f()"/>'), "SVG_ACTIVE_CONTENT"),
        (svg('<a href="&#106;avascript:f()"/>'), "SVG_ACTIVE_CONTENT"),
        (svg('<set attributeName="href" to="javascript:f()"/>'), "SVG_ACTIVE_CONTENT"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "SVG_ACTIVE_CONTENT"),
        (svg('<image href="https://ailleurs.example/a.png"/>'), "SVG_OUTSIDE"),
        (svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "SVG_OUTSIDE"),
        (svg('<path style="fill:url(https://ailleurs.example/a)"/>'), "SVG_OUTSIDE"),
        (svg('<path fill="url( https://ailleurs.example/a )"/>'), "SVG_OUTSIDE"),
        (svg("<style>@import 'https://ailleurs.example/a';</style>"), "SVG_OUTSIDE"),
        (svg("<style>p{background:u\\72l(//ailleurs.example)}</style>"), "SVG_OUTSIDE"),
        (b'<?xml-stylesheet href="https://ailleurs.example/a"?>' + svg(""), "SVG_OUTSIDE"),
        (b'<!DOCTYPE svg SYSTEM "http://ailleurs.example/a.dtd">' + svg(""), "SVG_OUTSIDE"),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://ailleurs.example/a.dtd">' + svg(""), "SVG_OUTSIDE"),
        (b"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'f()'>]>" + svg(""), "SVG_ACTIVE_CONTENT"),
        *((svg(f"<style>p{{{style}}}</style>"), "SVG_OUTSIDE") for style in FETCHING),
        *((svg(f"<path style='{style}'/>"), "SVG_OUTSIDE") for style in FETCHING),
        *((svg(f"<path fill='{style.partition(':')[2]}'/>"), "SVG_OUTSIDE") for style in FETCHING),
        (svg("<style>@IMPORT 'a';</style>"), "SVG_OUTSIDE"),
        (svg("<style>@/**/import 'a';</style>"), "SVG_OUTSIDE"),
        (svg("<style>p{fill:image-s<style/>et('//ailleurs.example')}</style>"), "SVG_OUTSIDE"),
    ],
)
def test_a_file_is_refused_and_why(data: bytes, reason: str) -> None:
    with pytest.raises(UploadError) as refused:
        check_mark_file(data)
    assert refused.value.reason == reason
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "drawing",
    [
        svg('<path id="Calque(1)" class="a" data-name="Logo(2)" aria-label="logo(bleu) \\ 3"/>'),
        svg(
            '<path transform="translate(1 2) rotate (45)" fill="rgb(0,0,0)" filter="url(#flou)" mask="url( \'#m\' )"/>'
        ),
        svg("<style>@media (min-width:9px){p:not(.a):nth-child(2){fill:var(--x);transform:skewX(2deg)}}</style>"),
        svg('<g xmlns:i="http://ailleurs.example/" i:export="C:\\image-set(1)"/>'),
        b"<!DOCTYPE svg>" + svg(""),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.0//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">'
        + svg(""),
    ],
)
def test_what_draws_only_is_taken(drawing: bytes) -> None:
    assert check_mark_file(drawing).data == drawing
