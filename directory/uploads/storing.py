"""Keeping a file that was checked, for one application or one account."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from directory.models import Application, Upload
from directory.models.upload import UploadKind
from directory.rules.states import Step, is_possible
from directory.uploads.errors import NotAllowed, NotAvailable

if TYPE_CHECKING:
    from datetime import datetime

    from directory.uploads.checking import Checked

logger = logging.getLogger(__name__)

MOST = 20  # files that one application or one account has at a time


def ensure_may_send(owner: Application | User, kind: UploadKind) -> None:
    """Raises NotAllowed while the application cannot be changed, or for an account that has no profile to change."""
    if isinstance(owner, Application):
        if not is_possible(Step.SAVE, owner.state):
            raise NotAllowed(
                "Ce dossier ne peut plus être modifié : il n’est ni en brouillon, ni à corriger.", "NOT_EDITABLE"
            )
    elif not hasattr(owner, "profile"):
        raise NotAllowed("Ce compte n’a pas de fiche d’activateur à compléter.", "NO_PROFILE")
    elif kind is not UploadKind.PICTURE:
        raise NotAllowed(
            "La lettre d’engagement se joint au dossier, par le lien reçu par courriel. Une fiche ne prend qu’une "
            "photo ou un logo.",
            "LETTER_NOT_EXPECTED",
        )


def store(owner: Application | User, *, kind: UploadKind, name: str, checked: Checked, now: datetime) -> Upload:
    """Keep a checked file. Raises NotAllowed, and NotAvailable when the storage does not answer.

    The file is written before the transaction, which would else make every writer of the database wait for a storage
    that may be far away; it is deleted when the transaction fails.
    """
    upload = Upload(
        kind=kind,
        name=name,
        content_type=checked.content_type,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        fingerprint=checked.fingerprint,
        created_at=now,
        **({"application": owner} if isinstance(owner, Application) else {"account": owner}),
    )
    try:
        upload.file.save(name, ContentFile(checked.data), save=False)
    except Exception as error:  # each storage has its own
        logger.exception("The private storage does not take a file")
        raise NotAvailable from error
    try:
        with transaction.atomic():
            _lock(owner, kind)
            _make_room(owner)
            upload.save(force_insert=True)
    except BaseException:
        upload.file.delete(save=False)
        raise
    return upload


def _lock(owner: Application | User, kind: UploadKind) -> None:
    """Nobody else adds, uses or sweeps files of the same owner meanwhile; what could be changed still can be."""
    model = Application if isinstance(owner, Application) else User
    locked = model._default_manager.select_for_update().filter(pk=owner.pk).first()
    if locked is None:
        raise NotAllowed("Ce dossier n’existe plus.", "NOT_EDITABLE")
    ensure_may_send(locked, kind)


def _make_room(owner: Application | User) -> None:
    """The oldest files that nothing uses go, so that one more fits."""
    mine = owner.uploads.all()
    surplus = mine.count() - MOST + 1
    if surplus > 0:
        for old in unused(mine).order_by("created_at", "pk")[:surplus]:
            old.delete()


def unused(uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    """Those that are no application's photo or letter."""
    using = Application.objects.filter(Q(photo=OuterRef("pk")) | Q(letter=OuterRef("pk")))
    return uploads.filter(~Exists(using))
