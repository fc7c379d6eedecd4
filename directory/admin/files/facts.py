"""What a file says, as it was typed, in an order for reading. Nothing typed becomes markup but simple formatting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import nh3
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from directory.applications.content import Content, content_of
from directory.models import (
    Category,
    Department,
    LinkCheck,
    LinkState,
    NoticeState,
    OrganisationKind,
    Region,
    RegisterAnswer,
    Sector,
    Theme,
)
from directory.texts import to_rich_text

if TYPE_CHECKING:
    from django.db.models import Model

    from directory.models import Application

_WEB = ("http", "https")
# A link opens beside, and tells the other site nothing of where it was followed.
_LINKS = nh3.Cleaner(
    tags={"p", "br", "b", "i", "ul", "ol", "li", "a"},
    attributes={"a": {"href"}},
    url_schemes={*_WEB, "mailto", "tel"},
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that somebody typed. `href` is empty for one that no browser should follow."""

    text: str
    href: str
    note: str = ""  # what its check has found


@dataclass(frozen=True, slots=True)
class Fact:
    """One line. `html` is clean; `links` and `items` are lists; whatever is empty was not given."""

    label: str
    text: str = ""
    html: SafeString | None = None
    links: tuple[Link, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.html or self.links or self.items)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    name: str
    facts: tuple[Fact, ...]


def rich(text: str) -> SafeString:
    """A text of the applicant with its paragraphs, lists and links, and nothing else."""
    return mark_safe(_LINKS.clean(to_rich_text(text)))


def link(text: str, note: str = "") -> Link:
    """An address as it was typed; only what leads to the web is a link."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in _WEB and bool(parts.hostname)
    except ValueError:
        is_web = False
    return Link(text, text if is_web else "", note)


def sections_of(application: Application) -> list[Section]:
    """The file's content; five statements at most."""
    given = content_of(application)
    notes = _link_notes([given.website, *given.social_links])
    return [
        Section("Qui", "qui", _person(given, application)),
        Section("Organisation", "organisation", _organisation(given)),
        Section("Offre", "offre", _offer(given, notes)),
        Section("Engagement", "engagement", _commitment(given, application)),
    ]


def _person(given: Content, application: Application) -> tuple[Fact, ...]:
    return (
        Fact("Catégorie", _label(Category, given.category)),
        Fact("Prénom", given.first_name),
        Fact("Nom", given.last_name),
        Fact("Courriel de la fiche", _shown(given.email, given.email_is_public)),
        Fact("Courriel du dossier", application.email),
        Fact("Téléphone", _shown(given.telephone, given.telephone_is_public)),
    )


def _organisation(given: Content) -> tuple[Fact, ...]:
    point = "" if given.latitude is None else f"{given.latitude}, {given.longitude}"
    return (
        Fact("Nom", given.organisation_name),
        Fact("SIRET", _grouped(given.siret)),
        Fact("Lien avec l’organisation", _label(OrganisationKind, given.organisation_kind)),
        Fact("Adresse", ", ".join(part for part in (given.street, f"{given.postcode} {given.city}".strip()) if part)),
        Fact("Cette adresse est", "celle de l’activateur" if given.address_differs else "celle de l’organisation"),
        Fact("Coordonnées", point),
    )


def _offer(given: Content, notes: Mapping[str, str]) -> tuple[Fact, ...]:
    return (
        Fact("Présentation", html=rich(given.presentation)),
        Fact("Services proposés", html=rich(given.services)),
        Fact("Références", html=rich(given.references)),
        Fact("Tarifs", given.pricing),
        Fact("Thèmes", items=_names(Theme, given.themes, ("slug",))),
        Fact("Secteurs", items=_names(Sector, given.sectors, ("slug",))),
        Fact("Régions", items=_names(Region, given.regions, ("code", "slug"))),
        Fact("Départements", items=_names(Department, given.departments, ("code", "slug"))),
        Fact("Site internet", links=_linked([given.website], notes)),
        Fact("Réseaux sociaux", links=_linked(given.social_links, notes)),
    )


def _commitment(given: Content, application: Application) -> tuple[Fact, ...]:
    return (
        Fact("Signataire de la lettre", given.signatory_name),
        Fact("Fonction", given.signatory_role),
        Fact("L’activateur dirige l’organisation", "oui" if given.activator_is_head else "non"),
        Fact("Charte acceptée", application.charter_version),
    )


def _shown(contact: str, is_public: bool) -> str:
    """With who will see it; nothing where it was not given."""
    return f"{contact} ({'montré sur la fiche' if is_public else 'pas montré'})" if contact else ""


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _grouped(siret: str) -> str:
    """As it is printed: 123 456 789 00012; another text as it is."""
    if not (siret.isdigit() and len(siret) == 14):
        return siret
    return "\u00a0".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))


def _names(model: type[Model], chosen: Collection[str], keys: tuple[str, ...]) -> tuple[str, ...]:
    """The names of what was chosen of a list; what is not on it as it was sent."""
    if not chosen:
        return ()
    wanted = Q(*[(f"{key}__in", list(chosen)) for key in keys], _connector=Q.OR)
    rows = model._default_manager.filter(wanted).values_list("name", *keys)
    names = {word: name for name, *words in rows for word in words}
    return tuple(names.get(word, f"{word} (hors liste)") for word in chosen)


def _linked(given: Collection[str], notes: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(link(text, notes.get(text, "")) for text in given if text)


def _link_notes(links: Collection[str]) -> dict[str, str]:
    """What the checks of links have found (rule W11), by link."""
    found = {}
    for check in LinkCheck.objects.of([text for text in links if text]):
        notes = [str(check.get_state_display())] if check.state != LinkState.PENDING else []
        if check.state == LinkState.BROKEN and check.reason:
            notes.append(check.reason)
        if check.notice == NoticeState.NO:
            notes.append("mentions légales absentes")
        found[check.url] = ", ".join(notes)
    return found


def register_of(application: Application) -> Section | None:
    """What the public register of companies has answered of the SIRET; None when it was not asked."""
    answer = RegisterAnswer.objects.filter(siret=application.siret).first() if application.siret else None
    if answer is None or answer.answered_at is None:
        return None
    if not answer.found:
        return Section("Registre des entreprises", "registre", (Fact("Réponse", "ce SIRET n’y est pas connu"),))
    name = "masqué à la demande de l’entreprise : à vérifier par vous" if answer.is_masked else answer.name
    state = "fermé" if answer.is_closed else "ouvert"
    return Section("Registre des entreprises", "registre", (Fact("Nom", name), Fact("Établissement", state)))
