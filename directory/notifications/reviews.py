"""Telling activators what became of the changes that they handed in.

Wagtail tells reviewers of what they have to read. What it would tell the activator leads to screens that are closed
to them: they get a message of ours instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from core.addresses import public_url
from core.visibility import PublicScope
from directory.models import ActivatorProfile
from directory.notifications.sending import send
from directory.selectors import directory_path

if TYPE_CHECKING:
    from accounts.models import User


class _NotToOwners:
    """Mixin of Wagtail's notifiers: nobody is told of their own profile."""

    def get_recipient_users(self, workflow_state: WorkflowState, **kwargs: Any) -> set[User]:
        people: set[User] = super().get_recipient_users(workflow_state, **kwargs)  # type: ignore[misc]
        owner = owner_of(workflow_state)
        return {person for person in people if person != owner}


class _Approved(_NotToOwners, WorkflowStateApprovalEmailNotifier):
    pass


class _Rejected(_NotToOwners, WorkflowStateRejectionEmailNotifier):
    pass


def connect() -> None:
    """Take the places of Wagtail's notifiers. It comes later, and a place that is taken it leaves alone."""
    workflow_approved.connect(
        _Approved(), sender=WorkflowState, weak=False, dispatch_uid="workflow_state_approved_email_notification"
    )
    workflow_rejected.connect(
        _Rejected(), sender=WorkflowState, weak=False, dispatch_uid="workflow_state_rejected_email_notification"
    )
    workflow_approved.connect(_tell_approved, sender=WorkflowState, dispatch_uid="directory.review_approved")
    workflow_rejected.connect(_tell_sent_back, sender=WorkflowState, dispatch_uid="directory.review_sent_back")


def owner_of(state: WorkflowState) -> User | None:
    """Whose own profile the review is of, when they asked for it themselves; None of any other page and person."""
    profile = _profile(state)
    return profile.account if profile and profile.account_id == state.requested_by_id else None


def own_page_url() -> str:
    """Where activators edit their profile in the admin."""
    return f"{settings.BALISE_BASE_URL.rstrip('/')}{reverse('own_profile')}"


def _profile(state: WorkflowState) -> ActivatorProfile | None:
    if state.content_type.model_class() is not ActivatorProfile:
        return None
    return ActivatorProfile.objects.filter(pk=state.object_id).select_related("account").first()


def _tell_approved(instance: WorkflowState, **kwargs: Any) -> None:
    owner, profile = owner_of(instance), _profile(instance)
    if owner and owner.email and profile:
        path = f"{directory_path(PublicScope(timezone.now()))}{profile.slug}/"
        send(owner.email, "change_approved", name=owner.first_name, url=public_url(path))


def _tell_sent_back(instance: WorkflowState, **kwargs: Any) -> None:
    if (owner := owner_of(instance)) and owner.email:
        task = instance.current_task_state
        text = " ".join(task.comment.split()) if task else ""
        send(owner.email, "change_sent_back", name=owner.first_name, text=text, link=own_page_url())
