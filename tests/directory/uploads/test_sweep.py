"""Files that nothing uses go after a day, and a row never goes without its file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import User
from directory.models import Application, Upload, UploadKind
from directory.uploads import sweep as module
from directory.uploads.sweep import KEPT, sweep
from tests.directory.uploads.sending import keep, make_draft
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def names() -> set[str]:
    return {str(upload.file.name) for upload in Upload.objects.all()}


def exist(files: set[str]) -> bool:
    (found,) = {default_storage.exists(name) for name in files}
    return found


def test_what_is_used_or_new_stays(django_capture_on_commit_callbacks: Any) -> None:
    application, _ = make_draft()
    make_profile(account=make_user("camille"))
    old, new = NOW - KEPT, NOW - KEPT + timedelta(seconds=1)
    application.letter = keep(application, now=old)
    application.photo = keep(application, UploadKind.PICTURE, now=old)
    application.save()
    fresh = keep(application, now=new)
    before = names()
    keep(application, now=old)
    keep(User.objects.get(username="camille"), UploadKind.PICTURE, now=old)
    orphans = names() - before
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep(now=NOW) == 2
    assert set(Upload.objects.all()) == {application.letter, application.photo, fresh}
    assert not exist(orphans)
    assert exist(names())
    assert sweep(now=NOW) == 0


def test_what_is_used_at_the_last_moment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    application, _ = make_draft()
    letter = keep(application, now=NOW - KEPT)
    delete = module._delete

    def use_first(*args: Any) -> bool:
        Application.objects.update(letter=letter)
        return delete(*args)

    monkeypatch.setattr(module, "_delete", use_first)
    assert sweep(now=NOW) == 0
    assert Upload.objects.get() == letter


@pytest.mark.parametrize(
    "erase",
    [
        lambda: Application.objects.get().delete(),
        lambda: Application.objects.all().delete(),
        lambda: Upload.objects.all().delete(),
        lambda: Upload.objects.get().delete(),
    ],
)
def test_the_file_goes_with_its_row_once_that_is_certain(erase: Any, django_capture_on_commit_callbacks: Any) -> None:
    keep(make_draft()[0])
    files = names()
    with django_capture_on_commit_callbacks(execute=True):
        erase()
        assert exist(files)
    assert not exist(files)


def test_the_file_goes_with_the_account(django_capture_on_commit_callbacks: Any) -> None:
    user = make_user("camille")
    make_profile(account=user)
    keep(user, UploadKind.PICTURE)
    files = names()
    with django_capture_on_commit_callbacks(execute=True):
        user.delete()
    assert not exist(files)
    assert not Upload.objects.exists()
