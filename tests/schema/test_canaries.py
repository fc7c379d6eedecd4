"""Nothing hidden comes out, whatever is asked."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from core.querysets import DocumentQuerySet, ImageQuerySet, PublicPageQuerySet
from core.statements import Statement
from core.visibility import PublicScope
from pages.models import PortalSettings
from tests.factories.directory import make_profile
from tests.factories.pages import make_user
from tests.schema.asking import post
from tests.schema.walk import Answer, UnknownArgument, Walk, strings
from tests.schema.world import World

BY_SLUG = "query ($slug: String!) { activator(slug: $slug) { id } }"
KEY = ("Application", "key")  # only of a file that was just started


def walk(client: Client, world: World, values: Mapping[str, list[Any]] | None = None) -> Walk:
    def send(query: str, variables: Mapping[str, Any]) -> Any:
        response = post(client, query, variables=variables)
        assert response.status_code == 200, response.content[:2000]
        return response.json()

    return Walk(send, values or world.values).run()


def leaks(answers: list[Answer], world: World) -> dict[str, str]:
    """The canaries that are found in the answers, with the text they were found in."""
    found: dict[str, str] = {}
    texts = {readable for answer in answers for _, text in strings(answer.body) for readable in readings(text)}
    for canary in world.canaries:
        for text in texts:
            if (
                canary.token in text.lower()
                or text in canary.ids
                or any(address in text for address in canary.addresses)
            ):
                found[canary.name] = text
    return found


def readings(text: str) -> list[str]:
    """The text, and what stands in it when it is Base64, as cursors and ids are."""
    try:
        return [text, base64.urlsafe_b64decode(text.encode("ascii")).decode()]
    except (binascii.Error, ValueError):
        return [text]


# Of whoever is signed in, and of nobody else.
OWN = ("Viewer", "MyProfile", "BrandAsset", "OwnBrandDecision", "CharterToAccept")


def test_nothing_hidden_comes_out_and_everything_is_asked(client: Client, world: World) -> None:
    done = walk(client, world)
    assert leaks(done.answers, world) == {}
    assert {answer.field: answer.body["errors"] for answer in done.answers if "errors" in answer.body} == {}
    own = {pair for pair in done.pairs if pair[0] in OWN} | {("Query", "viewer"), KEY}
    assert sorted(done.pairs - done.reached) == sorted(own), "the walk met no object that has these fields"
    print(f"{len(done.pairs)} fields, {len(done.answers)} queries, {len(world.canaries)} canaries")


def test_a_session_changes_nothing(client: Client, world: World) -> None:
    values = {name: given[:3] for name, given in world.values.items()}
    anonymous = walk(client, world, values)
    client.force_login(make_user("admin", superuser=True))
    changed = [answer.field for answer in walk(client, world, values).answers if answer not in anonymous.answers]
    assert set(changed) == {"viewer"}


def test_another_activator_sees_what_everybody_sees_and_themselves(client: Client, world: World) -> None:
    """Whoever has a profile of their own, and a draft of it."""
    account = make_user("voisine")
    mine = make_profile("Anne", "Voisine", account=account, themes=["contenus"],
                        sectors=["commerce"], departments=["35"], services="<p>Des services.</p>",
                        references="<p>Des références.</p>")  # fmt: skip
    draft = mine.get_latest_revision_as_object()
    draft.pricing, draft.website = "Sur devis", "https://voisine.example/"
    draft.save_revision()
    client.force_login(account)
    done = walk(client, world, {name: given[:1] for name, given in world.values.items()})
    assert leaks(done.answers, world) == {}
    unreached = {("MyProfile", "requestOfReviewer"), ("Viewer", "brandAssets"), KEY}
    assert {pair for pair in done.pairs - done.reached if pair[0] in ("Viewer", "MyProfile", "Query")} <= unreached
    (own,) = [answer.body["data"] for answer in done.answers if answer.field == "viewer"]
    assert "Sur devis" in str(own)


def test_a_draft_is_no_node(client: Client, world: World) -> None:
    account = make_user("voisine")
    make_profile("Anne", "Voisine", live=False, account=account)
    client.force_login(account)
    own = ask(client, "{ viewer { profile { live { id } draft { id slug } } } }")["viewer"]["profile"]
    assert own["live"] is None
    assert ask(client, "query ($id: ID!) { node(id: $id) { id } }", id=own["draft"]["id"])["node"] is None
    assert ask(client, BY_SLUG, slug=own["draft"]["slug"])["activator"] is None


def ask(client: Client, query: str, **variables: Any) -> Any:
    body = post(client, query, variables=variables).json()
    assert "errors" not in body, body["errors"]
    return body["data"]


def test_counts_are_of_public_things(client: Client, world: World) -> None:
    counts = "{ faqEntries { totalCount } updates { totalCount } }"
    expected = {"faqEntries": {"totalCount": world.entries}, "updates": {"totalCount": world.updates}}
    assert ask(client, counts) == expected


def test_hidden_words_find_nothing(client: Client, world: World) -> None:
    query = """query ($word: String!) {
      search(query: $word) { totalCount }
      found: faqEntries(filter: {query: $word}) { totalCount }
      tagged: faqEntries(filter: {keyword: $word}) { totalCount }
      inSection: faqEntries(filter: {section: $word}) { totalCount }
      updates(filter: {section: $word}) { totalCount }
      faqEntry(slug: $word) { id }
      faq(slug: $word) { id }
    }"""
    for token in world.tokens:
        data = ask(client, query, word=token)
        assert {name: found and found["totalCount"] for name, found in data.items()} == {
            "search": 0, "found": 0, "tagged": 0, "inSection": 0, "updates": 0, "faqEntry": None, "faq": None,
        }, token  # fmt: skip


def test_hidden_ids_and_paths_answer_as_if_nothing_was_there(client: Client, world: World) -> None:
    ids = [key for canary in world.canaries for key in canary.ids]
    assert ask(client, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)["nodes"] == [None] * len(ids)
    query = "query ($path: String!) { route(path: $path) { status httpStatus node { id } redirect { path } } }"
    not_found = {"status": "NOT_FOUND", "httpStatus": 404, "node": None, "redirect": None}
    gone = [world.gone_path, *(path for canary in world.canaries if canary.is_gone for path in canary.paths)]
    hidden = [path for canary in world.canaries for path in canary.paths if path not in gone]
    for path in [*hidden, *world.redirect_paths[world.public_redirects :]]:
        assert ask(client, query, path=path)["route"] == not_found, path
    for path in gone:
        assert ask(client, query, path=path)["route"] == not_found | {"status": "GONE", "httpStatus": 410}, path


def test_an_address_that_only_a_draft_would_have_is_free(client: Client, world: World) -> None:
    query = "query ($input: SlugProposalInput!) { slugProposal(input: $input) { available } }"
    for canary in world.canaries:
        names = {"category": "PRIVATE_CONSULTANT", "firstName": canary.token, "lastName": canary.token}
        free = ask(client, query, input=names | {"organisationName": ""})["slugProposal"]["available"]
        # What was public once, and is hidden or gone now, stays nobody else's (S4); drafts tell nothing.
        assert free == (canary.name not in ONCE_PUBLIC), canary.name


def test_private_files_are_not_served(client: Client, world: World) -> None:
    for document in world.private_documents:
        response = client.get(document.url)
        content = b"".join(response) if response.streaming else response.content
        assert f"Contenu {document.title}".encode() not in content
        assert "Content-Disposition" not in response
    for picture in world.private_images:
        assert client.get(f"/media/{picture.file.name}").status_code == 404
        with pytest.raises(NotImplementedError):
            _ = picture.file.url


def test_who_looks_at_private_pictures_shows_them_to_nobody(client: Client, world: World) -> None:
    before = set(storages["public"].listdir("images")[1])
    client.force_login(make_user("looking", superuser=True))
    assert client.get(reverse("wagtailimages:index")).status_code == 200
    seen = []
    for picture in world.private_images:
        assert client.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 200
        seen += [made for made in picture.renditions.all() if made.url.startswith("/admin/")]
    assert len(seen) >= 2 * len(world.private_images)
    assert set(storages["public"].listdir("images")[1]) == before
    client.logout()
    for made in seen:
        assert client.get(made.url).status_code == 302
        assert client.get(f"/media/{made.file.name}").status_code == 404


ONCE_PUBLIC = {
    "fichedepubliee", "fichesuspendue", "fichepartie", "ficheexpiree", "fichereservee", "ficheeffacee",
    "dossierpublished",
}  # fmt: skip

# --- the walk can fail ----------------------------------------------------------------------------------

MUTATIONS: dict[str, tuple[tuple[Any, str, Any], set[str]]] = {
    "pages: all": (
        (PublicPageQuerySet, "public", lambda pages, scope: pages.all()),
        {
            "jamaispublie", "programme", "depublie", "expire", "reservepassword", "reservelogin", "reservegroups",
            "danssectiondepubliee", "sectiondepubliee", "danssectionreservee", "sectionreservee",
            "danssectionexpiree", "sectionexpiree", "contenureserve", "contenudepublie", "souscontenu", "autresite",
            "fichebrouillon", "ficheprogrammee", "fichedepubliee", "fichesuspendue", "fichepartie", "ficheexpiree",
            "fichereservee", "dossieraccepted", "dossieractivated", "dossierpublished",
        },
    ),
    "no closed ancestors": (
        (PublicScope, "closed_page_paths", ()),
        {
            "reservepassword", "reservelogin", "reservegroups", "danssectiondepubliee", "danssectionreservee",
            "sectionreservee", "danssectionexpiree", "contenureserve", "souscontenu", "fichereservee",
            # Their addresses, by those of what is under them.
            "sectiondepubliee", "sectionexpiree", "contenudepublie",
        },
    ),
    "live is enough": (
        ("core.querysets", "live_now", lambda now: Q(live=True)),
        {"expire", "ficheexpiree"},
    ),
    "images: all": (
        (ImageQuerySet, "public", lambda images, scope: images.all()),
        {"imageprive", "imagesousprive", "imagemotdepasse"},
    ),
    "documents: all": ((DocumentQuerySet, "public", lambda documents, scope: documents.all()), {"document"}),
    "no closed collections": (
        (PublicScope, "closed_collection_paths", ()),
        {"imageprive", "imagesousprive", "imagemotdepasse", "document"},
    ),
}  # fmt: skip


@pytest.fixture
def compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compiled once for the life of a process would not see the mutation, or would outlive it."""
    own: dict[Statement[Any], Statement[Any]] = {}
    run = Statement.__call__

    def run_own(statement: Statement[Any], values: Any) -> list[Any]:
        if statement not in own:
            own[statement] = Statement(statement._build, statement._around)
        return run(own[statement], values)

    monkeypatch.setattr(Statement, "__call__", run_own)


@pytest.mark.usefixtures("compiled_anew")
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_walk_finds_what_leaks(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch, mutation: str
) -> None:
    (owner, name, replacement), expected = MUTATIONS[mutation]
    if isinstance(owner, str):
        owner = import_module(owner)
    monkeypatch.setattr(owner, name, replacement)
    done = walk(client, world, {name: given[:1] for name, given in world.values.items()})
    found = {name.rstrip("0123456789") for name in leaks(done.answers, world)}
    assert found == expected


def test_the_walk_fails_at_a_field_it_cannot_reach(client: Client, world: World) -> None:
    PortalSettings.objects.all().delete()
    done = walk(client, world, {name: given[:1] for name, given in world.values.items()})
    assert ("NavigationItem", "title") in done.pairs - done.reached


def test_the_walk_fails_at_an_argument_it_knows_no_values_for(client: Client, world: World) -> None:
    values = {name: given for name, given in world.values.items() if name != "keyword"}
    with pytest.raises(UnknownArgument, match=r"FaqEntryFilter\.keyword"):
        walk(client, world, values)
