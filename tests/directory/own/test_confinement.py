"""An activator in the admin: every address is closed but those that are named, and none tells of anybody else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Collection, Page

from accounts.models import User
from core.models import PortalDocument, PortalImage
from directory.actions.own_profile import save_draft
from directory.admin.own.confinement import HOME, OPEN, OWN, is_confined
from directory.models import ActivatorProfile
from tests.directory.own.conftest import asked
from tests.factories.directory import make_profile
from tests.factories.files import make_file
from tests.factories.pages import make_content_page, make_user
from tests.schema.contents import png

CANARIES = ("zqbrouillonqz", "zqpersonneqz", "zqfichierqz", "zqrayonqz", "zqautreqz")

# What each may answer a person who is signed in; everything else is 403.
ANSWERS = dict.fromkeys(OPEN, (200, 302, 404, 405))


SIGN_IN = ("wagtailadmin_login", "accounts.admin_sign_in.SignInView")


@pytest.fixture
def canaries(profile: ActivatorProfile) -> dict[str, Any]:
    """Something of every kind that the admin shows."""
    draft = make_content_page("Zqbrouillonqz", live=False)
    user = make_user("zqpersonneqz")
    root = Collection.get_first_root_node()
    collection = root.add_child(instance=Collection(name="Zqrayonqz"))
    image = PortalImage(title="Zqfichierqz", description="x", file=ImageFile(io.BytesIO(png()), "x.png"))
    image.save()
    document = PortalDocument(title="Zqfichierqz", file=ContentFile(b"x", name="x.txt"))
    document.save()
    other = make_profile("Zqautreqz", "Martin")
    file = make_file("SUBMITTED", last_name="Zqautreqz", email="zqautreqz@exemple.example")
    return {"pages": [draft, other, Page.objects.get(depth=1)], "ids": [
        draft.pk, other.pk, user.pk, collection.pk, image.pk, document.pk, file.pk, profile.pk, 1,
    ]}  # fmt: skip


def patterns(resolver: Any, before: str = "", names: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the admin with its name, as the resolver has them: a new one is tested without a word."""
    for found in resolver.url_patterns:
        route = before + str(found.pattern)
        if isinstance(found, URLResolver):
            inner = f"{names}{found.namespace}:" if found.namespace else names
            yield from patterns(found, route, inner)
        elif isinstance(found, URLPattern):
            yield route, f"{names}{found.name}" if found.name else found.lookup_str


def admin_patterns() -> list[tuple[str, str]]:
    return [(route, name) for route, name in patterns(get_resolver()) if route.startswith("admin/")]


def addresses(route: str, ids: list[int]) -> Iterator[str]:
    """Addresses that a route stands for, with the ids of things that exist."""
    kinds = {"uuid": "3f1c2b8e-0000-4000-8000-000000000000", "slug": "page", "path": "x.png", "str": "page"}
    words = {"app_label": "wagtailcore", "app_name": "wagtailcore", "model_name": "page", "action": "delete"}
    wide = "<int:" in route or "<str:pk>" in route
    for pk in ids if wide else ids[:1]:

        def value(match: re.Match[str], pk: int = pk) -> str:
            kind, _, name = match.group(1).rpartition(":")
            return (
                str(pk)
                if kind == "int" or name in ("pk", "object_id", "user_id")
                else words.get(name) or kinds[kind or "str"]
            )

        path = re.sub(r"<([a-z]*:?\w+)>", value, route)
        path = re.sub(r"\(\?P<\w+>[^)]*\)", str(pk), path)
        path = path.replace("^", "").replace("$", "").replace("\\Z", "").replace(".*/", "nowhere/")
        yield f"/{path}"


@pytest.fixture
def own_client(client: Client, owner: User, profile: ActivatorProfile) -> Client:
    save_draft(profile, changes={"pricing": "90 €"}, **asked(profile, owner))
    client.force_login(owner)
    return client


