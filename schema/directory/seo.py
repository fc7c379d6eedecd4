"""What search engines are told of the directory's pages."""

from __future__ import annotations

from typing import Any

from core import content
from core.addresses import media_url
from core.images import ImagePreset, rendition
from core.references import Kind
from directory.models import ActivatorProfile, Category, DirectoryPage
from schema.context import Context
from schema.loading import references
from schema.types.page import json_ld, own_words, page_url


@own_words.register(ActivatorProfile)
def _profile_words(profile: ActivatorProfile, context: Context) -> str:
    found = references(profile, context)
    texts = (content.text(profile, name, found).text for name in ("presentation", "services"))
    return "\n".join(text for text in texts if text)


@own_words.register(DirectoryPage)
def _introduction(page: DirectoryPage, context: Context) -> str:
    return content.text(page, "introduction", references(page, context)).text


@json_ld.register(ActivatorProfile)
def _profile_data(profile: ActivatorProfile, context: Context) -> dict[str, Any]:
    """schema.org ProfilePage: a person who works for an organisation, or the company."""
    url = page_url(profile, context)
    employer = profile.public_organisation
    siret = {"@type": "PropertyValue", "propertyID": "SIRET", "value": employer.siret}
    organisation: dict[str, Any] = {"@type": "Organization", "name": employer.name, "identifier": siret}
    person: dict[str, Any] = {
        "@type": "Person",
        "givenName": profile.first_name,
        "familyName": profile.last_name,
        "name": f"{profile.first_name} {profile.last_name}",
    }
    if profile.category == Category.SOLUTION_PROVIDER:
        entity: dict[str, Any] = {**organisation, "employee": person}
    else:
        entity = {**person, "worksFor": organisation}
    entity |= {"url": url, "sameAs": [link for link in (profile.website, *profile.social_links) if link]}
    if (picture := _picture(profile, context)) is not None:
        entity["image"] = picture
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "@id": url,
        "url": url,
        "name": profile.title,
        "inLanguage": "fr",
        "mainEntity": entity,
    }


def _picture(profile: ActivatorProfile, context: Context) -> str | None:
    image = references(profile, context)(Kind.IMAGE, profile.photo_id) if profile.photo_id else None
    shown = rendition(image, ImagePreset.CARD) if image is not None else None
    return media_url(shown.url) if shown is not None else None
