"""A reviewer's steps through the admin: each one, in each status, and what must not happen."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from directory.actions.applications.decide import refuse
from directory.actions.applications.submit import withdraw
from directory.admin.files.steps import STEPS
from directory.models import Application, ApplicationEvent
from directory.rules.states import STATUS_LABELS, Status, is_possible
from tests.directory.admin.files.conftest import signed_in
from tests.directory.admin.files.screens import hidden, screen, shown, stored, take
from tests.factories.files import make_file, make_reviewer, tick_all

pytestmark = pytest.mark.django_db

LATER = timezone.localtime(timezone.now() + timedelta(days=9)).strftime("%d/%m/%Y %H:%M")
_numbers = count()  # an account has one profile
GIVEN: dict[str, dict[str, Any]] = {
    "accepter": {},
    "corriger": {"codes": ["STYLE"], "text": "Voir page 2."},
    "refuser": {"reason": "Hors du programme."},
    "categorie": {"category": "PUBLIC_ADVISER", "reason": "Vous êtes agent public."},
    "adresse": {"slug": "camille-goff", "reason": "Nom d’usage"},
    "activation": {},
    "publication": {"at": LATER, "reason": "Après le salon"},
}
TO = {"accepter": Status.ACCEPTED, "corriger": Status.NEEDS_CORRECTION, "refuser": Status.REFUSED}
HANDED_IN = [status for status in Status if status not in (Status.DRAFT, Status.WITHDRAWN)]


def ready(status: Status, reviewer) -> Application:
    application = make_file(status, email=f"camille{next(_numbers)}@exemple.example")
    if status is Status.SUBMITTED:
        tick_all(application, by=reviewer, now=timezone.now())
    return stored(application)


@pytest.mark.parametrize("status", [*HANDED_IN, Status.WITHDRAWN])
def test_each_step_in_each_status(reviewer_client, reviewer, status) -> None:
    for name, step in STEPS.items():
        if status is Status.WITHDRAWN:
            application = withdraw(make_file(Status.SUBMITTED), now=timezone.now())
        else:
            application = ready(status, reviewer)
        before, sent = stored(application), len(mail.outbox)
        html = screen(reviewer_client, application)
        url = reverse("files:step", args=[application.pk, name])
        response = take(reviewer_client, application, name, **GIVEN[name])
        if is_possible(step.step, status):
            assert f'href="{url}"' in html, name
            assert response.status_code == 302, (name, response.context and response.context["form"].errors)
            assert stored(application).status == TO.get(name, status)
            event = application.events.latest("pk")
            assert (event.event, event.by, event.actor) == (step.step, reviewer, "REVIEWER")
            assert len(mail.outbox) == sent + bool(step.mail)
        else:
            assert f'href="{url}"' not in html, name
            assert f"Pas maintenant : le dossier est dans l’état « {STATUS_LABELS[status]} »" in html
            assert response.status_code == 200
            assert f"dans cet état : {STATUS_LABELS[status]}" in response.content.decode()
            assert stored(application).version == before.version
            assert len(mail.outbox) == sent
        Application.objects.filter(pk=application.pk).delete()


def test_it_is_not_accepted_before_the_boxes_are_ticked(reviewer_client, reviewer) -> None:
    application = make_file(Status.SUBMITTED)
    assert "3 vérifications restent à cocher (règle L3)" in screen(reviewer_client, application)
    response = take(reviewer_client, application, "accepter")
    assert "Règle L3" in response.content.decode()
    carried = hidden(screen(reviewer_client, application))
    tick = reverse("files:tick", args=[application.pk])
    reviewer_client.post(tick, carried | {"box": ["L3-signed", "L3-signatory", "L3-category", "L3-invented"]})
    assert {check.by for check in application.human_checks.all()} == {reviewer}
    assert "Cochée par rosa" in screen(reviewer_client, application)
    reviewer_client.post(tick, carried | {"box": ["L3-signed"]})
    assert [check.box for check in application.human_checks.all()] == ["L3-signed"]
    assert "2 vérifications restent" in screen(reviewer_client, application)


def test_what_a_rule_stops_is_said(reviewer_client, reviewer) -> None:
    application = ready(Status.SUBMITTED, reviewer)
    Application.objects.filter(pk=application.pk).update(content=application.content | {"telephone": ""})
    assert "la règle W7 l’empêche" in screen(reviewer_client, application)
    response = take(reviewer_client, application, "accepter")
    assert response.status_code == 200
    assert "Règle W7" in response.content.decode()
    assert stored(application).status == Status.SUBMITTED


def test_the_corrections_follow_the_findings(reviewer_client, reviewer) -> None:
    application = make_file(Status.SUBMITTED)
    content = application.content | {"signatory_name": "", "website": "", "themes": []}
    Application.objects.filter(pk=application.pk).update(content=content)
    form = reviewer_client.get(reverse("files:step", args=[application.pk, "corriger"])).context["form"]
    assert form["codes"].value() == ["NO_OFFER_LINK", "INCOMPLETE"]


def test_the_message_is_seen_before_it_is_sent(reviewer_client) -> None:
    application = make_file(Status.SUBMITTED)
    sent = len(mail.outbox)
    typed: dict[str, Any] = {"codes": ["STYLE"], "text": "Dites « pour qui » <b>."}
    response = take(reviewer_client, application, "corriger", preview="1", **typed)
    preview = response.context["preview"]
    assert "Dites « pour qui » <b>." in preview.text
    assert application.reference in preview.subject
    html = response.content.decode()
    assert 'sandbox srcdoc="&lt;!doctype html&gt;' in html
    assert "Dites « pour qui » &lt;b&gt;.</textarea>" in html
    assert len(mail.outbox) == sent
    assert not application.keys.filter(created_at__gt=application.submitted_at).exists()
    take(reviewer_client, application, "corriger", carrying=hidden(html), **typed)
    assert len(mail.outbox) == sent + 1
    assert mail.outbox[-1].subject == preview.subject


@pytest.mark.parametrize("name", [name for name, step in STEPS.items() if step.mail])
def test_every_message_can_be_previewed(reviewer_client, name) -> None:
    application = make_file(Status.ACCEPTED if name == "activation" else Status.SUBMITTED)
    response = take(reviewer_client, application, name, preview="1", **GIVEN[name])
    preview = response.context["preview"]
    assert preview.text.startswith("Bonjour Camille Le Goff,")
    assert "{" not in preview.subject + preview.text
    assert stored(application).version == application.version


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("corriger", {"text": " "}, "Règle F5"),
        ("refuser", {"reason": ""}, "Champ requis"),
        ("refuser", {"reason": "x" * 5001}, "5000"),
        ("categorie", {"category": "PRIVATE_CONSULTANT", "reason": "Oui"}, "PRIVATE_CONSULTANT"),
        ("categorie", {"category": "WIZARD", "reason": "Oui"}, "WIZARD"),
        ("adresse", {"slug": "Faux Slug", "reason": "Oui"}, "pas permise"),
        ("adresse", {"slug": "bretagne", "reason": "Oui"}, "pas permise"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(reviewer_client, name, given, why) -> None:
    application = make_file(Status.SUBMITTED)
    html = take(reviewer_client, application, name, **given).content.decode()
    assert why in html
    for text in given.values():
        assert not text.strip() or text in html
    assert stored(application).version == application.version


def test_a_past_moment_is_refused(reviewer_client) -> None:
    application = make_file(Status.ACTIVATED)
    response = take(reviewer_client, application, "publication", at="01/01/2020 10:00", reason="Oups")
    assert "Ce moment est passé" in response.content.decode()
    assert stored(application).publish_at == application.publish_at


# --- two reviewers, one file ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["accepter", "corriger", "refuser", "categorie", "adresse"])
def test_whoever_comes_second_does_nothing_and_is_told(reviewer_client, reviewer, name) -> None:
    application = ready(Status.SUBMITTED, reviewer)
    carried = shown(reviewer_client, application, name)
    other = make_reviewer("paul")
    refuse(application, reason="Hors du programme.", by=other, now=timezone.now())
    sent = len(mail.outbox)
    html = take(reviewer_client, application, name, carrying=carried, **GIVEN[name]).content.decode()
    assert "Rien n’a été fait" in html
    assert "Dossier refusé, le" in html
    assert "par paul" in html
    for text in GIVEN[name].values():
        assert not isinstance(text, str) or text in html
    assert (stored(application).status, len(mail.outbox)) == (Status.REFUSED, sent)
    assert not ApplicationEvent.objects.filter(by=reviewer, application=application).exists()
    again = take(reviewer_client, application, name, carrying=hidden(html), **GIVEN[name]).content.decode()
    assert "Refusé" in again
    assert stored(application).status == Status.REFUSED


def test_what_still_can_be_done_is_done_at_the_second_try(reviewer_client) -> None:
    application = make_file(Status.SUBMITTED)
    carried = shown(reviewer_client, application, "refuser")
    take(signed_in(make_reviewer("paul")), application, "adresse", **GIVEN["adresse"])
    html = take(reviewer_client, application, "refuser", carrying=carried, **GIVEN["refuser"]).content.decode()
    assert "Adresse de la fiche corrigée" in html
    take(reviewer_client, application, "refuser", carrying=hidden(html), **GIVEN["refuser"])
    assert stored(application).status == Status.REFUSED


def test_a_new_link_is_not_sent_twice_at_once(reviewer_client) -> None:
    application = make_file(Status.ACCEPTED)
    carried = shown(reviewer_client, application, "activation")
    take(signed_in(make_reviewer("paul")), application, "activation")
    sent = len(mail.outbox)
    assert "Lien d’activation renvoyé" in take(
        reviewer_client, application, "activation", carrying=carried
    ).content.decode()  # fmt: skip
    assert len(mail.outbox) == sent


def test_boxes_ticked_for_another_version_are_not_kept(reviewer_client) -> None:
    application = make_file(Status.SUBMITTED)
    carried = hidden(screen(reviewer_client, application))
    withdraw(application, now=timezone.now())
    url = reverse("files:tick", args=[application.pk])
    html = reviewer_client.post(url, carried | {"box": ["L3-signed"]}, follow=True).content.decode()
    assert "Rien n’a été fait" in html
    assert "Dossier retiré" in html
    assert not application.human_checks.exists()


@pytest.mark.parametrize("carried", [{}, {"version": "x", "seen": "1"}, {"version": "9" * 40, "seen": "9" * 40}])
def test_a_form_without_what_was_seen_does_nothing(reviewer_client, carried) -> None:
    application = make_file(Status.SUBMITTED)
    for name in STEPS:
        response = reviewer_client.post(reverse("files:step", args=[application.pk, name]), {**carried, **GIVEN[name]})
        assert "Ce formulaire est incomplet" in response.content.decode(), name
    reviewer_client.post(reverse("files:tick", args=[application.pk]), {**carried, "box": "L3-signed"})
    assert stored(application).version == application.version
    assert not application.human_checks.exists()


# --- one's own file -------------------------------------------------------------------------------------


def test_nobody_decides_on_their_own_file(reviewer_client, reviewer) -> None:
    for status in HANDED_IN:
        application = ready(status, make_reviewer("paul"))
        Application.objects.filter(pk=application.pk).update(email=reviewer.email)
        html = screen(reviewer_client, application)
        assert "C’est votre propre dossier" in html
        carried = hidden(html)
        for name in STEPS:
            assert f'href="{reverse("files:step", args=[application.pk, name])}"' not in html
            assert take(reviewer_client, application, name, **GIVEN[name]).status_code == 200
        reviewer_client.post(reverse("files:tick", args=[application.pk]), carried)
        assert stored(application).version == application.version
        assert not ApplicationEvent.objects.filter(by=reviewer).exists()


def test_a_file_that_is_gone_is_not_there(reviewer_client) -> None:
    application = make_file(Status.SUBMITTED)
    carried = shown(reviewer_client, application, "refuser")
    pk = application.pk
    application.delete()
    response = reviewer_client.post(reverse("files:step", args=[pk, "refuser"]), carried | GIVEN["refuser"])
    assert response.status_code == 404


def test_a_lost_picture_stops_nothing_but_the_step(reviewer_client, reviewer, monkeypatch) -> None:
    application = ready(Status.SUBMITTED, reviewer)

    def lost(*args: object, **kwargs: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("directory.actions.applications.accept.make_profile", lost)
    assert "ne peut pas être lu" in take(reviewer_client, application, "accepter").content.decode()
    assert stored(application).status == Status.SUBMITTED
