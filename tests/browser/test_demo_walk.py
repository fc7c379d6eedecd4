"""A newcomer walks the whole way on the demo's pages: from an address to a published profile, and a change of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import expect

import cms.urls  # noqa: F401 - read before DEMO is set, for the tests that come after
from cms.demo.letters import Letter, letter_pdf
from cms.demo.walk import SAMPLE_SIRET
from core.models import OutgoingMail
from directory.models import ActivatorProfile, Application
from directory.rules.commitment import HUMAN_BOXES
from directory.rules.states import Status
from tests.factories.files import charter, make_reviewer

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMAIL = "camille@essai.example"
PASSWORD = "orage-violet-sur-la-lande"
TEXTS = {
    "firstName": "Camille",
    "lastName": "Rochebrune",
    "telephone": "01 99 00 12 34",
    "siret": SAMPLE_SIRET,
    "organisationName": "Atelier Brumaire",
    "street": "1 rue des Ajoncs",
    "postcode": "35000",
    "city": "Rennes",
    "website": "https://atelier-brumaire.example/",
    "presentation": "J’accompagne les commerces de Rennes.",
    "services": "Un premier diagnostic gratuit, puis un plan en trois étapes.",
    "references": "Une boulangerie, deux librairies.",
    "pricing": "80 € de l’heure après le diagnostic",
    "signatoryName": "Ada Martinelle",
    "signatoryRole": "Gérante",
}


@pytest.fixture
def demo(live_server: LiveServer, tmp_path: Path) -> Iterator[str]:
    """The address of a demo's server without the demo's content, which takes long to load."""
    charter()
    address = live_server.url
    with override_settings(
        DEMO=True,
        ROOT_URLCONF="tests.cms.demo.urls",
        EMAIL_BACKEND="core.mail.backend.OutboxBackend",
        BALISE_DATA_DIR=tmp_path,
        BALISE_PUBLIC_URL=address,
        BALISE_APPLICATION_LINK=f"{address}/inscription/dossier#cle={{key}}",
        BALISE_ACTIVATION_LINK=f"{address}/compte/activation#cle={{key}}",
    ):
        yield address


def letter(path: Path) -> Path:
    """The PDF of a signed letter."""
    written = Letter(
        signatory="Ada Martinelle", role="Gérante", organisation="Atelier Brumaire", siret=SAMPLE_SIRET,
        activator="Camille Rochebrune", city="Rennes", day=timezone.localdate(),
    )  # fmt: skip
    file = path / "lettre.pdf"
    file.write_bytes(letter_pdf(written))
    return file


def follow_mail(page: Page, demo: str, subject: str) -> None:
    """Open the newest message of the mailbox with that subject, then the link in it."""
    page.goto(f"{demo}/demo/courriels/?a={EMAIL}")
    page.get_by_role("link", name=re.compile(subject)).first.click()
    page.locator("pre.mail a").first.click()


def sign_in_as_reviewer(page: Page, demo: str) -> None:
    page.goto(f"{demo}/admin/")
    page.fill("[name=username]", "instruction")
    page.fill("[name=password]", "motdepasse")
    page.click("button[type=submit]")
    expect(page.locator("#files-section")).to_be_visible()


def open_file(page: Page, demo: str) -> None:
    """The file's screen in the admin."""
    page.goto(f"{demo}/admin/dossiers/")
    page.get_by_role("link", name=file().reference).click()


def told(page: Page, text: str) -> None:
    expect(page.locator("#message")).to_contain_text(text)


def file() -> Application:
    return Application.objects.get(email=EMAIL)


def fill_in(page: Page, tmp_path: Path) -> None:
    page.select_option("#category", "PRIVATE_CONSULTANT")
    page.select_option("#organisationKind", "OWN")
    for name, text in TEXTS.items():
        page.fill(f"#{name}", text)
    page.check("input[name=themes][value=contenus]")
    page.check("input[name=acceptCharter]")
    page.set_input_files("#letter", letter(tmp_path))
    expect(page.locator("#letter-state")).to_contain_text("lettre.pdf")


