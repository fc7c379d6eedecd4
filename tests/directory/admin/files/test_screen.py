"""One file's screen: what it shows, and that nothing typed acts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.actions.applications.review import EVERY, note_reader
from directory.admin.files.facts import link, rich
from directory.models import (
    Application,
    ApplicationReader,
    LinkCheck,
    LinkState,
    NoticeState,
    RegisterAnswer,
    ReviewNote,
    UploadKind,
)
from directory.models.linkcheck import link_key
from directory.rules.states import Status
from tests.directory.admin.files.conftest import signed_in
from tests.directory.admin.files.screens import hidden, screen, take
from tests.factories.directory import make_organisation, make_profile
from tests.factories.files import make_file, make_reviewer, make_upload, tick_all

pytestmark = pytest.mark.django_db

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def change(application: Application, **content) -> Application:
    """What the rules would stop; it may be in a file all the same."""
    Application.objects.filter(pk=application.pk).update(content=application.content | content)
    return Application.objects.get(pk=application.pk)


# --- nothing typed acts ---------------------------------------------------------------------------------


def test_nothing_typed_becomes_markup(reviewer_client, reviewer) -> None:
    application = make_file(Status.SUBMITTED)
    texts = [name for name, value in application.content.items() if isinstance(value, str)]
    lists = {name: [EVIL] for name in ("themes", "sectors", "regions", "departments", "social_links")}
    application = change(application, **dict.fromkeys(texts, EVIL), **lists)
    photo = make_upload(application, UploadKind.PICTURE, name=EVIL)
    Application.objects.filter(pk=application.pk).update(
        display_name=EVIL, charter_version=EVIL[:20], photo=photo, chosen_slug=EVIL[:50]
    )
    ReviewNote.objects.create(application=application, by=reviewer, at=timezone.now(), text=EVIL)
    application.events.update(message=EVIL, reason=EVIL, codes=[EVIL])
    other = make_reviewer("paul")
    other.first_name = EVIL
    other.save()
    note_reader(application, by=other, now=timezone.now())
    pages = [
        screen(reviewer_client, application),
        reviewer_client.get("/admin/dossiers/").content.decode(),
        take(reviewer_client, application, "corriger", text=EVIL, preview="1").content.decode(),
        take(reviewer_client, application, "categorie", category=EVIL, reason=EVIL).content.decode(),
    ]
    for html in pages:
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;alert(1)" in html or "alert" not in html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Bonjour\n\n- un\n- deux", "<p>Bonjour</p><ul><li>un</li><li>deux</li></ul>"),
        ("<p onclick=x>Un <b>mot</b><script>x</script></p>", "<p>Un <b>mot</b></p>"),
        ("<a href='javascript:x'>ici</a>", "ici"),
        ("<style>*{display:none}</style><p style='x'>Oui</p>", "<p>Oui</p>"),
        ("<iframe src=x></iframe>Oui", "&lt;iframe src=x&gt;&lt;/iframe&gt;Oui"),
        ("<img src=https://evil.example/pixel.png>Oui", "<p>Oui</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_texts_keep_their_simple_formatting(typed, shown) -> None:
    assert shown in rich(typed)
    assert "evil" not in rich(typed)
    assert "javascript" not in rich(typed)


def test_links_open_beside_and_tell_nothing() -> None:
    html = rich('<p><a href="https://exemple.example/" target="_top" rel="opener">ici</a></p>')
    assert 'rel="noopener noreferrer nofollow"' in html
    assert 'target="_blank"' in html
    assert "_top" not in html


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "http://[", "x", " https:/a"]
)
def test_what_is_no_address_is_no_link(text) -> None:
    assert link(text).href == ""


# --- what is shown --------------------------------------------------------------------------------------


def test_everything_that_was_given_is_there(reviewer_client) -> None:
    application = make_file(Status.SUBMITTED, social_links=["https://reseau.example/camille"], sectors=[])
    html = screen(reviewer_client, application)
    siret = application.siret
    for text in (
        application.reference, "Camille", "Le Goff", "Consultant privé", "Atelier Numérique", "Rennes", "Bretagne",
        f"{siret[:3]}\xa0{siret[3:6]}\xa0{siret[6:9]}\xa0{siret[9:]}", "Ada Martin", "Gérante", "Contenus", "2026-1",
        "https://reseau.example/camille", "vente en ligne", "boulangerie", "80 €", "non renseigné",
        "Dossier déposé", "le demandeur", "à décider le", "/activateurs/camille-le-goff/", "Complétude",
    ):  # fmt: skip
        assert text in html, text


def test_findings_are_grouped_with_their_passage(reviewer_client) -> None:
    application = change(make_file(Status.SUBMITTED), telephone="", themes=["contenus", "inconnu"])
    response = reviewer_client.get(reverse("files:file", args=[application.pk]))
    marks = {mark: [finding.rule.id for finding in found] for mark, _, found in response.context["findings"]}
    assert marks["critical"] == ["W7"]
    assert "W13" in marks["warning"]
    html = response.content.decode().replace("\xa0", " ")
    assert "« inconnu »" in html
    assert '<q class="file-excerpt">inconnu</q>' not in html  # what a message quotes is not told twice


def test_an_address_that_nobody_can_write_asks_for_a_choice(reviewer_client) -> None:
    application = make_file(Status.SUBMITTED, first_name="ʔ", last_name="ʕ")
    assert "Règle S2" in screen(reviewer_client, application)
    take(reviewer_client, application, "adresse", slug="alif-ayn", reason="Nom en lettres latines")
    html = screen(reviewer_client, application)
    assert "/activateurs/alif-ayn/" in html
    assert "Choisie par l’instruction" in html
    assert "Pour l’instruction : Nom en lettres latines" in html


def test_the_register_and_the_links_say_what_they_found(reviewer_client) -> None:
    application = make_file(Status.SUBMITTED)
    now = timezone.now()
    assert "Registre des entreprises" not in screen(reviewer_client, application)
    RegisterAnswer.objects.update_or_create(
        siret=application.siret,
        defaults={"name": "SARL ATELIER", "found": True, "answered_at": now, "wanted_at": now, "next_try_at": now},
    )
    url = "https://atelier.example/"
    LinkCheck.objects.update_or_create(
        key=link_key(url),
        defaults={
            "url": url, "state": LinkState.BROKEN, "reason": "404", "notice": NoticeState.NO, "wanted_at": now,
            "next_try_at": now,
        },
    )  # fmt: skip
    html = screen(reviewer_client, application)
    assert "SARL ATELIER" in html
    assert "ne répond pas, 404, mentions légales absentes" in html


def test_duplicates_lead_to_each_other(reviewer_client) -> None:
    organisation = make_organisation()
    profile = make_profile("Zoé", "Autre", organisation=organisation, live=False)
    twin = make_profile("CAMILLE", "LE GÔFF".replace("Ô", "O"), email="x@exemple.example")
    same = make_file(Status.REFUSED, email="a@exemple.example", siret=organisation.siret, first_name="Ada")
    draft = make_file(Status.DRAFT, email="b@exemple.example")
    stranger = make_file(Status.SUBMITTED, email="d@exemple.example", first_name="Dora")
    application = make_file(Status.SUBMITTED, email="A@Exemple.example", siret=organisation.siret)
    found = reviewer_client.get(reverse("files:file", args=[application.pk])).context["duplicates"]
    assert {each.application.pk: set(each.reasons) for each in found.files} == {
        same.pk: {"même SIRET", "même adresse courriel"}
    }
    assert {each.profile.pk: set(each.reasons) for each in found.profiles} == {
        profile.pk: {"même SIRET"},
        twin.pk: {"même nom"},
    }
    html = screen(reviewer_client, application)
    assert reverse("files:file", args=[same.pk]) in html
    assert reverse("wagtailadmin_pages:edit", args=[profile.pk]) in html
    for hidden_one in (draft, stranger):
        assert hidden_one.reference not in html


# --- notes and readers ----------------------------------------------------------------------------------


def test_notes_are_kept_for_reviewers(reviewer_client, reviewer) -> None:
    application = make_file(Status.SUBMITTED)
    url = reverse("files:note", args=[application.pk])
    assert reviewer_client.post(url, {"text": " Appelée le 3. \nElle confirme. "}).status_code == 302
    note = application.notes.get()
    assert (note.by, note.text) == (reviewer, "Appelée le 3. \nElle confirme.")
    assert "Appelée le 3." in screen(signed_in(make_reviewer("paul")), application)
    export = b"".join(reviewer_client.get("/admin/dossiers/", {"export": "csv"}).streaming_content).decode()
    assert application.reference in export
    assert "Appelée" not in export
    for text in (" ", "x" * 5001):
        html = reviewer_client.post(url, {"text": text}).content.decode()
        assert text in html
    assert application.notes.count() == 1


def test_two_reviewers_are_told_of_each_other(reviewer_client, reviewer) -> None:
    application = make_file(Status.SUBMITTED)
    paul = signed_in(make_reviewer("paul"))
    assert "data-file-readers hidden" in screen(paul, application)
    html = screen(reviewer_client, application)
    assert "<strong data-file-names>paul</strong>" in html
    assert "data-file-readers hidden" not in html
    assert "paul" in reviewer_client.get("/admin/dossiers/").content.decode()
    url = reverse("files:presence", args=[application.pk])
    assert paul.get(url, {"version": application.version}).json() == {"readers": ["rosa"], "changed": False}
    take(reviewer_client, application, "refuser", reason="Non")
    assert paul.get(url, {"version": application.version}).json() == {"readers": ["rosa"], "changed": True}
    ApplicationReader.objects.filter(user=reviewer).update(seen_at=timezone.now() - timedelta(minutes=5, seconds=1))
    assert paul.get(url).json()["readers"] == []


def test_a_reader_is_noted_now_and_then(reviewer, django_assert_num_queries) -> None:
    application, now = make_file(Status.SUBMITTED), timezone.now()
    note_reader(application, by=reviewer, now=now)
    with django_assert_num_queries(1):
        note_reader(application, by=reviewer, now=now + EVERY)
    later = now + EVERY + timedelta(seconds=1)
    note_reader(application, by=reviewer, now=later)
    assert ApplicationReader.objects.get().seen_at == later


def test_the_screen_costs_the_same_for_more(reviewer_client, reviewer, django_assert_max_num_queries) -> None:
    def statements() -> int:
        with django_assert_max_num_queries(70) as captured:
            screen(reviewer_client, application)
        return len(captured)

    application = make_file(Status.SUBMITTED)
    screen(reviewer_client, application)
    few = statements()
    tick_all(application, by=reviewer, now=timezone.now())
    for number in range(4):
        make_profile("Camille", "Le Goff", email=f"n{number}@exemple.example")
        make_file(Status.REFUSED, email=f"m{number}@exemple.example")
        ReviewNote.objects.create(application=application, by=reviewer, at=timezone.now(), text="Oui")
        take(reviewer_client, application, "adresse", slug=f"camille-{number}", reason="Oui")
    assert hidden(screen(reviewer_client, application))
    assert statements() <= few + 1  # the address that was chosen is looked up
