"""Taking an account away, with whatever other tables keep of its person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Lower
from wagtail.models import ModelLogEntry, ReferenceIndex

from core.models import OutgoingMail, PortalImage
from directory.applications.mailboxes import addresses_of
from directory.models import ActivatorProfile, LinkCheck, LinkRequest

if TYPE_CHECKING:
    from accounts.models import User


def forget_account(user: User) -> None:
    """Delete the account; within the caller's transaction.

    With it go its addresses, second factors, sessions, uploads, settings and picture of the admin, failed sign-ins,
    the links it has asked for, and the pictures it sent that no page shows.
    """
    emails = addresses_of(user)
    LinkRequest.objects.annotate(lowered=Lower("email")).filter(lowered__in=emails).delete()
    _forget_sign_ins({user.username.lower(), *emails})
    _forget_sessions(user)
    _forget_pictures(user)
    _forget_log(user)
    forget_mail(emails, [])
    user.delete()


def forget_links(links: Iterable[str]) -> None:
    """Delete what was found out about links, unless a profile gives them too."""
    wanted = {link for link in links if link}
    wanted -= set(ActivatorProfile.objects.filter(website__in=wanted).values_list("website", flat=True))
    LinkCheck.objects.of(wanted).delete()


def forget_mail(emails: Collection[str], mentions: Iterable[str]) -> None:
    """Delete what waits in the outbox for one of the addresses, or mentions one of the names."""
    wanted, words = {email.casefold() for email in emails}, [word for word in mentions if len(word.strip()) > 4]
    for mail in OutgoingMail.objects.iterator(chunk_size=100):
        people = {str(address).casefold() for address in (*mail.recipients, *mail.reply_to)}
        if people & wanted or any(word in text for word in words for text in (mail.subject, mail.text)):
            mail.delete()


def _forget_sign_ins(names: Collection[str]) -> None:
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.annotate(lowered=Lower("username")).filter(lowered__in=names).delete()


def _forget_sessions(user: User) -> None:
    """They would open nothing any more; what they hold of the person goes too."""
    for session in Session.objects.iterator(chunk_size=200):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _forget_pictures(user: User) -> None:
    for picture in PortalImage.objects.filter(uploaded_by_user=user):
        if not ReferenceIndex.get_references_to(picture).exists():
            ModelLogEntry.objects.for_instance(picture).delete()
            picture.delete()
    avatar = getattr(getattr(user, "wagtail_userprofile", None), "avatar", None)
    if avatar:
        storage, name = avatar.storage, avatar.name
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def _forget_log(user: User) -> None:
    """The history of the account itself, whose lines are named after it."""
    kind = ContentType.objects.get_for_model(user)
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).delete()