def test_the_whole_way(page: Page, demo: str, tmp_path: Path) -> None:
    faults: list[Any] = []
    page.on("pageerror", lambda fault: faults.append(fault))
    make_reviewer()

    page.goto(f"{demo}/inscription/")
    page.fill("#email", EMAIL)
    page.get_by_role("button", name="Commencer un dossier").click()
    told(page, "est ouvert")
    page.get_by_role("link", name="Remplir le dossier").click()

    page.get_by_role("button", name="Déposer le dossier").click()
    told(page, "empêchent d’aller plus loin")
    expect(page.locator("#firstName")).to_have_attribute("aria-invalid", "true")
    fill_in(page, tmp_path)
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "Enregistré")
    page.get_by_role("button", name="Déposer le dossier").click()
    expect(page.locator("#status")).to_have_text("Déposé")
    expect(page.get_by_role("button", name="Enregistrer")).to_be_hidden()

    sign_in_as_reviewer(page, demo)
    open_file(page, demo)
    page.get_by_role("link", name="Demander des corrections").click()
    page.get_by_label("En vos mots").fill("Plus court.")
    page.get_by_role("button", name="Demander des corrections").click()
    expect(page.get_by_text("Le dossier est renvoyé au demandeur")).to_be_visible()
    follow_mail(page, demo, "des points à corriger")
    expect(page.locator("#status")).to_have_text("À corriger")
    expect(page.locator("#asked")).to_contain_text("Plus court.")
    expect(page.locator("#history")).to_contain_text("Plus court.")
    page.fill("#presentation", "J’accompagne les commerces.")
    page.get_by_role("button", name="Déposer le dossier").click()
    expect(page.locator("#status")).to_have_text("Déposé")
    assert file().content["presentation"] == "J’accompagne les commerces."

    open_file(page, demo)
    expect(page.locator("[name=box]")).to_have_count(len(HUMAN_BOXES))
    for box in page.locator("[name=box]").all():
        box.check()
    page.get_by_role("button", name="Enregistrer les vérifications").click()
    page.get_by_role("link", name="Accepter").click()
    page.get_by_role("button", name="Accepter").click()
    expect(page.get_by_text("Le dossier est accepté.")).to_be_visible()
    follow_mail(page, demo, "activez votre compte")
    page.fill("#password", "court")
    page.get_by_role("button", name="Activer le compte").click()
    told(page, "mot de passe")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Activer le compte").click()
    told(page, "est activé")
    page.get_by_role("link", name="Ouvrir mon compte").click()
    expect(page.locator("#status")).to_contain_text("bientôt publiée")

    page.goto(demo)
    page.get_by_role("button", name="Faire passer la nuit").click()
    expect(page.locator(".told")).to_contain_text("1 fiche publiée")
    assert file().status == Status.PUBLISHED
    assert OutgoingMail.objects.filter(subject="Votre fiche est en ligne").exists()

    page.goto(f"{demo}/compte/")
    expect(page.locator("#public")).to_have_text("/activateurs/camille-rochebrune/")
    page.fill("#pricing", "90 € de l’heure après le diagnostic")
    page.get_by_role("button", name="Demander la relecture").click()
    told(page, "attend d’être relu")
    expect(page.locator("#status")).to_contain_text("en relecture")
    profile = ActivatorProfile.objects.get(slug="camille-rochebrune")
    assert profile.pricing.startswith("80")  # the public page is as it was
    page.get_by_role("button", name="Se déconnecter").click()
    told(page, "déconnecté")
    assert faults == []


def test_two_windows_do_not_overwrite_each_other(page: Page, demo: str) -> None:
    page.goto(f"{demo}/inscription/")
    page.fill("#email", EMAIL)
    page.get_by_role("button", name="Commencer un dossier").click()
    page.get_by_role("link", name="Remplir le dossier").click()
    expect(page.locator("#status")).to_have_text("Brouillon")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#status")).to_have_text("Brouillon")

    other.fill("#city", "Nantes")
    other.get_by_role("button", name="Enregistrer").click()
    told(other, "Enregistré")
    page.fill("#city", "Rennes")
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "Rien n’a été remplacé")
    assert file().content["city"] == "Nantes"
    page.get_by_role("button", name="Garder la mienne").click()
    told(page, "Enregistré")
    assert file().content["city"] == "Rennes"


@pytest.mark.parametrize("width", [1280, 400])
def test_every_page_fits_and_runs_under_its_policy(page: Page, demo: str, width: int) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": width, "height": 900})
    paths = ("", "demo/courriels/", "inscription/", "inscription/dossier", "compte/", "compte/activation")
    for path in (*paths, "compte/mot-de-passe", "compte/courriel"):
        page.goto(f"{demo}/{path}")
        expect(page.locator("main h1, header h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert said == []
