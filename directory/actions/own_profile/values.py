"""What is typed, as what is stored; and why some of it cannot be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from directory.errors import NotYours, Problem, UploadUnknown
from directory.models import ActivatorProfile, Department, Region, Sector, Theme, Upload, UploadKind
from directory.rules.identity import normalise_siret
from directory.rules.lengths import MAX_LENGTHS, SOCIAL_LINK_MAX_LENGTH, SOCIAL_LINKS_MAX
from directory.rules.own_profile import CHOICES, LINKS, OWN_FIELDS, PHOTO, POINT, RICH_TEXTS, SWITCHES, TEXTS
from directory.texts import strip_control, to_rich_text

RICH_TEXT_MAX_LENGTH = 50_000  # characters, HTML included
_LIMITS = {"latitude": 90, "longitude": 180}
_MODELS: Mapping[str, type[Any]] = {"themes": Theme, "sectors": Sector, "regions": Region, "departments": Department}
_UNKNOWN = {
    "themes": "Ce thème n’existe pas : « {} ».",
    "sectors": "Ce secteur n’existe pas : « {} ».",
    "regions": "Cette région n’existe pas : « {} ».",
    "departments": "Ce département n’existe pas : « {} ».",
}


class Unstorable(ValueError):
    """A value that no draft can hold."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = (code, message)


def stored_values(profile: ActivatorProfile, changes: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """What the changes store, by field, and what is wrong with the others. Raises NotYours, UploadUnknown."""
    for name, value in changes.items():
        if name not in OWN_FIELDS and not is_as_it_was(profile, name, value):
            raise NotYours(name)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in (name for name in changes if name in OWN_FIELDS):
        try:
            values[name] = _reader(name)(profile, name, changes[name])
        except Unstorable as wrong:
            problems.append(Problem((name,), *wrong.problem))
    problems += _half_a_point(profile, changes, values)
    return values, problems


def is_as_it_was(profile: ActivatorProfile, name: str, value: Any) -> bool:
    """Whether giving a field that is not theirs changes nothing. Nothing given is nothing changed."""
    if value in (None, "", ()) or value == []:
        return True
    if name in ("siret", "organisation_name"):
        clean: Callable[[str], str] = normalise_siret if name == "siret" else _folded
        return clean(str(value)) == clean(getattr(profile, name))
    if name in ("category", "organisation_kind", "slug"):
        return str(value) == getattr(profile, name)
    return _is_as_in_the_file(profile, name, value)


def _is_as_in_the_file(profile: ActivatorProfile, name: str, value: Any) -> bool:
    """What only the file says: who signed the letter, and what was accepted."""
    from directory.applications.content import content_of

    application = getattr(profile, "application", None)
    if application is None:
        return False
    if name == "charter_version":
        return bool(value == application.charter_version)
    if name == "accept_charter":
        return value is (application.charter_accepted_at is not None)
    if name in ("signatory_name", "signatory_role"):
        return _folded(str(value)) == _folded(getattr(content_of(application), name))
    return name == "activator_is_head" and value is content_of(application).activator_is_head


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _reader(name: str) -> Callable[[ActivatorProfile, str, Any], Any]:
    readers = (
        (TEXTS, _text), (RICH_TEXTS, _rich_text), (SWITCHES, _switch), (CHOICES, _chosen), (POINT, _degrees),
        ((LINKS,), _links), ((PHOTO,), _photo),
    )  # fmt: skip
    return next(reader for names, reader in readers if name in names)


def _text(profile: ActivatorProfile, name: str, value: Any) -> str:
    limit = MAX_LENGTHS[name][1]
    text = re.sub(r"\s+", " ", strip_control("" if value is None else str(value))).strip()
    return _short(text, limit)


def _rich_text(profile: ActivatorProfile, name: str, value: Any) -> str:
    return to_rich_text(_short("" if value is None else str(value), RICH_TEXT_MAX_LENGTH))


def _short(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unstorable("TOO_LONG", f"C’est trop long : {limit} caractères au plus, il y en a {len(text)}.")
    return text


def _switch(profile: ActivatorProfile, name: str, value: Any) -> bool:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise Unstorable("INVALID", "Répondez par oui ou par non.")
    return value


def _degrees(profile: ActivatorProfile, name: str, value: Any) -> float | None:
    if value is None or value == "":
        return None
    try:
        degrees = float(value)
    except (TypeError, ValueError):
        degrees = math.nan
    limit = _LIMITS[name]
    if isinstance(value, bool) or not -limit <= degrees <= limit:  # not a number is not within either
        raise Unstorable("INVALID", f"Donnez des degrés décimaux, entre -{limit} et {limit}.")
    return degrees


def _half_a_point(profile: ActivatorProfile, changes: Mapping[str, Any], values: Mapping[str, Any]) -> list[Problem]:
    """One coordinate without the other, which the database does not take."""
    if not set(POINT) & set(changes) or set(POINT) & (set(changes) - set(values)):
        return []
    missing = [name for name in POINT if values.get(name, getattr(profile, name)) is None]
    text = "Donnez la latitude et la longitude, ou aucune des deux."
    return [Problem((name,), "INVALID", text) for name in missing if len(missing) == 1]


def _links(profile: ActivatorProfile, name: str, value: Any) -> list[str]:
    links = [re.sub(r"\s+", " ", strip_control(str(link))).strip() for link in _listed(value)]
    links = list(dict.fromkeys(filter(None, links)))
    if len(links) > SOCIAL_LINKS_MAX:
        raise Unstorable("TOO_MANY", f"Donnez {SOCIAL_LINKS_MAX} adresses au plus.")
    return [_short(link, SOCIAL_LINK_MAX_LENGTH) for link in links]


def _listed(value: Any) -> Iterable[Any]:
    if value is None or value == "":
        return ()
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise Unstorable("INVALID", "Donnez une liste.")
    return value


def _chosen(profile: ActivatorProfile, name: str, value: Any) -> list[Any]:
    """Terms by slug, places by code or slug."""
    words = list(dict.fromkeys(strip_control(str(word)).strip() for word in _listed(value)))
    words = [word for word in words if word]
    wanted = Q(slug__in=words)
    if name in ("regions", "departments"):
        wanted |= Q(code__in=words)
    found = list(_MODELS[name]._default_manager.filter(wanted))
    known = {key for row in found for key in (row.slug, getattr(row, "code", ""))}
    for word in words:
        if word not in known:
            raise Unstorable("UNKNOWN", _UNKNOWN[name].format(word[:80]))
    return found


def _photo(profile: ActivatorProfile, name: str, value: Any) -> Upload | None:
    """One of the account's uploads, given itself or by its id; that nobody else's opens is told alike."""
    if value is None or value == "":
        return None
    try:
        pk = value.pk if isinstance(value, Upload) else UUID(str(value))
    except ValueError:
        raise UploadUnknown(PHOTO) from None
    found = Upload.objects.filter(pk=pk, kind=UploadKind.PICTURE, account_id=profile.account_id).first()
    if found is None:
        raise UploadUnknown(PHOTO)
    return found
