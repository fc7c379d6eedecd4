"""The demo's directory: forty invented activators, some of whom have a story."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files.images import ImageFile

from cms.demo.files import portrait
from core.images import prepare
from core.models import PortalImage
from directory.actions.erase import erase
from directory.actions.rename import rename
from directory.actions.standing import suspend
from directory.models import ActivatorProfile, Category, DirectoryPage, Organisation, Sector, Theme
from directory.rules.listing import regionally_listed_from
from directory.samples.bulk import ensure_sectors
from directory.samples.persons import Sample, draw
from directory.samples.towns import TOWNS
from directory.setup import setup_directory

if TYPE_CHECKING:
    from accounts.models import User

COUNT = 40
SEED = 2021
PORTRAITS = 8  # of them have a picture
PUBLISHED_EVERY = 9  # days, going back from the day of loading
INTRODUCTION = "<p>Des conseillers publics, des financeurs, des consultants et des éditeurs, partout en France.</p>"


class PeopleLoader:
    """Makes the profiles by the editors' own ways: saved as drafts, then published."""

    def __init__(self, *, editor: User, moderator: User, now: datetime) -> None:
        self.editor, self.moderator, self.now = editor, moderator, now

    def load(self) -> None:
        directory = setup_directory()
        directory.introduction = INTRODUCTION
        directory.save_revision(user=self.editor).publish(user=self.moderator)
        ensure_sectors()
        self.themes, self.sectors = list(Theme.objects.all()), list(Sector.objects.all())
        samples = draw(COUNT, seed=SEED, places=len(TOWNS), themes=len(self.themes), sectors=len(self.sectors))
        # One town after another, so that every region has somebody.
        people = [self._publish(directory, replace(sample, place=place), place) for place, sample in enumerate(samples)]
        self._stories(people)

    def _publish(self, directory: DirectoryPage, sample: Sample, place: int) -> ActivatorProfile:
        profile = self._profile(sample)
        if place < PORTRAITS:
            profile.photo = self._portrait(profile, place)
        profile.themes.set([self.themes[number] for number in sample.themes])
        profile.sectors.set([self.sectors[number] for number in sample.sectors])
        directory.add_child(instance=profile)
        profile.save_revision(user=self.editor).publish(user=self.moderator)
        published_on = self._day(place * PUBLISHED_EVERY)
        ActivatorProfile.objects.filter(pk=profile.pk).update(
            published_on=published_on, regionally_listed_from=regionally_listed_from(published_on)
        )
        return ActivatorProfile.objects.get(pk=profile.pk)

    def _profile(self, sample: Sample) -> ActivatorProfile:
        postcode, city, latitude, longitude = TOWNS[sample.place]
        organisation = Organisation(name=sample.company, siret=sample.siret, postcode=postcode, city=city)
        organisation.place(latitude, longitude)
        organisation.save()
        return ActivatorProfile(
            category=sample.category, first_name=sample.first_name, last_name=sample.last_name,
            organisation=organisation, organisation_kind=sample.organisation_kind, presentation=sample.presentation,
            services=sample.services, references=sample.references, pricing=sample.pricing, website=sample.website,
            email=sample.email, email_is_public=sample.contact_is_public, telephone=sample.telephone,
            telephone_is_public=sample.contact_is_public, live=False, owner=self.editor,
        )  # fmt: skip

    def _stories(self, people: list[ActivatorProfile]) -> None:
        """Two with former addresses, one suspended, one erased, one without public contact, two with drafts."""
        persons = [profile for profile in people if profile.category != Category.SOLUTION_PROVIDER]
        married, chosen, suspended, erased, discreet, edited = persons[PORTRAITS : PORTRAITS + 6]
        married.last_name = "Balmarin"
        married.save_revision(user=self.editor).publish(user=self.moderator)
        married = ActivatorProfile.objects.get(pk=married.pk)
        rename(married, by=self.moderator, reason="Changement de nom à l’état civil", now=self.now)
        rename(chosen, by=self.moderator, reason="Nom d’usage, à sa demande", now=self.now, slug="nom-d-usage")
        suspend(suspended, by=self.moderator, reason="Charte non signée dans sa dernière version", now=self.now)
        erase(erased, by=self.moderator, now=self.now)
        discreet.email_is_public = discreet.telephone_is_public = False
        discreet.save_revision(user=self.editor).publish(user=self.moderator)
        edited.pricing = "Premier diagnostic gratuit, puis 75 € de l’heure."
        edited.save_revision(user=self.editor)
        self._draft()

    def _draft(self) -> None:
        """A profile that somebody has begun."""
        draft = ActivatorProfile(first_name="Ombeline", last_name="Sautourne", live=False, owner=self.editor)
        DirectoryPage.objects.get().add_child(instance=draft)
        draft.save_revision(user=self.editor)

    def _portrait(self, profile: ActivatorProfile, place: int) -> PortalImage:
        """A drawing of initials: nobody's photograph."""
        name = profile.display_name
        image = PortalImage(
            title=name,
            description=f"Initiales de {name}, en blanc sur un fond de couleur.",
            uploaded_by_user=self.editor,
            file=ImageFile(io.BytesIO(portrait(name, place)), name="portrait.png"),
        )
        image.save()
        prepare(image)
        return image

    def _day(self, days_ago: int) -> date:
        return self.now.date() - timedelta(days=days_ago)
