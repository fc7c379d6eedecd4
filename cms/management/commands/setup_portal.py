"""`manage.py setup_portal`: what the portal needs before anybody signs in."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.setup import setup_directory
from pages.setup import setup_portal


class Command(BaseCommand):
    help = "Create the home page, the site, the directory, the groups and the workflow, where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        setup_portal()
        setup_directory()
        if options["verbosity"]:
            self.stdout.write("Portal set up.")
