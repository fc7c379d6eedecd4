"""From the accepted file to the published profile: the link, the account, the day after."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.creation import EmailTaken, PasswordRefused
from accounts.models import User
from core.errors import PublicationRefused
from core.visibility import PublicScope
from directory.actions.applications.activate import activate, publish, reschedule
from directory.actions.own_profile import save_draft
from directory.applications import requests
from directory.applications.keys import new_activation_key
from directory.applications.profiles import profile_of
from directory.errors import AccountExists, KeyInvalid, ReasonMissing
from directory.models import ActivatorProfile, Application, KeyPurpose, LinkRequest
from directory.own_profile import version_of
from directory.rules.listing import PARIS
from directory.rules.states import Status, Step
from directory.setup import ACTIVATORS
from tests.factories.files import PASSWORD, key_in, make_draft, make_file, make_reviewer
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 23, 30, tzinfo=PARIS)


@pytest.fixture
def accepted() -> Application:
    return make_file(Status.ACCEPTED, now=NOW)


def test_the_link_of_the_mail_makes_the_account(accepted: Application) -> None:
    account = activate(key_in(mail.outbox[-1]), password=PASSWORD, now=NOW)
    stored = Application.objects.get(pk=accepted.pk)
    assert (stored.status, stored.activated_at) == (Status.ACTIVATED, NOW)
    assert stored.publish_at == datetime(2026, 11, 26, tzinfo=PARIS)
    assert stored.profile is not None
    assert stored.profile.account == account
    assert account.check_password(PASSWORD)
    assert account.email == accepted.email
    assert [group.name for group in account.groups.all()] == [ACTIVATORS]
    assert (account.is_staff, account.is_superuser) == (False, False)
    assert stored.events.get(event=Step.ACTIVATE).by == account
    assert "26 novembre 2026" in mail.outbox[-1].body


def test_it_serves_once(accepted: Application) -> None:
    key = new_activation_key(accepted, now=NOW)
    activate(key, password=PASSWORD, now=NOW)
    with pytest.raises(KeyInvalid):
        activate(key, password=PASSWORD, now=NOW)


def test_to_the_second(accepted: Application) -> None:
    key = new_activation_key(accepted, now=NOW)
    with pytest.raises(KeyInvalid):
        activate(key, password=PASSWORD, now=NOW + timedelta(hours=24))
    assert activate(key, password=PASSWORD, now=NOW + timedelta(hours=23, minutes=59, seconds=59))


def test_a_weak_password_leaves_the_link_good(accepted: Application) -> None:
    key = new_activation_key(accepted, now=NOW)
    with pytest.raises(PasswordRefused):
        activate(key, password="court", now=NOW)
    assert Application.objects.get(pk=accepted.pk).status == Status.ACCEPTED
    assert activate(key, password=PASSWORD, now=NOW)


def test_an_address_that_has_an_account_keeps_its_password(accepted: Application) -> None:
    existing = make_user("camille")
    User.objects.filter(pk=existing.pk).update(email=accepted.email.upper())
    key = new_activation_key(accepted, now=NOW)
    with pytest.raises(AccountExists):
        activate(key, password=PASSWORD, now=NOW)
    assert activate(key, password="motdepasse", now=NOW) == existing
    assert User.objects.get(pk=existing.pk).check_password("motdepasse")


def test_an_address_that_has_just_got_an_account(accepted: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_late(**given: str) -> User:
        raise EmailTaken

    monkeypatch.setattr("directory.actions.applications.activate.create_account", too_late)
    key = new_activation_key(accepted, now=NOW)
    with pytest.raises(AccountExists):
        activate(key, password=PASSWORD, now=NOW)
    assert Application.objects.get(pk=accepted.pk).status == Status.ACCEPTED


def test_nothing_is_public_before_the_day_after(accepted: Application) -> None:
    activate(new_activation_key(accepted, now=NOW), password=PASSWORD, now=NOW)
    assert not ActivatorProfile.objects.public(PublicScope(timezone.now())).exists()


def test_published_with_its_address(accepted: Application) -> None:
    activate(new_activation_key(accepted, now=NOW), password=PASSWORD, now=NOW)
    published = publish(accepted, now=NOW + timedelta(days=1))
    assert published.status == Status.PUBLISHED
    profile = ActivatorProfile.objects.public(PublicScope(timezone.now())).get()
    assert profile.slug == "camille-le-goff"
    assert "https://portail.example/activateurs/camille-le-goff/" in mail.outbox[-1].body


def test_what_its_owner_has_changed_meanwhile_waits_for_a_reviewer(accepted: Application) -> None:
    account = activate(new_activation_key(accepted, now=NOW), password=PASSWORD, now=NOW)
    profile = ActivatorProfile.objects.get(account=account)
    save_draft(
        profile,
        changes={"pricing": "Gratuit pour toujours"},
        expected_version=version_of(profile),
        by=account,
        now=NOW,
    )
    publish(accepted, now=NOW + timedelta(days=1))
    stored = ActivatorProfile.objects.get(pk=profile.pk)
    assert stored.live
    assert stored.pricing == "80 € de l’heure après le diagnostic"
    assert stored.has_unpublished_changes
    latest = stored.get_latest_revision_as_object()
    assert latest.pricing == "Gratuit pour toujours"


def test_another_moment_for_a_reason(accepted: Application) -> None:
    activate(new_activation_key(accepted, now=NOW), password=PASSWORD, now=NOW)
    at, by = NOW + timedelta(days=9), make_reviewer()
    with pytest.raises(ReasonMissing):
        reschedule(accepted, at=at, reason=" ", by=by, now=NOW)
    assert reschedule(accepted, at=at, reason="Salon", by=by, now=NOW).publish_at == at
    assert accepted.events.get(event=Step.RESCHEDULE).reason == "Salon"


# --- links asked for with an address alone --------------------------------------------------------------


def test_a_new_activation_link(accepted: Application) -> None:
    old = key_in(mail.outbox[-1])
    mail.outbox.clear()
    requests.ask(accepted.email.upper(), KeyPurpose.ACTIVATION, now=NOW)
    assert mail.outbox == [], "nothing before the answer is out"
    assert requests.answer_due(now=NOW) == 1
    (message,) = mail.outbox
    with pytest.raises(KeyInvalid):
        activate(old, password=PASSWORD, now=NOW)
    assert activate(key_in(message), password=PASSWORD, now=NOW)
    assert not LinkRequest.objects.exists()


def test_links_to_what_is_open() -> None:
    email = "camille@exemple.example"
    make_draft(email)
    make_file(Status.REFUSED)
    mail.outbox.clear()
    requests.ask(email, KeyPurpose.FILE, now=NOW)
    requests.answer_due(now=NOW)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("purpose", KeyPurpose)
def test_an_unknown_address_is_told_nothing(purpose: KeyPurpose, django_assert_num_queries) -> None:
    make_file(Status.ACCEPTED)
    mail.outbox.clear()
    for email in ("camille@exemple.example", "personne@exemple.example", "x" * 400):
        with django_assert_num_queries(3):  # a savepoint around one row
            requests.ask(email, purpose, now=NOW)
    requests.answer_due(now=NOW)
    assert {address for message in mail.outbox for address in message.to} <= {"camille@exemple.example"}


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.ACTIVATED])
def test_no_other_way_publishes_its_page_before_its_day(status: Status) -> None:
    profile = profile_of(make_file(status, now=NOW))
    revision = profile.get_latest_revision()
    with pytest.raises(PublicationRefused, match="F7"):
        revision.publish(user=make_user("chef", superuser=True))
    revision.approved_go_live_at = NOW
    revision.save()
    call_command("publish_scheduled")
    assert not ActivatorProfile.objects.get(pk=profile.pk).live
    assert not ActivatorProfile.objects.get(pk=profile.pk).addresses.exists()


def test_afterwards_it_is_published_as_any_page() -> None:
    profile = profile_of(make_file(Status.PUBLISHED, now=NOW))
    ActivatorProfile.objects.get(pk=profile.pk).save_revision().publish(user=make_user("chef", superuser=True))
    assert ActivatorProfile.objects.get(pk=profile.pk).live
