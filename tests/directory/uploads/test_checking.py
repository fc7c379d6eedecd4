"""What is taken, what is kept of it, and why the rest is refused."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture

from directory.models import UploadKind
from directory.uploads import checking, pdf
from directory.uploads.checking import check
from directory.uploads.errors import FileRefused, NotAvailable, UploadError
from tests.directory.uploads import files


@pytest.mark.parametrize("make", files.GOOD_LETTERS.values(), ids=files.GOOD_LETTERS)
def test_a_letter_is_kept_as_it_is(make: Callable[[], bytes]) -> None:
    data = make()
    checked = check(UploadKind.LETTER, data)
    assert (checked.data, checked.content_type) == (data, "application/pdf")


@pytest.mark.parametrize(("make", "reason"), files.BAD_LETTERS.values(), ids=files.BAD_LETTERS)
def test_a_letter_is_refused_and_why(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UploadError) as refused:
        check(UploadKind.LETTER, make())
    assert refused.value.reason == reason
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04\x14\0\x06\0" + bytes(22) + b"word/document.xml", "un document de traitement de texte"),
        (files.picture(), "une image JPEG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "une image HEIC"),
        (b"<!DOCTYPE html><html><p>", "une page web"),
    ],
)
def test_a_refusal_says_what_the_file_is(data: bytes, says: str) -> None:
    with pytest.raises(FileRefused, match=f"PDF : c’est {says}"):
        check(UploadKind.LETTER, data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_written_anew(kind: str) -> None:
    exif = Picture.Exif()
    exif[0x010E] = "zqlieuqz"
    data = files.picture(kind, exif=exif) + b"zqsuiteqz"
    checked = check(UploadKind.PICTURE, data)
    assert checked.content_type == f"image/{kind.lower()}"
    assert b"zqlieuqz" in data
    assert b"zqlieuqz" not in checked.data
    assert b"zqsuiteqz" not in checked.data
    with Picture.open(io.BytesIO(checked.data)) as kept:
        assert kept.size == (40, 30)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "EMPTY"),
        (b"\xff\xd8\xff\xe0 and nothing", "NOT_A_PICTURE"),
        (files.picture()[:-300], "NOT_A_PICTURE"),
        (files.picture("GIF"), "NOT_A_PICTURE"),
        (files.picture("BMP"), "NOT_A_PICTURE"),
        (files.pdf(), "NOT_A_PICTURE"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "NOT_A_PICTURE"),
        (files.picture("WEBP", save_all=True, append_images=[Picture.new("RGB", (40, 30), "red")]), "NOT_A_PICTURE"),
        (files.picture("PNG", size=(17_000, 1)), "TOO_MANY_PIXELS"),
        (files.picture("PNG", size=(8_000, 7_000)), "TOO_MANY_PIXELS"),
        (files.picture() + bytes(10_000_000), "TOO_LARGE"),
    ],
    ids=["empty", "header only", "cut off", "gif", "bmp", "pdf", "svg", "animated", "long", "bomb", "heavy"],
)  # fmt: skip
def test_a_picture_is_refused_and_why(data: bytes, reason: str) -> None:
    with pytest.raises(UploadError) as refused:
        check(UploadKind.PICTURE, data)
    assert refused.value.reason == reason
    assert str(refused.value).endswith(".")


def test_nothing_of_a_jpeg_is_lost_twice() -> None:
    once = check(UploadKind.PICTURE, files.picture(size=(200, 200))).data
    assert check(UploadKind.PICTURE, once).data == once


starts = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"PK\x03\x04"]
)


@given(start=starts, rest=st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_refusal_of_a_picture(start: bytes, rest: bytes) -> None:
    with pytest.raises(UploadError):
        check(UploadKind.PICTURE, start + rest)


@given(start=st.sampled_from([b"%PDF-1.4\n", b""]), rest=st.binary(max_size=300), end=st.sampled_from([b"", b"%%EOF"]))
def test_no_bytes_raise_anything_but_a_refusal_of_a_document(start: bytes, rest: bytes, end: bytes) -> None:
    with pytest.raises(pdf.Refused):
        pdf.pages_of(start + rest + end, 20)


@given(st.data())
@settings(max_examples=200)
def test_a_document_with_wrong_bytes_is_taken_or_refused(draw: st.DataObject) -> None:
    whole = bytearray(files.compressed(b"<< /Dests 3 0 R >>"))
    for place in draw.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[place] = draw.draw(st.integers(0, 255))
    try:
        said: int | str = pdf.pages_of(bytes(whole), 20)
    except pdf.Refused as refused:
        said = str(refused)
    assert said in checking._LETTER_REFUSALS or said in range(1, 21)


@given(rest=st.binary(max_size=100))
@settings(max_examples=5)
def test_no_bytes_raise_anything_but_a_refusal_of_a_letter(rest: bytes) -> None:
    with pytest.raises(FileRefused):
        check(UploadKind.LETTER, b"%PDF-1.7\n" + rest + b"%%EOF")


def test_a_parser_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(checking, "_EXAMINER", slow)
    monkeypatch.setattr(checking, "_SECONDS", 0.5)
    with pytest.raises(FileRefused) as refused:
        check(UploadKind.LETTER, files.pdf())
    assert refused.value.reason == "PDF_DAMAGED"


def test_the_examiner_knows_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    telling = tmp_path / "telling.py"
    telling.write_text("import json, os; print(json.dumps({'pages': 1} if not os.environ.get('DATABASE_URL') else 0))")
    monkeypatch.setattr(checking, "_EXAMINER", telling)
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    assert check(UploadKind.LETTER, files.pdf())


def test_too_many_at_a_time_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_PATIENCE", 0.01)
    with checking.a_place(), checking.a_place(), pytest.raises(NotAvailable):
        check(UploadKind.PICTURE, files.picture())
    assert check(UploadKind.PICTURE, files.picture())
