"""Files of the marks: added, withdrawn, handed out (rule B6). None is ever replaced or deleted."""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from directory.errors import DirectoryError
from directory.models import BrandMark, MarkDownload, MarkFile
from directory.uploads.errors import NotAvailable

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from directory.markfiles.checking import CheckedMarkFile

logger = logging.getLogger(__name__)

ADDED = "balise.mark_file.added"
WITHDRAWN = "balise.mark_file.withdrawn"


class VersionExists(DirectoryError):
    """The same version of the same file is there already: what was handed out stays as it was."""

    code = "VERSION_EXISTS"

    def __init__(self) -> None:
        super().__init__("Cette version de ce fichier existe déjà dans ce format : donnez-lui un autre nom de version.")


def add_file(
    mark: BrandMark, *, title: str, version: str, checked: CheckedMarkFile, by: User | None, now: datetime
) -> MarkFile:
    """Keep a checked file. Raises VersionExists, and NotAvailable when the storage does not answer.

    It is written before the transaction, and deleted when that fails, as `directory.uploads.storing` does.
    """
    file = MarkFile(
        mark=mark,
        title=title,
        version=version,
        format=checked.format,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        fingerprint=checked.fingerprint,
        uploaded_at=now,
        uploaded_by=by,
    )
    try:
        file.file.save("marque", ContentFile(checked.data), save=False)
    except Exception as error:  # each storage has its own
        logger.exception("The private storage does not take a file")
        raise NotAvailable from error
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            log(file, ADDED, user=by, data={"sha256": file.sha256})
    except BaseException as error:
        file.file.delete(save=False)
        if isinstance(error, IntegrityError):
            raise VersionExists from error
        raise
    return file


@transaction.atomic
def withdraw_file(file: MarkFile, *, by: User | None, now: datetime) -> MarkFile:
    """Hand the file out no more, under addresses given before either. Doing it twice does nothing."""
    stored = MarkFile.objects.select_for_update().get(pk=file.pk)
    if stored.withdrawn_at is None:
        stored.withdrawn_at = now
        stored.save(update_fields=["withdrawn_at"])
        log(stored, WITHDRAWN, user=by)
    return stored


def note_download(file: MarkFile, *, by: User, now: datetime) -> MarkDownload:
    """Write down that somebody is given the file, before they are."""
    return MarkDownload.objects.create(file=file, account=by, at=now)
