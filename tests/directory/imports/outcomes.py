"""One row, and what became of it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from directory.models import ActivatorProfile, Organisation, ProfileAddress
from tests.directory.imports import exports
from tests.factories.directory import siret
from tests.factories.pages import make_user

ONE = {
    "identifiant_de_la_structure": "abc-1", "nom_de_la_structure": "PIXEL COM", "type": None,
    "categorie": "Consultant privé", "adresse": "1 rue de la Paix", "code_postal": 35000, "ville": "Rennes",
    "region": "Bretagne", "lien_url_site_france_num": f"{exports.SITE}/pixel-com",
}  # fmt: skip


def the_profile(identifier: str = "abc-1") -> Any:
    return ActivatorProfile.objects.get(import_id=identifier)


def everything() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count()
        for model in (Page, ActivatorProfile, Organisation, ProfileAddress)
    }


def count(report: str, label: str) -> int:
    return next(int(line.split()[0]) for line in report.splitlines() if line.strip().endswith(label))


def publish(profile: Any, **fields: Any) -> ActivatorProfile:
    """What a reviewer does to make a draft public."""
    organisation = profile.organisation
    organisation.siret = organisation.siret or siret(90_000 + organisation.pk)
    organisation.save()
    version = profile.get_latest_revision_as_object()
    given = {"first_name": "Ada", "last_name": "Le Goff", "email": "a@exemple.example", "telephone": "02 00 00 00 00",
             "website": "https://atelier.example/", **fields}  # fmt: skip
    for name, value in given.items():
        setattr(version, name, value)
    version.save_revision(user=make_user("relecture"), log_action=True).publish()
    return ActivatorProfile.objects.get(pk=profile.pk)
