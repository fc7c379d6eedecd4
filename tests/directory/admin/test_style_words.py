"""The words that rule W12 points out: the first of them, and who keeps them."""

import pytest

from core.text import words
from directory.models import StyleKind, StyleWord

pytestmark = pytest.mark.django_db

LIST = "/admin/styleword/"


def test_there_are_some_to_begin_with():
    found = list(StyleWord.objects.all())
    assert len([word for word in found if word.kind == StyleKind.PROMOTIONAL]) >= 20
    jargon = [word for word in found if word.kind == StyleKind.JARGON]
    assert len(jargon) >= 40
    assert all(word.suggestion for word in jargon)
    for word in found:
        assert words(word.expression)
        spelt = word.expression
        word.full_clean()
        assert word.expression == spelt


def test_no_suggestion_is_pointed_out_itself():
    jargon = set(StyleWord.objects.values_list("expression", flat=True))
    for suggestion in StyleWord.objects.values_list("suggestion", flat=True):
        assert not jargon & {suggestion, *suggestion.split()}


def test_a_moderator_keeps_them(moderator_client):
    assert moderator_client.get(LIST, {"q": "newsletter"}).status_code == 200
    given = {"expression": "  Cross   Canal ", "kind": "JARGON", "suggestion": "par tous les moyens"}
    assert moderator_client.post(f"{LIST}new/", given).status_code == 302
    word = StyleWord.objects.get(expression="cross canal")
    assert moderator_client.post(f"{LIST}edit/{word.pk}/", {**given, "kind": "PROMOTIONAL"}).status_code == 302
    word.refresh_from_db()
    assert word.kind == StyleKind.PROMOTIONAL
    assert moderator_client.post(f"{LIST}delete/{word.pk}/").status_code == 302
    assert not StyleWord.objects.filter(pk=word.pk).exists()


@pytest.mark.parametrize("expression", ["NEWSLETTER", "  newsletter ", "", "…", "a" * 81])
def test_neither_twice_nor_nothing(moderator_client, expression):
    before = StyleWord.objects.count()
    response = moderator_client.post(f"{LIST}new/", {"expression": expression, "kind": "JARGON", "suggestion": ""})
    assert response.status_code == 200
    assert response.context["form"].errors["expression"]
    assert StyleWord.objects.count() == before


def test_an_editor_does_not(editor_client):
    word = StyleWord.objects.first()
    assert word
    for url in (f"{LIST}new/", f"{LIST}edit/{word.pk}/", f"{LIST}delete/{word.pk}/"):
        assert editor_client.post(url, {"expression": "x", "kind": "JARGON"}).status_code == 302
    assert StyleWord.objects.filter(pk=word.pk, expression=word.expression).exists()
    assert not StyleWord.objects.filter(expression="x").exists()
