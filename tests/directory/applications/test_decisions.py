"""Submission and the reviewer's steps: what is done, what is written, who is told, and what does not happen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from core.errors import RuleViolation
from core.visibility import PublicScope
from directory import addresses
from directory.actions.applications.accept import accept
from directory.actions.applications.decide import (
    change_category,
    correct_address,
    refuse,
    request_correction,
    tick_box,
)
from directory.actions.applications.save import Changes, save
from directory.actions.applications.submit import submit, withdraw
from directory.applications.findings import findings_for
from directory.errors import (
    AddressRefused,
    BoxesMissing,
    CategoryUnknown,
    CodesMissing,
    OwnFile,
    ReasonMissing,
)
from directory.models import ActivatorProfile, Application, ApplicationEvent, Organisation
from directory.rules.codes import BY_CODE
from directory.rules.commitment import HUMAN_BOXES
from directory.rules.listing import PARIS
from directory.rules.states import Status, Step
from tests.factories.directory import make_organisation, make_profile, siret
from tests.factories.files import key_in, make_draft, make_file, make_reviewer, tick_all

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=PARIS)


def stored(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


# --- submission -----------------------------------------------------------------------------------------


def test_submitting_is_acknowledged_at_once_with_the_reference() -> None:
    draft = make_draft(now=NOW)
    mail.outbox.clear()
    application = submit(draft, now=NOW)
    assert (application.status, application.submitted_at, application.complete_since) == ("SUBMITTED", NOW, NOW)
    assert application.decision_due_on == date(2026, 12, 10)
    (message,) = mail.outbox
    assert draft.reference in message.subject
    assert "10 décembre 2026" in message.body
    assert isinstance(message, EmailMultiAlternatives)
    assert draft.reference in str(message.alternatives[0][0])


def test_working_days_are_a_setting(settings) -> None:
    settings.BALISE_DECISION_WORKING_DAYS = True
    assert submit(make_draft(now=NOW), now=NOW).decision_due_on == date(2026, 12, 16)


@pytest.mark.parametrize(
    ("content", "rule", "code"),
    [
        ({"siret": "73282932000075"}, "W4", "SIRET_INVALID"),
        ({"first_name": ""}, "W3", "NO_NATURAL_PERSON"),
        ({"telephone": ""}, "W7", "INCOMPLETE"),
        ({"website": ""}, "W8", "NO_OFFER_LINK"),
        ({"category": ""}, "W1", "WRONG_CATEGORY"),
        ({"signatory_name": "LE GOFF Camille"}, "L2", "LETTER_WRONG_SIGNATORY"),
        ({"signatory_role": ""}, "L2", "INCOMPLETE"),
    ],
)
def test_what_a_rule_stops_is_not_submitted(content: dict[str, Any], rule: str, code: str) -> None:
    draft = make_draft(**content)
    before = mail.outbox[:]
    with pytest.raises(RuleViolation) as refused:
        submit(draft, now=NOW)
    assert (rule, code) in [(finding.rule.id, finding.code) for finding in refused.value.findings]
    assert stored(draft).status == Status.DRAFT
    assert not draft.events.filter(event=Step.SUBMIT).exists()
    assert mail.outbox == before


def test_letter_and_charter_are_needed() -> None:
    draft = make_draft()
    save(draft, changes=Changes(uploads={"letter": None}, charter=""), expected_version=None, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        submit(draft, now=NOW)
    assert {finding.rule.id for finding in refused.value.findings} == {"L1", "L4"}


def test_the_head_signs_for_themselves() -> None:
    draft = make_draft(signatory_name="Camille Le Goff", activator_is_head=True)
    assert submit(draft, now=NOW).status == Status.SUBMITTED


def test_a_rollback_takes_everything_back(settings) -> None:
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"
    from core.models import OutgoingMail

    draft = make_draft()
    waiting = OutgoingMail.objects.count()
    with transaction.atomic():
        submit(draft, now=NOW)
        assert OutgoingMail.objects.count() == waiting + 1
        transaction.set_rollback(True)
    assert stored(draft).status == Status.DRAFT
    assert OutgoingMail.objects.count() == waiting


def test_withdrawing_is_final_and_said() -> None:
    application = withdraw(make_file(Status.SUBMITTED), now=NOW)
    assert (application.status, application.decision_due_on) == (Status.WITHDRAWN, None)
    assert "retiré" in mail.outbox[-1].subject


# --- corrections ----------------------------------------------------------------------------------------


def test_sent_back_with_codes_and_words_under_the_same_reference() -> None:
    application, reviewer = make_file(Status.SUBMITTED, now=NOW), make_reviewer()
    back = request_correction(
        application, codes=["LETTER_UNSIGNED", "STYLE"], text="Voir page 2.", by=reviewer, now=NOW
    )  # fmt: skip
    assert (back.status, back.decision_due_on, back.reference) == ("NEEDS_CORRECTION", None, application.reference)
    event = back.events.get(event=Step.REQUEST_CORRECTION)
    assert (event.by, event.codes, event.at) == (reviewer, ["LETTER_UNSIGNED", "STYLE"], NOW)
    assert BY_CODE["STYLE"].sentence in event.message
    message = mail.outbox[-1]
    assert BY_CODE["LETTER_UNSIGNED"].sentence in message.body
    assert "Voir page 2." in message.body
    assert message.to == [application.email]
    assert key_in(message)
    assert reviewer.email not in message.body


def test_the_clock_starts_again_and_the_boxes_are_empty() -> None:
    application, reviewer = make_file(Status.SUBMITTED, now=NOW), make_reviewer()
    tick_all(application, by=reviewer, now=NOW)
    back = request_correction(application, codes=["STYLE"], text="", by=reviewer, now=NOW)
    again = submit(back, now=NOW + timedelta(days=4))
    assert (again.submitted_at, again.complete_since) == (NOW, NOW + timedelta(days=4))
    assert again.decision_due_on == date(2026, 12, 14)
    assert not again.human_checks.exists()


def test_why_is_asked_for() -> None:
    application, by = make_file(Status.SUBMITTED), make_reviewer()
    with pytest.raises(CodesMissing):
        request_correction(application, codes=[], text="  ", by=by, now=NOW)
    with pytest.raises(ReasonMissing):
        refuse(application, reason=" ", by=by, now=NOW)
    with pytest.raises(ReasonMissing):
        change_category(application, category="PUBLIC_ADVISER", reason="", by=by, now=NOW)
    with pytest.raises(ReasonMissing):
        correct_address(application, slug="camille", reason="", by=by, now=NOW)
    assert stored(application).version == application.version


# --- decisions ------------------------------------------------------------------------------------------


def test_refused_for_a_reason_that_is_told() -> None:
    application = refuse(make_file(Status.SUBMITTED), reason=" Hors du programme. ", by=make_reviewer(), now=NOW)
    assert (application.status, application.decided_at) == (Status.REFUSED, NOW)
    assert "Hors du programme." in mail.outbox[-1].body


def test_nobody_is_accepted_before_a_person_has_looked() -> None:
    application, by = make_file(Status.SUBMITTED), make_reviewer()
    for box in HUMAN_BOXES:
        with pytest.raises(BoxesMissing) as refused:
            accept(application, by=by, now=NOW)
        assert box.label in str(refused.value)
        tick_box(application, box=box.id, ticked=True, by=by, now=NOW)
    tick_box(application, box=HUMAN_BOXES[0].id, ticked=False, by=by, now=NOW)
    with pytest.raises(BoxesMissing):
        accept(application, by=by, now=NOW)
    assert not ActivatorProfile.objects.exists()


def test_accepting_makes_a_draft_that_nobody_sees() -> None:
    application = make_file(Status.ACCEPTED, now=NOW, presentation="Bonjour <b>vous</b><script>x</script>")
    profile = application.profile
    assert profile is not None
    assert (profile.live, profile.title, profile.account) == (False, "Camille Le Goff", None)
    assert "script" not in profile.presentation
    assert [theme.slug for theme in profile.themes.all()] == ["contenus"]
    assert [region.slug for region in profile.regions.all()] == ["bretagne"]
    assert profile.latest_revision is not None
    assert not ActivatorProfile.objects.public(PublicScope(timezone.now())).exists()
    assert addresses.slug_of(profile) is None
    assert "accepté" in mail.outbox[-1].subject


def test_an_organisation_is_found_before_one_is_made() -> None:
    known = make_organisation("Coopérative du Lin", siret=siret(9001))
    first = make_file(Status.ACCEPTED, siret=known.siret, organisation_name="Autrement écrite")
    second = make_file(Status.ACCEPTED, siret=siret(9002), organisation_name="Nouvelle")
    third = make_file(Status.ACCEPTED, siret=siret(9002), organisation_name="Nouvelle SARL")
    found = [file.profile.organisation for file in (first, second, third) if file.profile]
    assert (found[0], found[1]) == (known, found[2])
    assert Organisation.objects.count() == 2
    assert found[1] is not None
    assert (found[1].name, found[1].city) == ("Nouvelle", "Rennes")


@pytest.mark.parametrize("which", ["file", "profile", "account"])
def test_nobody_decides_on_their_own_file(which: str) -> None:
    by = make_reviewer()
    own: dict[str, Any] = {"email": by.email} if which == "profile" else {}
    application = make_file(Status.SUBMITTED, **own)
    if which == "file":
        Application.objects.filter(pk=application.pk).update(email=by.email.upper())
    if which == "account":
        by.email = ""
        profile = make_profile(account=by, live=False)
        Application.objects.filter(pk=application.pk).update(
            status="ACCEPTED", profile=profile, decided_at=NOW, decision_due_on=None
        )
    for step in (
        lambda: accept(application, by=by, now=NOW),
        lambda: refuse(application, reason="Non", by=by, now=NOW),
        lambda: request_correction(application, codes=["STYLE"], text="", by=by, now=NOW),
        lambda: change_category(application, category="PUBLIC_ADVISER", reason="Oui", by=by, now=NOW),
        lambda: correct_address(application, slug="a", reason="Oui", by=by, now=NOW),
        lambda: tick_box(application, box="L3-signed", ticked=True, by=by, now=NOW),
    ):
        with pytest.raises(OwnFile):
            step()
    assert not ApplicationEvent.objects.filter(by=by).exists()


def test_the_category_is_put_right_and_the_applicant_told() -> None:
    application = make_file(Status.SUBMITTED)
    tick_all(application, by=make_reviewer(), now=NOW)
    changed = change_category(
        application, category="SOLUTION_PROVIDER", reason="Vous éditez un logiciel.", by=make_reviewer(), now=NOW
    )  # fmt: skip
    assert (changed.category, changed.display_name) == ("SOLUTION_PROVIDER", "Atelier Numérique")
    ticked = set(changed.human_checks.values_list("box", flat=True))
    assert ticked == {box.id for box in HUMAN_BOXES} - {"L3-category"}, "it was ticked for the other category"
    assert "Vous éditez un logiciel." in mail.outbox[-1].body
    for wrong in ("SOLUTION_PROVIDER", "WIZARD", ""):
        with pytest.raises(CategoryUnknown):
            change_category(changed, category=wrong, reason="Oui", by=make_reviewer(), now=NOW)


def test_the_address_is_chosen_with_a_reason_and_kept() -> None:
    application, by = make_file(Status.SUBMITTED), make_reviewer()
    taken = make_profile("Zoé", "Lefèvre")
    for wrong in ("Camille", "faq", "bretagne", taken.slug, "a--b", ""):
        with pytest.raises(AddressRefused):
            correct_address(application, slug=wrong, reason="Usage", by=by, now=NOW)
    correct_address(application, slug="camille-goff", reason="Nom d’usage", by=by, now=NOW)
    event = application.events.get(event=Step.CORRECT_ADDRESS)
    assert event.reason == "Nom d’usage"
    assert "Nom d’usage" not in event.message
    tick_all(application, by=by, now=NOW)
    accepted = accept(application, by=by, now=NOW)
    assert accepted.profile is not None
    assert accepted.profile.chosen_slug == "camille-goff"


def test_a_name_that_gives_no_address_waits_for_one() -> None:
    application, by = make_file(Status.SUBMITTED, first_name="ʔ", last_name="ʕ"), make_reviewer()
    tick_all(application, by=by, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        accept(application, by=by, now=NOW)
    assert [finding.rule.id for finding in refused.value.findings] == ["S2"]
    assert stored(application).status == Status.SUBMITTED
    correct_address(application, slug="alif-ayn", reason="Nom en lettres latines", by=by, now=NOW)
    assert accept(application, by=by, now=NOW).status == Status.ACCEPTED


def test_a_word_of_no_list_is_said_and_stops_nothing() -> None:
    draft = make_draft(themes=["contenus", "magie"], regions=["bretagne", "53", "Lune"])
    found = findings_for(draft, today=date(2026, 11, 25))
    assert [(finding.field, finding.excerpt) for finding in found if finding.excerpt in ("magie", "Lune", "53")] == [
        (("themes",), "magie"),
        (("regions",), "Lune"),
    ]
    assert submit(draft, now=NOW).status == Status.SUBMITTED
