"""Fields of findings, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from directory.models import ActivatorProfile

# Of what a profile has by way of another model, or of a part of a field.
_OTHERS = {
    "organisation_name": "nom de l’organisation",
    "photo_name": "nom du fichier de la photo",
    "photo_alt": "texte alternatif de la photo",
    "letter_name": "nom du fichier de la lettre",
}


def field_label(path: Sequence[str]) -> str:
    """The name of a finding's field; its own where there is no better one."""
    name = path[0] if path else ""
    if name in _OTHERS:
        return capfirst(_OTHERS[name])
    try:
        field = ActivatorProfile._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return capfirst(str(getattr(field, "verbose_name", name)))