def content(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace").lower()


def test_the_walk_finds_the_admin() -> None:
    names = {name for _, name in admin_patterns()}
    assert len(names) > 200
    assert OPEN - {"public_path"} <= names
    for name in (
        "wagtailadmin_pages:edit", "wagtailadmin_choose_page", "wagtailusers_users:index",
        "wagtailadmin_api:pages:listing", "wagtailimages_chooser:choose",
        "wagtailadmin_reports:site_history", "directory_step", "activators:index",
    ):  # fmt: skip
        assert name in names, name


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_answers_but_those_that_are_open(own_client: Client, canaries: dict[str, Any], method: str) -> None:
    wrong, told = [], []
    own_client.raise_request_exception = False
    for route, name in admin_patterns():
        if name == "wagtailadmin_logout" or (method == "post" and name in SIGN_IN):
            continue  # signs out
        allowed = ANSWERS.get(name, (302,) if (name, method) == (HOME, "get") else (403,))
        for path in addresses(route, canaries["ids"]):
            response = getattr(own_client, method)(path)
            if response.status_code not in allowed:
                wrong.append((path, name, response.status_code))
            if found := [word for word in CANARIES if word in content(response)]:
                told.append((path, found))
    assert not wrong
    assert not told


@pytest.mark.parametrize(
    "path",
    [
        "/admin/pages/1/?q=zqbrouillonqz",
        "/admin/pages/search/?q=zq",
        "/admin/choose-page/search/?q=zq",
        "/admin/choose-page/?page_type=wagtailcore.page",
        "/admin/api/main/pages/?search=zq&fields=*",
        "/admin/images/chooser/?q=zq",
        "/admin/documents/chooser/?q=zq",
        "/admin/users/?q=zq",
        "/admin/tag-autocomplete/?term=z",
        "/admin/reports/site-history/",
        "/admin/nowhere/",
        "/admin/pages//edit/",
        "/admin/./users/",
    ],
)
def test_ways_round_are_closed(own_client: Client, canaries: dict[str, Any], path: str) -> None:
    for headers in ({}, {"X-Requested-With": "XMLHttpRequest"}):
        response = own_client.get(path, headers=headers)
        assert response.status_code in (403, 404)
        assert not [word for word in CANARIES if word in content(response)]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head"])
def test_whatever_the_method(own_client: Client, profile: ActivatorProfile, method: str) -> None:
    for path in (f"/admin/pages/{profile.pk}/edit/", "/admin/users/", "/admin/api/main/pages/"):
        assert getattr(own_client, method)(path).status_code == 403
    assert own_client.generic(method.upper(), "/admin/").status_code in (302, 403)


def test_their_own_page_is_not_edited_in_the_editors_way(own_client: Client, profile: ActivatorProfile) -> None:
    for end in ("edit/", "delete/", "history/", "revisions/1/view/", "edit/preview/", "unpublish/", "copy/", "move/"):
        assert own_client.post(f"/admin/pages/{profile.pk}/{end}").status_code == 403


def test_the_menu_has_one_entry(own_client: Client, canaries: dict[str, Any]) -> None:
    response = own_client.get("/admin/", follow=True)
    assert response.redirect_chain == [("/admin/ma-fiche/", 302)]
    from wagtail.admin.menu import admin_menu

    shown = [item.label for item in admin_menu.menu_items_for_request(response.wsgi_request)]
    assert shown == ["Ma fiche"]


class TestWhoIsConfined:
    def test_nobody_who_has_another_role(self, directory: Any) -> None:
        for group in ("Rédacteurs", "Modérateurs", "Instructeurs"):
            assert not is_confined(make_user(f"u-{group}", groups=[group, "Activateurs"]))
        assert not is_confined(make_user("chef", superuser=True))

    def test_whoever_has_none(self, directory: Any) -> None:
        Group.objects.create(name="Lettre d’information")
        assert is_confined(make_user("a", groups=["Activateurs", "Lettre d’information"]))
        assert is_confined(make_user("b"))

    def test_more_for_the_group_opens_nothing(self, own_client: Client, owner: User, canaries: dict[str, Any]) -> None:
        group = Group.objects.get(name="Activateurs")
        group.permissions.add(*Permission.objects.filter(codename__in=["change_user", "view_application"]))
        assert is_confined(User.objects.get(pk=owner.pk))
        assert own_client.get("/admin/users/").status_code == 403

    def test_others_are_left_alone(self, client: Client, profile: ActivatorProfile) -> None:
        client.force_login(make_user("mod", groups=["Modérateurs"]))
        assert client.get("/admin/").status_code == 200
        assert client.get(f"/admin/pages/{profile.pk}/edit/").status_code == 200


def test_the_names_of_what_is_open_are_used() -> None:
    assert OWN < OPEN
