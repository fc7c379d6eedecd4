"""Writing any number of invented profiles quickly: published, without versions, past the editors' way.

Everything that is derived from what was entered is derived by the functions that the editors' way uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count, islice
from random import Random
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page

from core.text import fold
from directory import addresses, derived, geography
from directory.models import (
    ActivatorProfile,
    AddressKind,
    DirectoryPage,
    Organisation,
    ProfileAddress,
    SearchTerm,
    Sector,
    ServedArea,
    Theme,
)
from directory.rules import slugs
from directory.rules.listing import regionally_listed_from
from directory.samples.persons import Sample, draw, sample_siret
from directory.samples.towns import TOWNS
from directory.samples.words import SECTORS

if TYPE_CHECKING:
    from datetime import date

BATCH = 1_000  # profiles written at once
PUBLISHED_WITHIN = 900  # days before today


class Numbers:
    """Gives namesakes their numbers in memory: asking the registry once per profile would take hours."""

    def __init__(self) -> None:
        self._used = set(ProfileAddress.objects.exclude(slug="").values_list("slug", flat=True))
        self._next: dict[str, int] = {}

    def give(self, base: str) -> str:
        number = self._next.get(base, 1)
        while (slug := base if number == 1 else f"{base}-{number}") in self._used or slug in slugs.RESERVED:
            number += 1
        self._next[base] = number + 1
        self._used.add(slug)
        return slug


def make_profiles(number: int, *, seed: int, today: date, progress: Callable[[int], Any]) -> None:
    """Publish `number` invented profiles; `progress` is told how many there are so far."""
    directory = DirectoryPage.objects.get()
    ensure_sectors()
    themes, sectors = list(Theme.objects.all()), list(Sector.objects.all())
    samples = draw(number, seed=seed, places=len(TOWNS), themes=len(themes), sectors=len(sectors))
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    writer = _Writer(directory, themes, sectors, random, today)
    done = 0
    for batch in batches(samples, BATCH):
        with transaction.atomic():
            writer.write(batch)
        done += len(batch)
        progress(done)


def ensure_sectors() -> None:
    """The usual sectors, where an installation has none yet."""
    if Sector.objects.exists():
        return
    for place, name in enumerate(SECTORS, start=1):
        Sector(name=name, sort_order=place).save()


def batches(samples: Iterable[Sample], size: int) -> Iterator[list[Sample]]:
    iterator = iter(samples)
    while batch := list(islice(iterator, size)):
        yield batch


class _Writer:
    def __init__(
        self, directory: DirectoryPage, themes: list[Theme], sectors: list[Sector], random: Random, today: date
    ) -> None:
        self.directory, self.themes, self.sectors = directory, themes, sectors
        self.random, self.today = random, today
        self.sirets = count(Organisation.objects.count() + 1_000)
        self.numbers = Numbers()
        self.content_type = ContentType.objects.get_for_model(ActivatorProfile)
        self.locale = Locale.get_default()
        self.areas = {town: geography.department_id(town[0], town[1]) for town in TOWNS}

    def write(self, samples: list[Sample]) -> None:
        """Organisations, pages, profiles, and what hangs on them: eight statements for a batch and its parts."""
        organisations = self._organisations(samples)
        profiles = [
            self._profile(sample, organisation) for sample, organisation in zip(samples, organisations, strict=True)
        ]
        self._insert(profiles)
        self._link(ActivatorProfile.themes.through, "theme_id", profiles, samples, self.themes, "themes")
        self._link(ActivatorProfile.sectors.through, "sector_id", profiles, samples, self.sectors, "sectors")
        ServedArea.objects.bulk_create(
            ServedArea(profile_id=profile.pk, department_id=pk, region_id=geography.region_of(pk))
            for profile in profiles
            for pk in derived.chosen_or_whole(set(), (), profile.department_id)
        )
        ProfileAddress.objects.bulk_create(
            ProfileAddress(
                slug=profile.slug, slug_hash=addresses.slug_hash(profile.slug), profile_id=profile.pk,
                base=addresses.decision_for(profile).base,
                kind=AddressKind.CURRENT, since=profile.first_published_at,
            )
            for profile in profiles
        )  # fmt: skip
        stems = {stem for profile in profiles for stem in profile.search_all.split()}
        SearchTerm.objects.bulk_create([SearchTerm(stem=stem) for stem in sorted(stems)], ignore_conflicts=True)

    def _organisations(self, samples: list[Sample]) -> list[Organisation]:
        made = []
        for sample in samples:
            postcode, city, latitude, longitude = TOWNS[sample.place]
            organisation = Organisation(
                name=sample.company, name_folded=fold(sample.company), siret=sample_siret(next(self.sirets)),
                postcode=postcode, city=city,
                department_id=self.areas[TOWNS[sample.place]],
            )  # fmt: skip
            # Around the town, so that not all stand on one point.
            organisation.place(
                round(latitude + self.random.uniform(-0.2, 0.2), 5),
                round(longitude + self.random.uniform(-0.2, 0.2), 5),
            )
            made.append(organisation)
        return Organisation.objects.bulk_create(made)

    def _around(self, degrees: float) -> float:
        return round(degrees + self.random.uniform(-0.2, 0.2), 5)

    def _profile(self, sample: Sample, organisation: Organisation) -> ActivatorProfile:
        published_on = self.today - timedelta(days=self.random.randrange(PUBLISHED_WITHIN))
        moment = datetime.combine(published_on, time(12), UTC)
        profile = ActivatorProfile(
            category=sample.category, first_name=sample.first_name, last_name=sample.last_name,
            organisation=organisation, organisation_kind=sample.organisation_kind, presentation=sample.presentation,
            services=sample.services, references=sample.references, pricing=sample.pricing, website=sample.website,
            email=sample.email, email_is_public=sample.contact_is_public, telephone=sample.telephone,
            telephone_is_public=sample.contact_is_public, published_on=published_on,
            regionally_listed_from=regionally_listed_from(published_on), first_published_at=moment,
            last_published_at=moment, latest_revision_created_at=moment, live=True, locale=self.locale,
            content_type=self.content_type,
        )  # fmt: skip
        profile.title = profile.draft_title = profile.display_name
        profile.slug = self.numbers.give(addresses.decision_for(profile).base)
        profile.url_path = f"{self.directory.url_path}{profile.slug}/"
        named = [self.themes[place].name for place in sample.themes] + [
            self.sectors[place].name for place in sample.sectors
        ]
        derived.derive(profile, vocabulary=named)
        return profile

    def _insert(self, profiles: list[ActivatorProfile]) -> None:
        """Pages and profiles in two statements: Django inserts one object of an inherited model at a time."""
        parent = Page.objects.select_for_update().get(pk=self.directory.pk)
        first = parent.numchild + 1
        last_child = parent.get_last_child()
        if last_child is not None:
            first = Page._str2int(last_child.path[-Page.steplen :]) + 1
        fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
        pages = []
        for place, profile in enumerate(profiles, start=first):
            profile.path = Page._get_path(parent.path, parent.depth + 1, place)
            profile.depth = parent.depth + 1
            pages.append(Page(**{field.attname: getattr(profile, field.attname) for field in fields}))
        made = Page.objects.bulk_create(pages)
        for profile, page in zip(profiles, made, strict=True):
            profile.pk = profile.page_ptr_id = profile.id = page.pk
        own = list(ActivatorProfile._meta.local_concrete_fields)
        for start in range(0, len(profiles), 200):  # SQLite takes so many values in a statement
            some: Any = ActivatorProfile._base_manager
            some._insert(profiles[start : start + 200], fields=own, using=some.db)
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(profiles))

    def _link(
        self,
        through: Any,
        column: str,
        profiles: list[ActivatorProfile],
        samples: list[Sample],
        words: Any,
        chosen: str,
    ) -> None:
        through.objects.bulk_create(
            through(activatorprofile_id=profile.pk, **{column: words[place].pk})
            for profile, sample in zip(profiles, samples, strict=True)
            for place in getattr(sample, chosen)
        )
