"""Rule E6 on real answers: what says something, what leads somewhere, what does neither."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from core.models import PortalDocument
from pages.publication import findings_for
from tests.factories.pages import make_content_page, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    found = PortalDocument(title="Charte")
    found.file.save("charte.txt", ContentFile(b"Charte."))
    return found


@pytest.fixture
def private_document():
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Interne"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    found = PortalDocument(title="Grille", collection=collection)
    found.file.save("grille.txt", ContentFile(b"Grille."))
    return found


def links(*values, title="À lire"):
    items = [{"text": "", "page": None, "url": "", **value} for value in values]
    return (
        "links",
        {"title": title, "links": [{"type": "item", "value": item, "id": str(n)} for n, item in enumerate(items)]},
    )


def is_answered(*blocks, in_group=False):
    """Whether E6 lets an entry with these blocks out, alone and as one question of a group."""
    raw = [{"type": name, "value": value} for name, value in blocks]
    group = [{"type": "question", "value": {"question": "Et ?", "anchor": "", "verdict": "", "answer": raw}}]
    answers = [
        not [finding for finding in findings_for(make_entry(live=False, answer=answer)) if finding.rule.id == "E6"]
        for answer in (raw, group)
    ]
    assert answers[0] == answers[1]
    return answers[0]


def table(*cells):
    columns = [{"type": "text", "heading": "Famille"}]
    return ("table", {"caption": "Un tableau", "columns": columns, "rows": [{"values": [cell]} for cell in cells]})


EMPTY = {
    "a heading": ("text", "<h3>La réponse</h3>"),
    "spaces": ("text", "<p> \u00a0 </p>"),
    "a zero-width space": ("text", "<p>\u200b\u2060\ufeff\u00ad</p>"),
    "punctuation": ("text", "<p>…</p>"),
    "a line": ("text", "<hr/>"),
    "links without a link": links(),
    "a link with a text alone": links({"text": "Voir ici"}),
    "a notice with a title": ("notice", {"kind": "INFO", "title": "Attention", "text": "<p></p>"}),
    "steps with a title": ("steps", {"title": "Les étapes", "steps": [{"type": "item", "value": "", "id": "1"}]}),
    "a table with headings": table(),
    "a table with empty cells": table("<p></p>", "<p>\u200b</p>"),
    "no document": ("document", {"document": None, "title": "La charte"}),
}
ANSWERS = {
    "a sentence": ("text", "<h3>Titre</h3><p>Oui.</p>"),
    "a number": ("text", "<ul><li>500</li></ul>"),
    "a notice": ("notice", {"kind": "INFO", "title": "", "text": "<p>Non.</p>"}),
    "a step": ("steps", {"title": "", "steps": [{"type": "item", "value": "<p>Lisez.</p>", "id": "1"}]}),
    "a cell": table("<p>Vente</p>"),
    "an outside link": links({"text": "Voir", "url": "https://exemple.fr/"}),
    "an outside link in a text": ("text", '<p><a href="https://exemple.fr/">?</a></p>'),
}


@pytest.mark.parametrize("block", EMPTY.values(), ids=EMPTY)
def test_what_is_no_answer(block):
    assert not is_answered(block)


@pytest.mark.parametrize("block", ANSWERS.values(), ids=ANSWERS)
def test_what_is_one(block):
    assert is_answered(block)


@pytest.mark.parametrize(("live", "answered"), [(True, True), (False, False)])
def test_a_page_that_readers_can_open(live, answered):
    page = make_content_page(live=live)
    assert is_answered(links({"page": page.pk})) is answered
    assert is_answered(links({"page": page.pk, "text": "La page"})) is answered
    assert is_answered(("text", f'<p><a linktype="page" id="{page.pk}">La page</a></p>')) is answered
    assert is_answered(("text", f'<p>Voir <a linktype="page" id="{page.pk}">la page</a></p>'))


def test_a_document_that_readers_can_open(document, private_document):
    assert is_answered(("document", {"document": document.pk, "title": ""}))
    assert not is_answered(("document", {"document": private_document.pk, "title": "La grille"}))
    link = '<p><a linktype="document" id="{}">La grille</a></p>'
    assert is_answered(("text", link.format(document.pk)))
    assert not is_answered(("text", link.format(private_document.pk)))


def test_the_entry_itself_is_not_elsewhere():
    entry = make_entry()
    for block in (links({"page": entry.pk}), ("text", f'<p><a linktype="page" id="{entry.pk}">Ici</a></p>')):
        entry.answer = [{"type": block[0], "value": block[1]}]
        assert "E6" in {finding.rule.id for finding in findings_for(entry)}
