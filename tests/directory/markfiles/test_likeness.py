"""A photo that looks like a mark's file is pointed out to reviewers, and stops nobody (rule B7)."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.models import PortalImage
from core.rules import RuleKind
from directory.actions.applications.accept import accept
from directory.actions.applications.submit import submit
from directory.actions.mark_files import withdraw_file
from directory.applications.findings import findings_for
from directory.markfiles.likeness import photo_findings
from directory.models import Application, UploadKind
from directory.rules.marks import Mark
from directory.uploads.checking import check
from directory.uploads.storing import store
from tests.factories.files import make_draft, make_reviewer, tick_all
from tests.factories.marks import artwork, encoded, make_mark_file

pytestmark = pytest.mark.django_db

SAID = "ressemble à un fichier de la marque « France Num »"
COPY = encoded(artwork().convert("RGB").resize((300, 120)), "JPEG", quality=30)


def file_with_photo(data: bytes) -> Application:
    application = make_draft()
    checked = check(UploadKind.PICTURE, data)
    photo = store(application, kind=UploadKind.PICTURE, name="camille-le-goff.jpg", checked=checked, now=timezone.now())
    Application.objects.filter(pk=application.pk).update(photo=photo)
    return submit(Application.objects.get(pk=application.pk), now=timezone.now())


def test_a_copy_is_pointed_out_whenever_the_mark_was_registered() -> None:
    application = file_with_photo(COPY)
    assert photo_findings(application.photo) == []
    file = make_mark_file(Mark.FRANCE_NUM, data=encoded(artwork(ground="white")))
    (found,) = photo_findings(application.photo)
    assert (found.kind, found.code, found.field) == (RuleKind.WARN, "PICTURE_LIKE_A_MARK", ("photo",))
    assert SAID in found.message
    withdraw_file(file, by=None, now=timezone.now())
    assert photo_findings(application.photo) == [found]


@pytest.mark.parametrize("colour", ["white", "navy"])
def test_another_picture_is_not(colour: str) -> None:
    make_mark_file(Mark.FRANCE_NUM)
    assert photo_findings(file_with_photo(encoded(Image.new("RGB", (300, 300), colour))).photo) == []
    assert photo_findings(None) == []


def test_the_reviewer_is_told_and_the_applicant_is_not_refused(client: Client) -> None:
    make_mark_file(Mark.FRANCE_NUM, data=encoded(artwork(ground="white")))
    application = file_with_photo(COPY)
    assert not [each for each in findings_for(application, today=timezone.localdate()) if each.rule.id == "B7"]
    reviewer = make_reviewer()
    client.force_login(reviewer)
    html = client.get(reverse("files:file", args=[application.pk])).content.decode()
    assert SAID in html.replace("\xa0", " ")
    tick_all(application, by=reviewer, now=timezone.now())
    accepted = accept(application, by=reviewer, now=timezone.now())
    assert accepted.profile is not None
    editing = client.get(reverse("wagtailadmin_pages:edit", args=[accepted.profile.pk])).content.decode()
    assert SAID in editing.replace("\xa0", " ")


def test_a_picture_of_the_library_keeps_its_own_fingerprint() -> None:
    make_mark_file(Mark.FRANCE_NUM)
    image = PortalImage(title="Logo", description="Un logo", file=ContentFile(COPY, name="logo.jpg"))
    image.save()
    assert len(photo_findings(PortalImage.objects.get(pk=image.pk))) == 1
    image.file = ContentFile(encoded(Image.new("RGB", (300, 300), "navy")), name="uni.png")
    image.save()
    assert photo_findings(PortalImage.objects.get(pk=image.pk)) == []


def test_older_pictures_get_theirs_by_the_command() -> None:
    image = PortalImage(title="Logo", description="Un logo", file=ContentFile(COPY, name="logo.jpg"))
    image.save()
    made = image.fingerprint
    PortalImage.objects.update(fingerprint="")
    call_command("synchronise_images", stdout=StringIO())
    assert PortalImage.objects.get(pk=image.pk).fingerprint == made != ""
