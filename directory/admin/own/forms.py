"""The form of one's own profile. It takes whatever is typed: the action and the rules say what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms

from directory.actions.own_profile.values import RICH_TEXT_MAX_LENGTH
from directory.admin.files.findings import is_told
from directory.admin.own.links import OwnRichText
from directory.models import ActivatorProfile, Department, Region, Sector, Theme
from directory.rules.own_profile import CHOICES, LINKS, PHOTO, POINT, RICH_TEXTS, SWITCHES, TEXTS
from directory.texts import from_rich_text, to_rich_text

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from core.rules import Finding

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Vous", "", ("first_name", "last_name", "photo", "remove_photo")),
    ("Votre offre", "", (*RICH_TEXTS, "pricing")),
    ("Où et pour quoi", "Une région choisie sans aucun de ses départements vaut pour tous.", CHOICES),
    (
        "Vous joindre", "",
        ("website", LINKS, "email", "email_is_public", "telephone", "telephone_is_public"),
    ),
    (
        "Adresse",
        "À remplir seulement si elle diffère de celle de votre organisation.",
        ("address_differs", "street", "postcode", "city", *POINT),
    ),
)  # fmt: skip

_HELP = {
    LINKS: "Une adresse complète par ligne.",
    "photo": "JPEG, PNG ou WebP, nommée de préférence d’après vous ou votre entreprise.",
    "latitude": "Degrés décimaux, par exemple 48,11. Sans coordonnées, la carte montre la commune.",
    "longitude": "Degrés décimaux, par exemple -1,68.",
    "presentation": "Ce que vous faites, pour une petite entreprise qui ne vous connaît pas.",
}


def label_of(name: str) -> str:
    """The field's name, in French."""
    if name == "remove_photo":
        return "Retirer la photo"
    label = str(getattr(ActivatorProfile._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]


class OwnProfileForm(forms.Form):
    """What is theirs to change. `seen` are fingerprints of the values that the form was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.JSONField(widget=forms.HiddenInput, required=False)
    photo_upload = forms.UUIDField(widget=forms.HiddenInput, required=False)  # sent before, with what was refused

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (name for _, _, names in GROUPS for name in names):
            self.fields[name] = _field(name)

    def groups(self) -> list[tuple[str, str, list[tuple[BoundField, list[Finding]]]]]:
        """The fields as they are shown, each with what the rules say of it."""
        found: Mapping[str, list[Finding]] = getattr(self, "findings", {})
        return [
            (heading, help_text, [(self[name], found.get(name, [])) for name in names])
            for heading, help_text, names in GROUPS
        ]

    def place_findings(self, findings: list[Finding]) -> list[Finding]:
        """Put what the rules say beside its field; returns what has none here."""
        self.findings: dict[str, list[Finding]] = {}
        elsewhere = []
        for finding in map(_told_once, findings):
            name = "postcode" if finding.field[:1] == ("location",) else (finding.field or ("",))[0]
            if name in self.fields:
                self.findings.setdefault(name, []).append(finding)
            else:
                elsewhere.append(finding)
        return elsewhere

    def given(self) -> dict[str, Any]:
        """What was typed, by field of the profile; the picture is left out, which is a file."""
        skipped = {"version", "seen", "photo_upload", "photo", "remove_photo"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in skipped}
        values[LINKS] = values.get(LINKS, "").splitlines()
        return values


def _told_once(found: Finding) -> Finding:
    """Without its passage when the message holds it."""
    return replace(found, excerpt=None) if is_told(found) else found


def _field(name: str) -> forms.Field:
    common: dict[str, Any] = {"label": label_of(name), "required": False, "help_text": _HELP.get(name, "")}
    if name in RICH_TEXTS:
        return forms.CharField(widget=OwnRichText, max_length=RICH_TEXT_MAX_LENGTH, **common)
    if name in (*SWITCHES, "remove_photo"):
        return forms.BooleanField(**common)
    if name in POINT:
        return forms.FloatField(localize=True, **common)
    if name in CHOICES:
        return forms.MultipleChoiceField(choices=lambda: _choices(name), widget=forms.CheckboxSelectMultiple, **common)
    if name == PHOTO:
        return forms.FileField(allow_empty_file=True, **common)
    if name == LINKS:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **common)
    return forms.CharField(**common)


def _choices(name: str) -> list[tuple[str, str]]:
    if name == "themes":
        return [(theme.slug, theme.name) for theme in Theme.objects.all()]
    if name == "sectors":
        return [(sector.slug, sector.name) for sector in Sector.objects.all()]
    places = Region.objects.order_by("name") if name == "regions" else Department.objects.order_by("code")
    return [(place.code, place.name if name == "regions" else f"{place.code} {place.name}") for place in places]


def values_of(profile: ActivatorProfile) -> dict[str, Any]:
    """What the form shows of a profile."""
    values: dict[str, Any] = {name: getattr(profile, name) for name in (*TEXTS, *SWITCHES, *POINT)}
    values |= {name: from_rich_text(getattr(profile, name)) for name in RICH_TEXTS}
    values |= {name: [getattr(row, _key(name)) for row in getattr(profile, name).all()] for name in CHOICES}
    values[LINKS] = "\n".join(profile.social_links)
    return values


def _key(name: str) -> str:
    return "slug" if name in ("themes", "sectors") else "code"


def comparable(name: str, value: Any) -> Any:
    """The same for values that are stored alike, however they were typed."""
    if name in RICH_TEXTS:
        return to_rich_text(value or "")
    if name in CHOICES:
        return sorted(value or ())
    if name == LINKS:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]
    if isinstance(value, str):
        return " ".join(value.split())
    return value
