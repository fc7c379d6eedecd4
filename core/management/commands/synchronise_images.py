"""`./run manage synchronise_images`: the public storage holds what it should, and no more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.images.models import SourceImageIOError

from core.fingerprints import fingerprint
from core.images import synchronise
from core.models import PortalImage, Rendition


class Command(BaseCommand):
    help = "Makes public sizes and fingerprints of pictures that are missing, deletes public sizes of private ones."

    def handle(self, *args: Any, **options: Any) -> None:
        for made in Rendition.objects.iterator():
            if not made.file.storage.exists(made.file.name):
                made.delete()
        for image in PortalImage.objects.filter(fingerprint="").iterator():
            _know(image)
        if failed := synchronise(PortalImage.objects.all()):
            raise CommandError(f"{failed} pictures could not be done: the log says why.")
        self.stdout.write(f"{PortalImage.objects.count()} pictures are in order.")


def _know(image: PortalImage) -> None:
    """Keep what the picture looks like, of one that is older than fingerprints."""
    try:
        with image.open_file() as file:
            looks = fingerprint(file.read())
    except SourceImageIOError:
        return  # `synchronise` says so
    PortalImage.objects.filter(pk=image.pk).update(fingerprint=looks)
