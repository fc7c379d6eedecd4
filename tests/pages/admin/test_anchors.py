"""Rule E1 where editors work: an anchor outlives every change."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from pages.models import Anchor, FaqEntry, FaqSection
from tests.factories.pages import make_entry, make_section
from tests.pages.admin.forms import entry_data

pytestmark = pytest.mark.django_db


def question(text, anchor=""):
    body = streamfield([("text", rich_text("<p>Vous.</p>"))])
    return ("question", {"question": text, "anchor": anchor, "verdict": "", "answer": body})


def edit_url(entry):
    return reverse("wagtailadmin_pages:edit", args=[entry.pk])


def anchors(version):
    return [block.value["anchor"] for block in version.answer if block.block_type == "question"]


def group(*questions, ids=()):
    """Questions as stream form data; `ids` are those of the blocks they already have."""
    data = streamfield(list(questions))
    for index, block_id in enumerate(ids):
        data[str(index)]["id"] = block_id
    return data


def post_group(client, entry, data, **changed):
    form = entry_data(entry, answer=[], **changed)
    from wagtail.test.utils.form_data import nested_form_data

    form.update(nested_form_data({"answer": data}))
    response = client.post(edit_url(entry), form)
    assert response.status_code == 302, response.context["form"].errors
    return FaqEntry.objects.get(pk=entry.pk)


def test_renaming_and_moving_change_no_anchor(moderator_client):
    entry = make_entry("Ancienne question ?")
    section = entry.get_parent().specific
    before = (entry.anchor, section.anchor)

    moderator_client.post(
        edit_url(entry),
        entry_data(entry, title="Nouvelle question ?", slug="nouvelle", minor_correction="on", action="publish"),
    )
    section.title = "Autre thème"
    section.save_revision().publish()
    FaqEntry.objects.get().move(make_section("Ailleurs"), pos="last-child")

    entry = FaqEntry.objects.get()
    assert entry.title == "Nouvelle question ?"
    assert (entry.anchor, FaqSection.objects.get(pk=section.pk).anchor) == before


def test_questions_of_a_group_keep_theirs_whatever_is_sent(moderator_client):
    entry = make_entry(live=False, answer="")
    entry = post_group(moderator_client, entry, group(question("Qui ?"), question("Quand ?")), action="publish")
    assert anchors(entry) == ["qui", "quand"]
    ids = [block.id for block in entry.answer]

    tampered = group(question("Qui donc ?", "pirate"), question("Quand ?", "qui"), question("Où ?", "qui"), ids=ids)
    entry = post_group(moderator_client, entry, tampered, minor_correction="on", action="publish")

    assert anchors(entry) == ["qui", "quand", "ou"]
    assert anchors(entry.get_latest_revision_as_object()) == ["qui", "quand", "ou"]


def test_an_older_version_gives_back_the_same_anchors(moderator_client):
    entry = make_entry(live=False, answer="")
    entry = post_group(moderator_client, entry, group(question("Qui ?"), question("Quand ?")), action="publish")
    ids = [block.id for block in entry.answer]
    first = entry.latest_revision
    post_group(moderator_client, entry, group(question("Qui ?"), ids=ids[:1]), minor_correction="on", action="publish")

    old = first.as_object()
    old.minor_correction = True
    old.save_revision().publish()

    assert anchors(FaqEntry.objects.get()) == ["qui", "quand"]


def test_the_anchor_of_a_deleted_entry_is_not_given_again():
    entry = make_entry("Qui ?")
    entry.delete()
    assert make_entry("Qui ?").anchor == "qui-2"


def test_until_it_is_public_an_anchor_follows_the_wording(moderator_client):
    """Autosave would otherwise fix it on the first letters."""
    entry = make_entry("Qu", live=False, answer="")
    entry = post_group(moderator_client, entry, group(question("D")), title="Quand ?")
    ids = [block.id for block in entry.answer]
    assert (entry.anchor, anchors(entry)) == ("quand", ["d"])

    entry = post_group(moderator_client, entry, group(question("Demain ?"), ids=ids), title="Quand ?", action="publish")

    assert (entry.anchor, anchors(entry)) == ("quand", ["demain"])
    assert not Anchor.objects.filter(value__in=("qu", "d")).exists()


def test_a_question_added_to_a_public_entry_follows_its_wording_until_it_is_public_too(moderator_client):
    entry = make_entry(live=False, answer="")
    entry = post_group(moderator_client, entry, group(question("Qui ?")), action="publish")
    ids = [block.id for block in entry.answer]
    post_group(moderator_client, entry, group(question("Qui ?"), question("Qua"), ids=ids))
    draft = FaqEntry.objects.get().get_latest_revision_as_object()
    assert anchors(draft) == ["qui", "qua"]
    ids = [block.id for block in draft.answer]

    entry = post_group(
        moderator_client,
        draft,
        group(question("Qui donc ?"), question("Quand ?"), ids=ids),
        minor_correction="on",
        action="publish",
    )

    assert anchors(entry) == ["qui", "quand"]
