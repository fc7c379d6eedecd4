"""`./run manage synchronise_images`: the public storage holds what it should, and no more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.images import synchronise
from core.models import PortalImage, Rendition


class Command(BaseCommand):
    help = "Makes the public sizes of public pictures that are missing, deletes those of private pictures."

    def handle(self, *args: Any, **options: Any) -> None:
        for made in Rendition.objects.iterator():
            if not made.file.storage.exists(made.file.name):
                made.delete()
        if failed := synchronise(PortalImage.objects.all()):
            raise CommandError(f"{failed} pictures could not be done: the log says why.")
        self.stdout.write(f"{PortalImage.objects.count()} pictures are in order.")
