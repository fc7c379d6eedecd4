"""Erasing a person (rule S5): 410 at every address, and no name anywhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.images import ImageFile
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from core.models import PortalImage
from core.routing import RouteStatus, resolve_path
from core.visibility import PublicScope
from directory import addresses
from directory.actions.erase import ERASED, erase
from directory.actions.rename import rename
from directory.models import ActivatorProfile, Organisation, ProfileAddress
from tests.factories.directory import directory_page, make_organisation, make_profile
from tests.factories.pages import make_user
from tests.schema.contents import png

NAMES = ("zqprenomqz", "zqnomqz", "zqancienqz", "zqatelierqz")


@pytest.fixture
def profile() -> ActivatorProfile:
    """A profile with a former name, a picture, drafts, an organisation of its own, and a history."""
    picture = _picture("zqprenomqz zqnomqz")
    profile = make_profile(
        "Zqprenomqz", "Zqancienqz", organisation=make_organisation("Zqatelierqz"), photo=picture,
        presentation="<p>Zqprenomqz accompagne.</p>",
    )  # fmt: skip
    profile.last_name = "Zqnomqz"
    profile.photo = _picture("zqprenomqz deux")
    profile.save_revision(user=make_user("ada")).publish()
    profile = ActivatorProfile.objects.get(pk=profile.pk)
    rename(profile, by=None, reason="Zqnomqz est son nom", now=timezone.now())
    profile.photo = _picture("zqnomqz trois")
    profile.save_revision()
    log(profile.organisation, "wagtail.create", user=None)
    log(profile.photo, "wagtail.edit", user=None)
    return ActivatorProfile.objects.get(pk=profile.pk)


def _picture(title: str) -> PortalImage:
    picture = PortalImage(title=title, description=title, file=ImageFile(io.BytesIO(png()), "zqnomqz.png"))
    picture.save()
    return picture


def everything() -> dict[str, str]:
    """All that is stored, by table; what Wagtail's search keeps is in tables of its own."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "django_migrations":
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = repr(cursor.fetchall()).lower()
    return found


@pytest.mark.django_db(transaction=True)
def test_no_name_is_left_anywhere(profile: ActivatorProfile) -> None:
    before = everything()
    assert all(any(name in text for text in before.values()) for name in NAMES)
    erase(profile, by=make_user("relecture"), now=timezone.now())
    after = everything()
    assert {table: name for table, text in after.items() for name in NAMES if name in text} == {}
    files = [str(path).lower() for path in Path(settings.BALISE_DATA_DIR).rglob("*") if path.is_file()]
    assert [path for path in files for name in NAMES if name in path] == []
    assert not PortalImage.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
class TestWhatStays:
    def test_every_address_is_gone(self, profile: ActivatorProfile, client: Client) -> None:
        erase(profile, by=None, now=timezone.now())
        for slug in ("zqprenomqz-zqnomqz", "zqprenomqz-zqancienqz"):
            for path in (f"/activateurs/{slug}/", f"/trouver-un-accompagnement/{slug}"):
                assert resolve_path(path, PublicScope(timezone.now())).status is RouteStatus.GONE
                assert client.get(path).status_code == 410

    def test_nobody_gets_them(self, profile: ActivatorProfile) -> None:
        erase(profile, by=None, now=timezone.now())
        assert make_profile("Zqprenomqz", "Zqnomqz").slug == "zqprenomqz-zqnomqz-2"
        assert addresses.taken(["zqprenomqz-zqnomqz"]) == {"zqprenomqz-zqnomqz"}

    def test_one_nameless_line_in_the_log(self, profile: ActivatorProfile) -> None:
        from wagtail.models import PageLogEntry

        user = make_user("relecture")
        erase(profile, by=user, now=timezone.now())
        entry = PageLogEntry.objects.get(action=ERASED)
        assert (entry.user, entry.page_id) == (user, directory_page().pk)
        assert not PageLogEntry.objects.filter(page=profile.pk).exists()

    def test_an_organisation_that_others_work_for(self, profile: ActivatorProfile) -> None:
        make_profile("Ada", "Autre", organisation=profile.organisation)
        erase(profile, by=None, now=timezone.now())
        assert Organisation.objects.get().name == "Zqatelierqz"

    def test_a_picture_that_others_show(self, profile: ActivatorProfile) -> None:
        make_profile("Ada", "Autre", photo=profile.photo)
        erase(profile, by=None, now=timezone.now())
        assert PortalImage.objects.exists()


@pytest.mark.django_db
def test_a_profile_that_never_was_public_leaves_nothing_at_all(client: Client) -> None:
    draft = make_profile("Zoé", "Lefèvre", live=False)
    erase(draft, by=None, now=timezone.now())
    assert not ProfileAddress.objects.exists()
    assert client.get("/activateurs/zoe-lefevre/").status_code == 404


@pytest.mark.django_db
def test_deleting_the_whole_directory_answers_410_too(client: Client) -> None:
    make_profile("Zoé", "Lefèvre")
    directory_page().delete()
    assert client.get("/trouver-un-accompagnement/zoe-lefevre").status_code == 410
    assert not ProfileAddress.objects.exclude(slug="").exists()
    assert issubclass(apps.get_model("core.GonePath"), models.Model)
    assert not Page.objects.filter(slug="zoe-lefevre").exists()
