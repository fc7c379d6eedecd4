"""A portal with something of every kind that is public, and hidden things planted wherever they could come out.

Each canary carries a word that is found nowhere else (`token`) in all that is written of it. Public contents point
at every canary by every kind of edge.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from core.images import prepare
from core.models import PortalDocument, PortalImage
from pages.models import DatedUpdate, FaqEntry, FaqSection, PortalSettings
from schema.node import encode_id
from tests.factories.pages import home_page, make_content_page, make_entry, make_faq, make_section, schedule
from tests.schema import directory_canaries, file_canaries
from tests.schema.contents import blocks, png, rich_text
from tests.schema.world import Canary, World

UPDATED = date(2024, 6, 15)


def token_of(name: str) -> str:
    """A word that is in no language, that every step of the text's way leaves alone."""
    return f"zq{name}qz"


def plant(*, still_open: bool = False) -> World:
    """Make the portal. `still_open`: what can be public is, until `world.close()`.

    The caller's transaction takes it away again.
    """
    return Planting(still_open=still_open).world


class Planting:
    def __init__(self, *, still_open: bool = False) -> None:
        self.world = World()
        self._still_open = still_open
        self.now = timezone.now()
        self.home = home_page()
        self.faq = make_faq(introduction="<p>Bienvenue.</p>")
        self.section = make_section("Thème public", slug="theme-public")
        self.section.save_revision().publish()
        self.pictures = self._pictures()
        self.documents = self._documents()
        self._hidden_pages()
        directory_canaries.plant(self)
        file_canaries.plant(self)
        self._public_pages()
        self._redirects()
        self._site()

    token_of = staticmethod(lambda name: token_of(name))

    def close(self, canary: str, how: Callable[[], object]) -> None:
        """Have something that is public no longer be so: now, or when the world closes."""
        if self._still_open:
            self.world.closing[canary] = how
        else:
            how()

    # --- files ------------------------------------------------------------------------------------------

    def _collections(self) -> Iterator[tuple[str, Collection]]:
        root = Collection.get_first_root_node()
        closed = root.add_child(instance=Collection(name="Privé"))
        self.close("imageprive", partial(self._restrict_collection, closed, "login"))
        yield "", root
        yield "prive", closed
        yield "sousprive", closed.add_child(instance=Collection(name="Sous-privé"))
        password = root.add_child(instance=Collection(name="Mot de passe"))
        self.close("imagemotdepasse", partial(self._restrict_collection, password, "password"))
        yield "motdepasse", password

    def _restrict_collection(self, collection: Collection, kind: str) -> None:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, password="sésame")

    def _pictures(self) -> list[PortalImage]:
        made = []
        for name, collection in self._collections():
            token = token_of(f"image{name}") if name else "Une image"
            picture = PortalImage(title=token, description=token)
            picture.file = ImageFile(io.BytesIO(png()), name=f"{token}.png")
            picture.focal_point_x, picture.focal_point_y = 20, 20
            picture.focal_point_width = picture.focal_point_height = 4
            picture.save()
            prepare(picture)
            # Moved when it had public sizes, and none of them withdrawn yet: nothing follows before the commit.
            PortalImage.objects.filter(pk=picture.pk).update(collection=collection)
            picture.refresh_from_db()
            made.append(picture)
            if name:
                addresses = [rendition.file.name for rendition in picture.renditions.all()]
                self.canary(f"image{name}", addresses=[*addresses, picture.file.name])
                self.world.private_images.append(picture)
        return made

    def _documents(self) -> list[PortalDocument]:
        made = []
        for collection in [Collection.get_first_root_node(), *Collection.objects.filter(depth__gt=1)]:
            token = token_of(f"document{collection.pk}") if collection.depth > 1 else "Un document"
            document = PortalDocument(title=token, collection=collection)
            document.file.save(f"{token}.txt", ContentFile(f"Contenu {token}".encode()), save=True)
            made.append(document)
            if collection.depth > 1:
                self.canary(f"document{collection.pk}", addresses=[f"/documents/{document.pk}/"])
                self.world.private_documents.append(document)
        return made

    # --- what nobody may see ----------------------------------------------------------------------------

    def canary(self, name: str, page: Page | None = None, **fields: Any) -> Canary:
        canary = Canary(name, token_of(name), page, **fields)
        if page is not None:
            canary.paths = [public_path(page), *canary.paths]
            canary.ids = [encode_id(type(page).__name__, page.pk)]
            if isinstance(page, FaqEntry):
                canary.ids += [encode_id("DatedUpdate", update.key) for update in page.updates.all()]
        self.world.canaries.append(canary)
        return canary

    def _hidden_entry(self, name: str, *, section: FaqSection | None = None, live: bool = True, **fields: Any) -> Any:
        token = token_of(name)
        fields.setdefault("answer", f"<p>Réponse {token}</p>")
        fields.setdefault("updates", [(UPDATED, f"Mise à jour {token}")])
        entry = make_entry(
            f"Question {token} ?", section=section or self.section, live=live, slug=token, keywords=[token],
            search_description=f"Résumé {token}", seo_title=f"Titre {token}", **fields,
        )  # fmt: skip
        self.canary(name, entry)
        return entry

    def _hidden_pages(self) -> None:
        self._hidden_entry("jamaispublie", live=False)
        schedule(self._hidden_entry("programme", live=False), self.now + timedelta(days=3))
        unpublished, expired = self._hidden_entry("depublie"), self._hidden_entry("expire")
        self.close("depublie", unpublished.unpublish)
        self.close("expire", partial(self._expire, expired))
        for kind in ("password", "login", "groups"):
            self.close(f"reserve{kind}", partial(self.restrict, self._hidden_entry(f"reserve{kind}"), kind))
        ways = {
            "depubliee": lambda page: page.unpublish(),
            "reservee": lambda page: self.restrict(page, "login"),
            "expiree": self._expire,
        }
        for way, hide in ways.items():
            name = f"section{way}"
            section = make_section(token_of(name), slug=token_of(name))
            self._hidden_entry(f"dans{name}", section=section)
            self.canary(name, section)
            self.close(name, partial(hide, section))
        self.close("contenureserve", partial(self.restrict, self._hidden_content("contenureserve"), "groups"))
        parent = self._hidden_content("contenudepublie")
        self._hidden_content("souscontenu", parent=parent)
        self.close("contenudepublie", parent.unpublish)
        outside = Page.get_first_root_node().add_child(instance=type(self.home)(title="Ailleurs", slug="ailleurs"))
        self._hidden_content("autresite", parent=outside)
        deleted = self._hidden_entry("supprime")
        self.world.gone_path = public_path(deleted)
        self.close("supprime", deleted.delete)
        self._drafts_of_live_pages()

    def _hidden_content(self, name: str, parent: Page | None = None) -> Any:
        token = token_of(name)
        page = make_content_page(token, parent=parent, slug=token, body=[("text", f"<p>{token}</p>")])
        self.canary(name, page)
        return page

    def restrict(self, page: Page, kind: str) -> None:
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sésame")
        if kind == "groups":
            restriction.groups.set([Group.objects.create(name=f"Lecteurs {page.pk}")])

    def _expire(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    def _drafts_of_live_pages(self) -> None:
        """What the next version of a public entry will say."""
        token = token_of("brouillon")
        entry = make_entry("Que dit la version publiée ?", section=self.section, updates=[(UPDATED, "Publiée.")])
        entry.title, entry.slug = f"Nouvelle question {token} ?", token
        entry.answer = [("text", f"<p>Nouvelle réponse {token}</p>")]
        entry.updates.add(DatedUpdate(date=date(2024, 6, 20), summary=f"Nouvelle mise à jour {token}"))
        entry.keywords.add(token)
        entry.search_description = token
        entry.save_revision()
        self.canary("brouillon", paths=[f"/faq/theme-public/{token}/"])
        self.world.entries += 1
        self.world.updates += 1

    # --- what everybody may see, and points at what nobody may ------------------------------------------

    @property
    def _hidden(self) -> list[Page]:
        pages = [canary.page for canary in self.world.canaries if canary.page is not None]
        return [page for page in pages if Page.objects.filter(pk=page.pk).exists()]

    def _public_pages(self) -> None:
        target = make_content_page("Mentions", slug="mentions")
        pages = [target, *self._hidden]
        answer = blocks(pages, self.pictures, self.documents, live=True)
        complete = make_entry(
            "Quel financement ?", section=self.section, slug="complete", answer=answer, verdict="YES",
            updates=[(UPDATED, "Une précision.", "MINOR"), (date(2024, 6, 10), "Un changement.")],
            keywords=["aide", "financement"], valid_from=date(2024, 1, 1), valid_until=date(2098, 12, 31),
            share_image=self.pictures[0],
        )  # fmt: skip
        plain = make_entry("Une autre question ?", section=self.section, share_image=self.pictures[1])
        self.world.entries += 2
        self.world.updates += 2
        text = rich_text(pages, self.pictures, self.documents)
        for page, values in (
            (self.home, {"introduction": text, "share_image": self.pictures[2]}),
            (self.faq, {"introduction": text, "share_image": self.pictures[2]}),
            (target, {"body": answer[:-1], "share_image": self.pictures[1]}),
        ):
            page.refresh_from_db(fields=["numchild"])  # pages were put under it meanwhile
            for name, value in values.items():
                setattr(page, name, value)
            page.save_revision().publish()
        for page in (complete, plain, target, self.home, self.faq, self.section):
            self.everybody_sees(page)
        self.world.public_ids += [encode_id("DatedUpdate", update.key) for update in complete.updates.all()]

    def everybody_sees(self, page: Page) -> None:
        """Note that a page is public."""
        page = Page.objects.get(pk=page.pk).specific
        self.world.public_paths.append(public_path(page))
        self.world.public_ids.append(encode_id(type(page).__name__, page.pk))

    def _redirects(self) -> None:
        site = Site.objects.get(is_default_site=True)
        Redirect.objects.create(
            old_path="/ancienne", site=site, redirect_page=Page.objects.get(slug="complete"), is_permanent=False
        )
        Redirect.objects.create(old_path="/dehors", redirect_link="https://exemple.example/")
        self.world.redirect_paths += ["/ancienne/", "/dehors/"]
        self.world.public_redirects = len(self.world.redirect_paths)
        for number, page in enumerate(self._hidden):
            Redirect.objects.create(old_path=f"/vers-{number}", site=site, redirect_page=page)
            Redirect.objects.create(old_path=f"/route-{number}", redirect_page=page, redirect_page_route_path="/x/")
            typed = self._typed_links(page)
            for kind, link in typed.items():
                Redirect.objects.create(old_path=f"/{kind}-{number}", redirect_link=link)
            self.world.redirect_paths += [f"/{kind}-{number}/" for kind in ("vers", "route", *typed)]

    def _typed_links(self, page: Page) -> dict[str, str]:
        """What an editor may type to lead to a page of the site."""
        if not page.path.startswith(self.home.path):
            return {}
        path = public_path(page)
        return {"lien": path, "nu": path.rstrip("/"), "adresse": f"{settings.BALISE_PUBLIC_URL}{path}#ici"}

    def _site(self) -> None:
        mentions = Page.objects.get(slug="mentions")
        links = [{"page": page.pk, "title": ""} for page in (mentions, *self._hidden)]
        menu = [{"type": "item", "value": link | {"children": links}} for link in links]
        legal = [{"type": "item", "value": link} for link in links]
        PortalSettings.objects.create(
            site=Site.objects.get(is_default_site=True),
            name="Balise",
            tagline="Repères",
            navigation=json.dumps(menu),
            legal_pages=json.dumps(legal),
        )


def public_path(page: Page) -> str:
    """The path that the page would have if it were public."""
    return "/" + page.url_path.split("/", 2)[2]
