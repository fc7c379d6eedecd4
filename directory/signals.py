"""What follows from Wagtail's and Django's own events, wherever they come from."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from core.models import PortalImage
from directory import derived, words_known
from directory.actions.erase import forget_addresses
from directory.actions.recheck_marks import forget_findings, note_findings
from directory.geocoding import jobs
from directory.models import ActivatorProfile, Organisation, Sector, Theme, Upload
from directory.uploads import photos


@receiver(pre_delete, sender=ActivatorProfile)
def addresses_are_gone(instance: ActivatorProfile, **kwargs: Any) -> None:
    """However a profile is deleted, its addresses answer 410 and keep no name (rule S5)."""
    forget_addresses(instance)


@receiver(post_save, sender=Organisation)
def organisation_has_changed(instance: Organisation, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Its name and its point are shown on the profiles of all who work for it."""
    if not created and not raw:
        derived.refresh(instance.profiles.all())
        note_findings(ActivatorProfile.objects.filter(organisation=instance), now=timezone.now())


@receiver(post_save, sender=Organisation)
@receiver(post_save, sender=ActivatorProfile)
def address_may_have_changed(
    instance: Organisation | ActivatorProfile, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Its exact point is looked for by a worker; not after Wagtail's bookkeeping, perhaps on a draft in memory."""
    if not raw and update_fields is None:
        jobs.ask_for_point(instance)


@receiver(post_save, sender=Theme)
@receiver(post_save, sender=Sector)
def word_has_changed(instance: Theme | Sector, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Profiles are found by the names of their themes and sectors."""
    if not created and not raw:
        derived.refresh(_using(instance))


@receiver(pre_delete, sender=Theme)
@receiver(pre_delete, sender=Sector)
def word_is_in_use(instance: Theme | Sector, **kwargs: Any) -> None:
    """A word that profiles use is not deleted by accident: its rows in their lists would go with it."""
    if using := list(_using(instance)[:20]):
        raise ProtectedError(f"« {instance} » sert encore à des fiches.", set(using))


@receiver(page_published, sender=ActivatorProfile)
def photo_is_shown(instance: ActivatorProfile, **kwargs: Any) -> None:
    """A picture that came with a file is nobody's to see until the profile with it is."""
    if not instance.live:
        return
    if instance.photo is not None:
        photos.release(instance.photo)
    _withhold(photos.of_versions(instance).exclude(pk=instance.photo_id))


@receiver(page_unpublished, sender=ActivatorProfile)
def photo_is_hidden(instance: ActivatorProfile, **kwargs: Any) -> None:
    """The picture goes with the profile that is suspended or left."""
    _withhold(PortalImage.objects.filter(pk=instance.photo_id))


def _withhold(pictures: QuerySet[PortalImage]) -> None:
    """Those that no public profile shows any more; one that was replaced may be the very one its owner wants gone."""
    for picture in pictures.exclude(
        pk__in=ActivatorProfile.objects.filter(live=True, photo__in=pictures).values("photo")
    ):
        photos.withhold(picture)


@receiver(page_published, sender=ActivatorProfile)
def marks_are_looked_for(instance: ActivatorProfile, **kwargs: Any) -> None:
    """What rule B7 says of the new version is kept, in the transaction that publishes it."""
    if instance.live:
        note_findings(ActivatorProfile.objects.filter(pk=instance.pk), now=timezone.now())


@receiver(page_unpublished, sender=ActivatorProfile)
def marks_are_not_shown(instance: ActivatorProfile, **kwargs: Any) -> None:
    """Nobody has to look at a profile that the public does not see."""
    forget_findings(instance)


@receiver(post_save, sender=PortalImage)
def picture_has_changed(instance: PortalImage, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Its title and its alternative text are texts of the profiles that show it."""
    if not created and not raw:
        note_findings(ActivatorProfile.objects.filter(photo=instance), now=timezone.now())


@receiver(post_delete, sender=Upload)
def upload_is_gone(instance: Upload, **kwargs: Any) -> None:
    """However a row is deleted, its file goes once that is certain."""
    storage, name = instance.file.storage, str(instance.file.name)
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _using(word: Theme | Sector) -> Any:
    field = "themes" if isinstance(word, Theme) else "sectors"
    return ActivatorProfile.objects.filter(**{field: word})


@receiver(page_unpublished, sender=ActivatorProfile)
def words_are_unknown_again(instance: ActivatorProfile, **kwargs: Any) -> None:
    """A search is corrected to words of public profiles only: the others would tell who is hidden."""
    words_known.forget(instance.search_all.split())
