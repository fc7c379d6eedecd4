"""Files for tests: good ones, and bad ones each with one thing wrong."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image as Picture
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def pdf(pages: int = 1, change: Callable[[PdfWriter], object] | None = None) -> bytes:
    """A PDF of empty pages; `change` does something to it before it is written."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if change:
        change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def _action(kind: str, **entries: Any) -> DictionaryObject:
    return _dictionary(S=NameObject(f"/{kind}"), **entries)


def _script() -> DictionaryObject:
    return _action("JavaScript", JS=TextStringObject("app.alert(1)"))


def _in_catalog(name: str, value: Any) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer._root_object[NameObject(name)] = value

    return change


def _on_page(annotation: DictionaryObject) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])

    return change


def _link(action: DictionaryObject) -> DictionaryObject:
    box = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(99), NumberObject(99)])
    return _dictionary(Type=NameObject("/Annot"), Subtype=NameObject("/Link"), Rect=box, A=action)


def _opens_with_a_place(writer: PdfWriter) -> None:
    page = writer.pages[0].indirect_reference
    _in_catalog("/OpenAction", ArrayObject([page, NameObject("/Fit")]))(writer)


def _hidden(writer: PdfWriter) -> None:
    """JavaScript in an object that nothing refers to."""
    writer._add_object(_script())


def escaped() -> bytes:
    """The same, with a letter of the name written as a number."""
    return pdf(change=_hidden).replace(b"/JavaScript", b"/J#61vaScript")


def launching() -> bytes:
    return pdf(change=_on_page(_link(_action("Launch", F=TextStringObject("calc.exe")))))


def _with_object_stream(objects: list[bytes], stream: bytes, last: bytes) -> bytes:
    """A PDF whose last object is `last` (its row in the table of contents) and whose others stand before a stream."""
    objects = [*objects, b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ", stream]
    body, rows = b"%PDF-1.5\n", [bytes(7)]
    for number, each in enumerate(objects[:-1], start=1):
        rows.append(bytes([1]) + len(body).to_bytes(4, "big") + bytes(2))
        body += str(number).encode() + b" 0 obj\n" + each
        if number == len(objects) - 1:
            body += str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream"
        body += b"\nendobj\n"
    table, start = b"".join([*rows, last]), len(body)
    size, root = str(len(rows) + 1).encode(), b"1 0 R"
    body += b"9 0 obj\n<< /Type /XRef /Size " + size + b" /Root " + root + b" /W [1 4 2] /Length "
    body += str(len(table)).encode() + b" >>\nstream\n" + table + b"\nendstream\nendobj\n"
    return body + b"startxref\n" + str(start).encode() + b"\n%%EOF\n"


_PAGES = [
    b"<< /Type /Catalog /Pages 2 0 R /Names 5 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
]
_FIFTH = bytes([2]) + (4).to_bytes(4, "big") + bytes(2)  # is the first in the stream that is object 4


def compressed(inner: bytes) -> bytes:
    """An object in a stream, where no word of it can be read in the file."""
    return _with_object_stream(_PAGES, zlib.compress(b"5 0 " + inner, 9), _FIFTH)


def in_one_another(depth: int) -> bytes:
    """A list in a list in a list."""
    return pdf().replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * depth + b"]" * depth)


def _form(writer: PdfWriter) -> None:
    _in_catalog("/AcroForm", _dictionary(Fields=ArrayObject(), XFA=TextStringObject("x")))(writer)


def _signed(writer: PdfWriter) -> None:
    """A field with a signature, as services that sign documents leave it."""
    value = writer._add_object(_dictionary(Type=NameObject("/Sig"), Filter=NameObject("/Adobe.PPKLite")))
    field = writer._add_object(_dictionary(FT=NameObject("/Sig"), V=value, T=TextStringObject("Signature1")))
    _in_catalog("/AcroForm", _dictionary(Fields=ArrayObject([field]), SigFlags=NumberObject(3)))(writer)


