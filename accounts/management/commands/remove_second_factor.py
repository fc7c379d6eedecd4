"""`manage.py remove_second_factor NAME`: for somebody who has lost both the telephone and the recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.mail import message
from accounts.models import User


class Command(BaseCommand):
    help = "Lets an account sign in with its password alone, and tells its owner. Make sure of who asks you."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="user name or email address")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.by_login(options["name"])
        if user is None:
            raise CommandError("There is no such account.")
        if not Authenticator.objects.filter(user=user).delete()[0]:
            raise CommandError("This account has no second factor.")
        if user.email:
            message("mfa/email/totp_deactivated", user.email, {"timestamp": timezone.now()}).send()
        self.stdout.write("Removed. The owner has been told by mail.")
