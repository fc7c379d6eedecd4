"""The demo's files, made when it is loaded: documents of a page, and one drawing.

A PDF and an OpenDocument text are written by hand, in the least that their formats ask for: the demo then
needs no library for them, and the repository no binary file.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from cms.demo.content.papers import Paper

LINE_WIDTH = 84  # characters of 11-point Helvetica on A4, between the margins
FAMILIES = (("Vente, promotion", "#1f4e8c", 5), ("Gestion", "#1b6e5a", 4), ("Relation client", "#8a4b08", 2))
COLOURS = ("#1f4e8c", "#1b6e5a", "#8a4b08", "#6b2d5c", "#3d5a1e", "#7a2e2e", "#2f4858", "#5b4b8a")
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def pdf(paper: Paper) -> bytes:
    """A PDF 1.4 of one A4 page: a title, and paragraphs in the reader's own Helvetica."""
    shown = [f"BT /F2 16 Tf 56 780 Td ({pdf_text(paper.title)}) Tj ET", "BT /F1 11 Tf 15 TL 56 745 Td"]
    for paragraph in paper.paragraphs:
        shown += [f"({pdf_text(line)}) Tj T*" for line in textwrap.wrap(paragraph, LINE_WIDTH)]
        shown.append("T*")
    return pdf_page(paper.title, "\n".join([*shown, "ET"]))


def pdf_page(title: str, drawn: str) -> bytes:
    """A PDF 1.4 of one A4 page, on which is what the operators draw; its fonts are F1 and, in bold, F2."""
    content = drawn.encode("cp1252", "replace")  # what WinAnsi lacks is shown as «?»
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        b"<< /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode(),
    ]
    return pdf_file(objects)


def pdf_text(text: str) -> str:
    """A text between the parentheses of a PDF's string."""
    # WinAnsi has one no-break space; the narrow one of French typography becomes it.
    text = text.replace("\u202f", "\u00a0")
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def pdf_file(objects: list[bytes]) -> bytes:
    """Number the objects, and end with the table of where each begins."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def odt(paper: Paper) -> bytes:
    """An OpenDocument text: a heading and paragraphs, for a word processor to edit."""
    body = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paper.paragraphs)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        "<office:body><office:text>"
        f'<text:h text:outline-level="1">{escape(paper.title)}</text:h>{body}'
        "</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and uncompressed: readers know the format by these bytes.
        archive.writestr("mimetype", ODT_TYPE, compress_type=zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def families_picture() -> bytes:
    """A PNG of 1280 × 640 pixels: one card per family of expenses, with a line for each of its themes."""
    picture = Image.new("RGB", (1280, 640), "#f2f5fa")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    for column, (name, colour, themes) in enumerate(FAMILIES):
        left = 60 + column * 400
        right = left + 360
        draw.rounded_rectangle((left, 60, right, 580), radius=24, fill="#ffffff", outline=colour, width=4)
        draw.rounded_rectangle((left, 60, right, 150), radius=24, fill=colour)
        draw.text((left + 180, 105), name, fill="#ffffff", font=font, anchor="mm")
        for row in range(themes):
            top = 185 + row * 76
            draw.rounded_rectangle((left + 30, top, left + 86, top + 52), radius=10, fill=colour)
            draw.rounded_rectangle((left + 106, top + 16, left + 330, top + 36), radius=10, fill="#c9d3e3")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def portrait(name: str, place: int) -> bytes:
    """A PNG of 320 × 320 pixels with the initials of a name: nobody's photograph."""
    picture = Image.new("RGB", (320, 320), COLOURS[place % len(COLOURS)])
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    ImageDraw.Draw(picture).text((160, 160), initials, fill="white", font=ImageFont.load_default(140), anchor="mm")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
