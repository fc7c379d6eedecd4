"""What activators are told when their standing changes: once, with the step, and only who had a right to lose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import transaction

from core.models import OutgoingMail
from directory.actions.standing import leave, reinstate, suspend
from directory.charter_notices import tell_due
from directory.errors import AlreadySo, NotPublishable
from directory.models import ActivatorProfile, Organisation, Standing
from directory.rules.states import Status
from tests.directory.standing_stories import BEGUN, activator, new_charter, noon, stored
from tests.factories.directory import make_profile
from tests.factories.files import make_file
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db
LATER = BEGUN + timedelta(days=5)  # 7 November 2026


@pytest.fixture
def profile() -> ActivatorProfile:
    found = activator()
    mail.outbox.clear()
    return found


def told() -> str:
    """The only message, with ordinary spaces."""
    (message,) = mail.outbox
    mail.outbox.clear()
    assert message.to == ["camille@exemple.example"]
    return f"{message.subject}\n{message.body}".replace("\u00a0", " ").replace("\u202f", " ")


TAKE_DOWN = """Votre droit d’utiliser la marque « Activateur France Num », nom et logo, s’est arrêté \
le 7 novembre 2026. Merci de la retirer partout où vous l’utilisez :

- votre site internet et vos pages sur les réseaux sociaux ;
- vos signatures de courriels ;
- vos documents : cartes de visite, devis, plaquettes, présentations.
"""


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (suspend, "Votre fiche est suspendue depuis le 7 novembre 2026"),
        (leave, "Votre départ du programme est noté au 7 novembre 2026"),
    ],
)
def test_what_to_take_down_and_since_when(profile: ActivatorProfile, step, says: str) -> None:
    step(profile, by=None, reason="Plainte de Zoé", now=LATER)
    text = told()
    assert says in text
    assert TAKE_DOWN in text
    assert "Zoé" not in text, "the reason is for the portal's people"


def test_that_it_is_back(profile: ActivatorProfile) -> None:
    suspend(profile, by=None, reason="Plainte", now=LATER)
    mail.outbox.clear()
    reinstate(stored(profile), by=None, reason="Retirée", now=LATER + timedelta(days=2))
    text = told()
    assert "Votre fiche est rétablie depuis le 9 novembre 2026." in text
    assert "vous pouvez utiliser la marque « Activateur France Num », nom et logo." in text
    assert f"/{profile.slug}/" in text
    assert "charte" not in text


def test_what_was_not_public_is_not_said_to_be(profile: ActivatorProfile) -> None:
    profile.unpublish()
    suspend(stored(profile), by=None, reason="Plainte", now=LATER)
    mail.outbox.clear()
    reinstate(stored(profile), by=None, reason="Retirée", now=LATER)
    text = told()
    assert "rétablie" in text
    assert "Le public" not in text


def test_the_right_of_who_was_suspended_ended_then_and_not_at_the_departure(profile: ActivatorProfile) -> None:
    suspend(profile, by=None, reason="Plainte", now=LATER)
    mail.outbox.clear()
    leave(stored(profile), by=None, reason="Retraite", now=LATER + timedelta(days=10))
    text = told()
    assert "noté au 17 novembre 2026" in text
    assert TAKE_DOWN in text


def test_a_day_that_nobody_knows_is_not_invented(profile: ActivatorProfile) -> None:
    ActivatorProfile.objects.filter(pk=profile.pk).update(standing=Standing.SUSPENDED, standing_since=None)
    leave(stored(profile), by=None, reason="Retraite", now=LATER)
    assert "s’est arrêté. Merci de la retirer" in told()


def test_of_what_is_refused_nobody_is_told(profile: ActivatorProfile) -> None:
    suspend(profile, by=None, reason="Plainte", now=LATER)
    mail.outbox.clear()
    with pytest.raises(AlreadySo):
        suspend(stored(profile), by=None, reason="Plainte", now=LATER)
    Organisation.objects.filter(profiles=profile).update(siret=None)
    with pytest.raises(NotPublishable):
        reinstate(stored(profile), by=None, reason="Retirée", now=LATER)
    assert mail.outbox == []


def test_who_never_had_the_right_has_nothing_to_take_down() -> None:
    imported = make_profile(account=make_user("importee"), import_id="A-1")
    accepted = make_file(Status.ACCEPTED, now=BEGUN).profile
    assert accepted is not None
    mail.outbox.clear()
    for each in (imported, accepted):
        suspend(each, by=None, reason="Plainte", now=LATER)
        reinstate(stored(each), by=None, reason="Retirée", now=LATER)
    assert mail.outbox == []


def test_the_message_is_in_the_transaction_of_the_step(profile: ActivatorProfile, settings) -> None:
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"
    with transaction.atomic():
        suspend(profile, by=None, reason="Plainte", now=LATER)
        assert OutgoingMail.objects.count() == 1
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert stored(profile).standing == Standing.ACTIVE


def test_who_comes_back_to_a_charter_that_has_run_out_is_told_once(profile: ActivatorProfile) -> None:
    suspend(profile, by=None, reason="Plainte", now=LATER)
    new_charter()
    mail.outbox.clear()
    back = noon(2027, 1, 5)
    assert tell_due(now=back) == 0
    reinstate(stored(profile), by=None, reason="Retirée", now=back)
    text = told()
    assert "reste arrêté : vous n’avez pas accepté à temps la dernière version de la charte" in text
    assert "vous pouvez utiliser" not in text
    assert tell_due(now=back + timedelta(minutes=1)) == 0


def test_who_comes_back_shortly_before_a_deadline_is_told_of_it_once(profile: ActivatorProfile) -> None:
    suspend(profile, by=None, reason="Plainte", now=LATER)
    new_charter()
    mail.outbox.clear()
    reinstate(stored(profile), by=None, reason="Retirée", now=noon(2026, 12, 20))
    text = told()
    assert "vous pouvez utiliser" in text
    assert "acceptez la nouvelle version de la charte au plus tard le 31 décembre 2026" in text
    assert tell_due(now=noon(2026, 12, 21)) == 0
    assert tell_due(now=noon(2026, 12, 28)) == 1


def test_suspended_after_a_charter_ran_out_the_right_had_ended_with_the_charter(profile: ActivatorProfile) -> None:
    new_charter(day=date(2026, 11, 3), until=date(2026, 11, 6))
    suspend(profile, by=None, reason="Plainte", now=LATER + timedelta(days=20))
    text = told()
    assert "suspendue depuis le 27 novembre 2026" in text
    assert TAKE_DOWN in text
