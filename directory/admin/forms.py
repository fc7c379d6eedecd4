"""The editing form of a profile."""

from __future__ import annotations

from math import isclose
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from core.page_forms import LenientDraftMixin
from core.rules import blocking
from directory import geography
from directory.publication import findings_for
from directory.rules.identity import normalise_siret, siret_valid

SOCIAL_LINKS_MAX = 8


class LinesField(forms.CharField):
    """A list of addresses, one per line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > SOCIAL_LINKS_MAX:
            raise ValidationError(f"Donnez {SOCIAL_LINKS_MAX} adresses au plus.")
        check = URLValidator(schemes=["http", "https"])
        for line in value:
            try:
                check(line)
            except ValidationError:
                raise ValidationError(f"« {line} » n’est pas une adresse complète, en https://…") from None

    def run_validators(self, value: Any) -> None:
        """None of those of a text."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def _degrees(label: str, limit: int, example: str) -> forms.FloatField:
    """A coordinate, with a comma or a point."""
    return forms.FloatField(
        label=label, required=False, localize=True, min_value=-limit, max_value=limit,
        help_text=f"Degrés décimaux, par exemple {example}.",
    )  # fmt: skip


class PlaceForm(forms.Form):
    """Keeps a point that somebody typed for what it is: the exact one of the address beside it."""

    latitude = _degrees("Latitude", 90, "48,11")
    longitude = _degrees("Longitude", 180, "-1,68")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", "Donnez la latitude et la longitude, ou aucune des deux.")
        return cleaned

    def keep_point(self, place: Any) -> None:
        """Note a point that somebody typed; find one again for one that somebody removed.

        The approximate point is nobody's: a form that was opened before geocoding found better still shows it.
        """
        if not {"latitude", "longitude"} & set(self.changed_data):
            return
        if place.latitude is None:
            place.located_for = ""
            return
        found = geography.approximate(place.postcode, place.city)
        shown = found.point if found else None
        if shown and isclose(shown.latitude, place.latitude) and isclose(shown.longitude, place.longitude):
            place.latitude, place.longitude = self.initial.get("latitude"), self.initial.get("longitude")
        else:
            place.place(place.latitude, place.longitude)


class ProfileForm(LenientDraftMixin, PlaceForm, WagtailAdminPageForm):
    """The profile: saved as a draft, it asks for nothing; published or submitted, the rules speak at the field."""

    social_links = LinesField(
        label="Pages sur les réseaux sociaux", required=False, help_text="Une adresse complète par ligne."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ruled_on = False

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self._ruled_on or not self.is_leaving_draft():
            return valid
        self._ruled_on = True
        for finding in blocking(findings_for(self.instance)):
            field = finding.field[0] if finding.field else ""
            if field not in self.errors:  # what the field itself objects to comes first
                self.add_error(field if field in self.fields else None, finding.message)
        return super().is_valid()

    def storable(self, name: str) -> Any:
        if name == "social_links":
            return self.fields[name].to_python(self[name].data)
        return super().storable(name)

    def save(self, commit: bool = True) -> Any:
        self.keep_point(self.instance)
        return super().save(commit=commit)


class OrganisationForm(PlaceForm, WagtailAdminModelForm):
    """An organisation: its SIRET holds to rules W4 and W5."""

    siret = forms.CharField(
        label="SIRET", required=False, max_length=30, help_text="14 chiffres ; les espaces ne comptent pas."
    )

    def clean_siret(self) -> str:
        siret = normalise_siret(self.cleaned_data.get("siret") or "")
        for finding in siret_valid(siret):
            raise ValidationError(finding.message)
        if type(self.instance).objects.filter(siret=siret).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Règle W5 : une organisation a déjà ce SIRET. Choisissez-la au lieu d’en créer une.")
        return siret

    def save(self, commit: bool = True) -> Any:
        self.keep_point(self.instance)
        return super().save(commit=commit)
