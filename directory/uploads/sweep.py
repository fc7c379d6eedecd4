"""Files that were sent and never used."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from directory.models import Application, Upload
from directory.uploads.storing import unused

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

KEPT = timedelta(hours=24)


def sweep(*, now: datetime) -> int:
    """Delete the files that nothing refers to a day after they were sent. Returns how many."""
    found = unused(Upload.objects.filter(created_at__lte=now - KEPT))
    return sum(_delete(pk, application) for pk, application in found.values_list("pk", "application_id"))


@transaction.atomic
def _delete(pk: UUID, application: int | None) -> bool:
    """With its application locked: whoever is about to use the file has either done so, or will find it gone."""
    if application is not None:
        Application.objects.select_for_update().filter(pk=application).first()
    again = unused(Upload.objects.filter(pk=pk)).first()
    if again is None:
        return False
    again.delete()
    return True
