"""A reviewer's whole way with a file: from the queue to its acceptance, over a correction."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.actions.applications.review import note_reader
from directory.actions.applications.save import Changes, save
from directory.actions.applications.submit import submit
from directory.models import Application, UploadKind
from directory.rules.states import Status
from tests.factories.files import make_draft, make_reviewer, make_upload
from tests.schema.contents import png

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def file():
    make_reviewer("rosa")
    before = timezone.now() - timedelta(days=17)
    draft = make_draft(now=before, references="")
    photo = make_upload(draft, UploadKind.PICTURE, data=png())
    draft = save(draft, changes=Changes(uploads={"photo": str(photo.pk)}), expected_version=None, now=before)
    return submit(draft, now=before)


def sign_in(page, live_server):
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", "rosa")
    page.fill("[name=password]", "motdepasse")
    page.click("button[type=submit]")


def test_a_file_is_sent_back_corrected_and_accepted(page, live_server, file) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server)
    page.get_by_role("link", name="1 en retard").click()
    expect(page.get_by_text("en retard de 2 jours")).to_be_visible()
    page.get_by_role("link", name=file.reference).click()

    expect(page.locator(".file-photo")).to_have_js_property("naturalWidth", 48)
    page.get_by_role("link", name="Demander des corrections").click()
    expect(page.get_by_label("Une information manque")).to_be_checked()
    page.get_by_label("En vos mots").fill("Donnez deux références.")
    page.get_by_role("button", name="Voir le courriel").click()
    expect(page.frame_locator(".file-mail").get_by_text("Donnez deux références.")).to_be_visible()
    expect(page.get_by_label("En vos mots")).to_have_value("Donnez deux références.")
    page.get_by_role("button", name="Demander des corrections").click()
    expect(page.get_by_text("Le dossier est renvoyé au demandeur")).to_be_visible()
    expect(page.get_by_text("le dossier est dans l’état « À corriger »").first).to_be_visible()

    back = Application.objects.get(pk=file.pk)
    changes = Changes(content={"references": "Une boulangerie et deux librairies de Rennes."})
    submit(save(back, changes=changes, expected_version=None, now=timezone.now()), now=timezone.now())
    note_reader(back, by=make_reviewer("paul"), now=timezone.now())

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-file-names]")).to_have_text("paul")
    page.get_by_role("link", name="Recharger la page").click()
    expect(page.get_by_text("Une boulangerie et deux librairies de Rennes.")).to_be_visible()
    for box in page.locator("[name=box]").all():
        box.check()
    page.get_by_role("button", name="Enregistrer les vérifications").click()
    expect(page.get_by_text("Cochée par rosa")).to_have_count(3)
    page.get_by_role("link", name="Accepter").click()
    page.get_by_role("button", name="Accepter").click()
    expect(page.get_by_text("Le dossier est accepté.")).to_be_visible()

    assert Application.objects.get(pk=file.pk).status == Status.ACCEPTED
    assert not problems
