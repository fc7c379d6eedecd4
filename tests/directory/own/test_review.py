"""From a draft to the public page: review, decision, and the ways back (rule F9)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage, WorkflowState

from accounts.models import User
from core.errors import PublicationRefused, RuleViolation
from directory.actions.applications.activate import publish
from directory.actions.own_profile import discard_draft, save_draft, submit_draft
from directory.actions.standing import leave, suspend
from directory.errors import (
    AlreadySo,
    NothingToReview,
    NotOwner,
    NotYetPublic,
    ReviewUnavailable,
    ValuesRefused,
    VersionConflict,
)
from directory.models import ActivatorProfile
from directory.own_profile import own_status, request_of_reviewer
from directory.rules.own_profile import ProfileStatus, profile_status
from tests.directory.own.conftest import NOW, asked, draft, stored
from tests.factories.files import make_file


def save(profile: ActivatorProfile, by: User, **changes: Any) -> ActivatorProfile:
    return save_draft(profile, changes=changes, **asked(profile, by))


def submit(profile: ActivatorProfile, by: User) -> ActivatorProfile:
    return submit_draft(profile, **asked(profile, by))


def status(profile: ActivatorProfile) -> str:
    return str(own_status(stored(profile), now=NOW))


def decide(profile: ActivatorProfile, reviewer: User, action: str, comment: str = "") -> None:
    """As the admin does."""
    state = stored(profile).current_workflow_task_state
    state.task.specific.on_action(state, reviewer, action, comment=comment)


def messages_to(user: User) -> list[Any]:
    return [message for message in mail.outbox if message.to == [user.email]]


def test_the_way_of_a_change(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    assert status(profile) == "PUBLISHED"
    save(profile, owner, pricing="90 €")
    assert status(profile) == "PUBLISHED_WITH_DRAFT"
    submit(profile, owner)
    assert (status(profile), stored(profile).pricing) == ("IN_REVIEW", "80 € de l’heure")
    decide(profile, reviewer, "approve")
    assert (status(profile), stored(profile).pricing) == ("PUBLISHED", "90 €")


def test_reviewers_are_told_and_then_the_activator(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    save(profile, owner, pricing="90 €")
    submit(profile, owner)
    (told,) = messages_to(reviewer)
    assert f"/admin/pages/{profile.pk}/edit/" in told.body
    assert "The page" not in told.subject + told.body  # French
    assert re.search("page|modération", told.subject)
    assert not messages_to(owner)
    decide(profile, reviewer, "approve")
    (answer,) = messages_to(owner)
    assert answer.subject == "Vos changements sont en ligne"
    assert "/activateurs/camille-le-goff/" in answer.body
    assert "/admin/" not in answer.body


def test_sent_back_with_words(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    save(profile, owner, pricing="90 €")
    submit(profile, owner)
    decide(profile, reviewer, "reject", "Dites l’unité.")
    assert status(profile) == "PUBLISHED_WITH_DRAFT"
    assert request_of_reviewer(stored(profile)) == "Dites l’unité."
    (answer,) = messages_to(owner)
    assert answer.subject == "Vos changements sont à revoir"
    assert "Dites l’unité." in answer.body
    assert "/admin/ma-fiche/" in answer.body
    assert "/admin/pages/" not in answer.body
    assert reviewer.username not in answer.body
    save(profile, owner, pricing="90 € de l’heure")
    submit(profile, owner)
    assert status(profile) == "IN_REVIEW"
    assert request_of_reviewer(stored(profile)) is None
    decide(profile, reviewer, "approve")
    assert stored(profile).pricing == "90 € de l’heure"


def test_what_is_reviewed_is_what_was_submitted(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    save(profile, owner, pricing="90 €")
    submit(profile, owner)
    assert status(save(profile, owner, pricing="90 €")) == "IN_REVIEW"  # nothing new
    save(profile, owner, pricing="100 €")
    assert status(profile) == "PUBLISHED_WITH_DRAFT"
    assert stored(profile).current_workflow_state is None
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


def test_rules_stop_a_submission(profile: ActivatorProfile, owner: User) -> None:
    save(profile, owner, last_name="", website="ftp://x", social_links=[])
    with pytest.raises(RuleViolation) as refusal:
        submit(profile, owner)
    assert {"W3", "W7", "W8"} <= {finding.rule.id for finding in refusal.value.findings}
    assert status(profile) == "PUBLISHED_WITH_DRAFT"
    assert not WorkflowState.objects.exists()
    assert not mail.outbox


def test_so_do_columns(profile: ActivatorProfile, owner: User) -> None:
    save(profile, owner, website="https://a_b.example/ x")
    with pytest.raises((ValuesRefused, RuleViolation)):
        submit(profile, owner)


def test_twice(profile: ActivatorProfile, owner: User) -> None:
    save(profile, owner, pricing="90 €")
    submit(profile, owner)
    with pytest.raises(AlreadySo):
        submit(profile, owner)
    assert WorkflowState.objects.count() == 1


def test_nothing_to_submit(profile: ActivatorProfile, owner: User) -> None:
    for action in (submit_draft, discard_draft):
        with pytest.raises(NothingToReview):
            action(profile, **asked(profile, owner))


def test_not_what_one_has_not_seen(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    save(profile, owner, pricing="90 €")
    seen = asked(profile, owner)
    draft(profile).save_revision(user=reviewer)
    for action in (submit_draft, discard_draft):
        with pytest.raises(VersionConflict):
            action(profile, **seen)


def test_nobody_else(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    save(profile, owner, pricing="90 €")
    for action in (submit_draft, discard_draft):
        with pytest.raises(NotOwner):
            action(profile, **asked(profile, reviewer))


def test_a_portal_without_a_review(profile: ActivatorProfile, owner: User) -> None:
    WorkflowPage.objects.all().delete()
    save(profile, owner, pricing="90 €")
    with pytest.raises(ReviewUnavailable):
        submit(profile, owner)


@pytest.mark.parametrize("where", ["draft", "in review", "sent back"])
def test_giving_up(profile: ActivatorProfile, owner: User, reviewer: User, where: str) -> None:
    save(profile, owner, pricing="90 €")
    if where != "draft":
        submit(profile, owner)
    if where == "sent back":
        decide(profile, reviewer, "reject")
    back = discard_draft(profile, **asked(profile, owner))
    assert (draft(profile).pricing, back.has_unpublished_changes) == ("80 € de l’heure", False)
    assert status(profile) == "PUBLISHED"
    assert stored(profile).current_workflow_state is None


def test_who_is_suspended_or_gone(profile: ActivatorProfile) -> None:
    suspend(stored(profile), by=None, reason="Plainte", now=NOW)
    assert status(profile) == "SUSPENDED"
    leave(stored(profile), by=None, reason="Retraite", now=NOW)
    assert status(profile) == "LEFT"


def test_a_suspension_ends_in_no_publication(profile: ActivatorProfile, owner: User, reviewer: User) -> None:
    save(profile, owner, pricing="90 €")
    submit(profile, owner)
    suspend(stored(profile), by=None, reason="Plainte", now=NOW)
    with pytest.raises(RuleViolation):
        decide(profile, reviewer, "approve")
    assert not stored(profile).live


@pytest.mark.parametrize(
    ("standing", "live", "in_review", "has_draft", "expected"),
    [
        ("ACTIVE", False, False, False, "SCHEDULED"),
        ("ACTIVE", False, False, True, "SCHEDULED"),
        ("ACTIVE", True, False, False, "PUBLISHED"),
        ("ACTIVE", True, False, True, "PUBLISHED_WITH_DRAFT"),
        ("ACTIVE", True, True, True, "IN_REVIEW"),
        ("ACTIVE", False, True, True, "IN_REVIEW"),
        ("SUSPENDED", False, True, True, "SUSPENDED"),
        ("LEFT", False, False, False, "LEFT"),
    ],
)
def test_status(standing: str, live: bool, in_review: bool, has_draft: bool, expected: str) -> None:
    found = profile_status(standing=standing, is_live=live, in_review=in_review, has_draft=has_draft)
    assert found is ProfileStatus(expected)


def test_setup_gives_permissions_once(directory: Any) -> None:
    from directory.setup import setup_directory

    activators, reviewers = (Group.objects.get(name=name) for name in ("Activateurs", "Instructeurs"))
    assert [permission.codename for permission in activators.permissions.all()] == ["access_admin"]
    assert not GroupPagePermission.objects.filter(group=activators).exists()
    assert not GroupCollectionPermission.objects.filter(group=activators).exists()
    rows = GroupPagePermission.objects.filter(group=reviewers).values_list("permission__codename", flat=True)
    assert set(rows) == {"change_page", "publish_page", "lock_page", "unlock_page"}
    reviewers.permissions.clear()
    Workflow.objects.filter(name="Relecture des fiches").update(active=False)
    setup_directory()
    assert not reviewers.permissions.exists()
    assert Workflow.objects.filter(name="Relecture des fiches", active=False).count() == 1


def test_nobody_publishes_their_own_changes(profile: ActivatorProfile, owner: User) -> None:
    owner.groups.add(Group.objects.get(name="Instructeurs"))
    save(profile, owner, pricing="90 €")
    submit(profile, owner)
    with pytest.raises(PublicationRefused, match="F9"):
        decide(profile, owner, "approve")
    with pytest.raises(PublicationRefused, match="F9"):
        draft(profile).get_latest_revision().publish(user=owner)
    assert stored(profile).pricing == "80 € de l’heure"


def test_before_the_first_publication_a_draft_is_kept_and_waits(directory: Any) -> None:
    """Rule F7: a reviewer's yes would publish the profile before its day."""
    application = make_file("ACTIVATED")
    waiting = application.profile
    assert waiting is not None
    account = waiting.account
    assert account is not None
    assert status(waiting) == "SCHEDULED"
    save(waiting, account, pricing="90 €")
    assert status(waiting) == "SCHEDULED"
    with pytest.raises(NotYetPublic):
        submit(waiting, account)
    publish(application, now=timezone.now())
    assert (status(waiting), stored(waiting).pricing) == ("PUBLISHED_WITH_DRAFT", "80 € de l’heure après le diagnostic")
    submit(waiting, account)
    assert status(waiting) == "IN_REVIEW"


def test_giving_up_before_the_first_publication(directory: Any) -> None:
    waiting = make_file("ACTIVATED").profile
    assert waiting is not None
    account = waiting.account
    assert account is not None
    save(waiting, account, pricing="90 €")
    discard_draft(waiting, **asked(waiting, account))
    assert draft(waiting).pricing == "80 € de l’heure après le diagnostic"
