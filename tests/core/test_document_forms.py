"""A document is what its name says."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.demo.content.papers import CHARTER, LETTER
from cms.demo.files import odt, pdf
from core.document_forms import is_really
from core.models import PortalDocument
from tests.factories.pages import make_user

HTML = b"<!doctype html><html><script>alert(1)</script></html>"


def archive(*names, mimetype=None):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
ODS = archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")
ODP = archive("content.xml", mimetype="application/vnd.oasis.opendocument.presentation")
ZIP = archive("a.txt")


@pytest.mark.parametrize(
    ("extension", "content", "expected"),
    [
        ("pdf", pdf(CHARTER), True),
        ("pdf", HTML, False),
        ("pdf", b"", False),
        ("pdf", ZIP, False),
        ("odt", odt(LETTER), True),
        ("odt", ODS, False),
        ("odt", DOCX, False),
        ("odt", b"PK\x03\x04" + b"x" * 100, False),
        ("ods", ODS, True),
        ("odp", ODP, True),
        ("docx", DOCX, True),
        ("docx", XLSX, False),
        ("docx", ZIP, False),
        ("xlsx", XLSX, True),
        ("xlsx", HTML, False),
        ("txt", "Bonjour à tous, « merci »…\r\n".encode(), True),
        ("txt", "\ufeffété".encode(), True),
        ("txt", ("é" * 70_000).encode(), True),
        ("csv", "prénom;âge\nÉlie;12\n".encode("cp1252"), True),
        ("csv", HTML, False),
        ("txt", b"MZ\x90\x00\x03", False),
        ("txt", b"\x1b\x02\x03", False),
    ],
)
def test_content_and_extension(extension, content, expected):
    file = io.BytesIO(content)
    assert is_really(extension, file) is expected
    assert file.tell() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "taken"), [(HTML, False), (pdf(CHARTER), True)])
def test_the_library_says_so_at_the_field(client, content, taken):
    client.force_login(make_user(superuser=True))
    url = reverse("wagtaildocs:add")
    response = client.post(url, {"title": "Faux", "file": SimpleUploadedFile("faux.pdf", content)})
    assert PortalDocument.objects.exists() is taken
    if not taken:
        assert "n’est pas celui d’un fichier .pdf" in str(response.context["form"].errors["file"])