def _round(writer: PdfWriter) -> None:
    """A tree of pages that leads back to itself."""
    tree: Any = writer._pages.get_object()
    tree[NameObject("/Kids")] = ArrayObject([writer._pages])


def zip_behind(data: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.exe", "MZ")
    return data + archive.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    buffer = io.BytesIO()
    Picture.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


GOOD_LETTERS: dict[str, Callable[[], bytes]] = {
    "one page": pdf,
    "as many pages as may be": lambda: pdf(20),
    "opens at a place": lambda: pdf(change=_opens_with_a_place),
    "opens at a place, as an action": lambda: pdf(change=_in_catalog("/OpenAction", _action("GoTo"))),
    "a link to a site": lambda: pdf(
        change=_on_page(_link(_action("URI", URI=TextStringObject("https://atelier.example/"))))
    ),
    "signed electronically": lambda: pdf(change=_signed),
    "a line behind its end": lambda: pdf() + b"\n% made by a scanner\n",
    "padded": lambda: pdf() + bytes(5_000),
    "ends twice, as what was changed does": lambda: pdf() + b"\n%%EOF\n",
    "compressed": lambda: compressed(b"<< /Dests 3 0 R >>"),
}

BAD_LETTERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "EMPTY"),
    "a photo": (picture, "NOT_A_PDF"),
    "a text": (lambda: b"Je m'engage.", "NOT_A_PDF"),
    "a PDF behind a page": (lambda: b"<html>" + pdf(), "NOT_A_PDF"),
    "the start only": (lambda: b"%PDF-1.7\n", "PDF_DAMAGED"),
    "cut off": (lambda: pdf(5)[:-200], "PDF_DAMAGED"),
    "an end without a start": (lambda: b"%PDF-1.7\n%%EOF", "PDF_DAMAGED"),
    "no page": (lambda: pdf(0), "PDF_EMPTY"),
    "too many pages": (lambda: pdf(21), "PDF_TOO_MANY_PAGES"),
    "a password": (lambda: pdf(change=lambda w: w.encrypt("secret", algorithm="RC4-128")), "PDF_ENCRYPTED"),
    "restrictions": (
        lambda: pdf(change=lambda w: w.encrypt("", "secret", algorithm="RC4-128")), "PDF_ENCRYPTED",
    ),
    "JavaScript": (lambda: pdf(change=_in_catalog("/OpenAction", _script())), "PDF_ACTIVE_CONTENT"),
    "JavaScript nowhere": (lambda: pdf(change=_hidden), "PDF_ACTIVE_CONTENT"),
    "JavaScript under another spelling": (escaped, "PDF_ACTIVE_CONTENT"),
    "JavaScript, compressed": (
        lambda: compressed(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), "PDF_ACTIVE_CONTENT",
    ),
    "a program": (launching, "PDF_ACTIVE_CONTENT"),
    "a file inside": (lambda: pdf(change=lambda w: w.add_attachment("a.exe", b"MZ")), "PDF_ACTIVE_CONTENT"),
    "a form that changes": (lambda: pdf(change=_form), "PDF_ACTIVE_CONTENT"),
    "sends what is typed": (
        lambda: pdf(change=_on_page(_link(_action("SubmitForm")))), "PDF_ACTIVE_CONTENT",
    ),
    "opens something": (lambda: pdf(change=_in_catalog("/OpenAction", _action("Named"))), "PDF_ACTIVE_CONTENT"),
    "a zip behind it": (lambda: zip_behind(pdf()), "NOT_ONLY_A_PDF"),
    "a page behind it": (lambda: pdf() + b"<script>" * 500, "NOT_ONLY_A_PDF"),
    "pages in a circle": (lambda: pdf(change=_round), "PDF_DAMAGED"),
    "lists without end": (lambda: in_one_another(200_000), "PDF_DAMAGED"),
    "a bomb": (lambda: compressed(bytes(200_000_000)), "PDF_DAMAGED"),
    "too heavy": (lambda: pdf() + bytes(5_000_000), "TOO_LARGE"),
}  # fmt: skip
