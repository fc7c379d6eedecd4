"""From an accepted file to a profile: its organisation, found or made, and its page, as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from wagtail.log_actions import log

from directory.applications.content import Content, content_of
from directory.models import ActivatorProfile, Department, DirectoryPage, Organisation, Region, Sector, Theme
from directory.texts import to_rich_text
from directory.uploads.photos import alt_of, portal_image

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import Application

FROM_FILE = "balise.profile.from_file"
_SAME = (
    "category", "first_name", "last_name", "email", "email_is_public", "telephone", "telephone_is_public",
    "address_differs", "website", "pricing",
)  # fmt: skip
_RICH = ("presentation", "services", "references")
_ADDRESS = ("street", "postcode", "city")


def profile_of(application: Application) -> ActivatorProfile:
    """The profile of an accepted file. Raises LookupError for one that has none, which the database rules out."""
    if application.profile is None:
        raise LookupError(f"file {application.pk} has no profile")
    return application.profile


def make_profile(application: Application, *, by: User) -> ActivatorProfile:
    """Make the draft of the profile that the file describes. Within the caller's transaction."""
    given = content_of(application)
    profile = ActivatorProfile(live=False, owner=by, chosen_slug=application.chosen_slug)
    for name in _SAME:
        setattr(profile, name, getattr(given, name))
    for name in _RICH:
        setattr(profile, name, to_rich_text(getattr(given, name)))
    profile.organisation = find_or_make(given)
    profile.organisation_kind = given.organisation_kind or profile.organisation_kind
    profile.social_links = list(given.social_links)
    if given.address_differs:
        for name in _ADDRESS:
            setattr(profile, name, getattr(given, name))
        if given.latitude is not None and given.longitude is not None:
            profile.place(given.latitude, given.longitude)
    if application.photo is not None:
        profile.photo = portal_image(
            application.photo, title=profile.display_name, alt=alt_of(profile.display_name), by=by
        )
    _choose(profile, given)
    DirectoryPage.objects.get().add_child(instance=profile)
    revision = profile.save_revision(user=by)
    log(profile, FROM_FILE, user=by, revision=revision, data={"reference": application.reference})
    return profile


def _choose(profile: ActivatorProfile, given: Content) -> None:
    """Its themes, sectors and places; those that are no longer offered are left out, and the reviewer was told."""
    profile.themes.set(Theme.objects.filter(slug__in=given.themes))
    profile.sectors.set(Sector.objects.filter(slug__in=given.sectors))
    for chosen, model, words in (
        (profile.regions, Region, given.regions),
        (profile.departments, Department, given.departments),
    ):
        chosen.set(model._default_manager.filter(Q(code__in=words) | Q(slug__in=words)))


def find_or_make(given: Content) -> Organisation:
    """The organisation of a SIRET: the one there is, or a new one; never a second, whoever comes first (rule W5)."""
    while True:
        if found := Organisation.objects.filter(siret=given.siret).first():
            return found
        new = Organisation(name=given.organisation_name, siret=given.siret)
        if not given.address_differs:
            for name in _ADDRESS:
                setattr(new, name, getattr(given, name))
            if given.latitude is not None and given.longitude is not None:
                new.place(given.latitude, given.longitude)
        try:
            with transaction.atomic():
                new.save()
        except IntegrityError:
            continue
        return new
