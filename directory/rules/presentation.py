"""Rules W8 to W10: what a profile offers, and how it shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from core.rules import Finding, finding
from directory.rules.catalogue import W8, W9, W10
from directory.rules.slugs import slugify

THEMES_ADVISED = 3
_LINK_MAX_LENGTH = 2000  # characters; browsers and mail programs cut what is longer
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SHORTEST_NAME = 3  # letters: a shorter one is found in any file's name by chance


def is_web_link(link: str) -> bool:
    """Whether it is the address of something on the web: http or https, and the name of a host.

    Not an address of numbers, a name without a dot, or one with a user's name before it, which reads as another
    host. It is not followed: whether anything answers is for rule W11.
    """
    if len(link) > _LINK_MAX_LENGTH or any(char.isspace() or not char.isprintable() for char in link):
        return False
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode().removesuffix(".")
        port = parts.port
    except ValueError:  # also of IDNA and of a port that is no number
        return False
    labels = host.split(".")
    return (
        parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and "\\" not in link  # which browsers read as a slash
        and (port is None or port > 0)
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )


def offer_linked(website: str, social_links: Sequence[str]) -> list[Finding]:
    """Rule W8: a link to the offer, a site or a page on a social network; and no link that is none."""
    links: list[tuple[tuple[str, ...], str]] = [(("website",), website.strip())]
    links += [(("social_links", str(index)), link.strip()) for index, link in enumerate(social_links, start=1)]
    given = [(field, link) for field, link in links if link]
    if not given:
        text = "indiquez l’adresse d’un site, ou d’une page sur un réseau social, où l’on voit votre offre."
        return [finding(W8, "NO_OFFER_LINK", ("website",), text)]
    return [
        finding(W8, "NO_OFFER_LINK", field, "ce n’est pas l’adresse d’une page web. Elle commence par https://.", link)
        for field, link in given
        if not is_web_link(link)
    ]


def themes_chosen(chosen: int, offered: int) -> list[Finding]:
    """Rule W9: three themes of intervention are advised. `offered` is how many there are to choose from."""
    if chosen <= THEMES_ADVISED:
        return []
    if chosen >= offered:
        text = (
            "tous les thèmes sont cochés : une petite entreprise ne saura pas pourquoi s’adresser à vous plutôt qu’à "
            f"un autre. Gardez les {THEMES_ADVISED} que vous maîtrisez le mieux."
        )
    else:
        text = f"{chosen} thèmes, c’est beaucoup. Gardez les {THEMES_ADVISED} que vous maîtrisez le mieux."
    return [finding(W9, "TOO_MANY_THEMES", ("themes",), text)]


def picture_named(file_name: str, *, first_name: str, last_name: str, organisation_name: str) -> list[Finding]:
    """Rule W10: the picture's file bears the person's name, in either order, or the company's.

    `file_name` is as it was uploaded, with or without folders. Other words around the name do no harm
    («photo_Jean-Martin_2024.jpg»).
    """
    if not file_name.strip():
        return []
    base = PurePosixPath(file_name.replace("\\", "/")).name
    stem = slugify(base.rpartition(".")[0] or base)
    first, last = slugify(first_name), slugify(last_name)
    names = [f"{first}-{last}", f"{last}-{first}", slugify(organisation_name)]
    joined = [name.replace("-", "") for name in names]
    if any(len(name) >= _SHORTEST_NAME and name in stem.replace("-", "") for name in joined):
        return []
    advised = names[0].strip("-") or names[2]
    text = "le fichier de la photo ne porte le nom ni de la personne ni de l’entreprise."
    if advised:
        extension = base.rpartition(".")[2].lower() if "." in base else "jpg"
        text += f" Nommez-le par exemple « {advised}.{extension} »."
    return [finding(W10, "PICTURE_BADLY_NAMED", ("photo",), text, base)]
