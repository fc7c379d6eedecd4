"""What allauth does here in ways of our own."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.signup import send_unknown_account_mail
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.adapter import DefaultHeadlessAdapter
from allauth.headless.base.response import UnauthorizedResponse
from allauth.headless.internal.restkit.response import ErrorResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import get_user_model, load_backend
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.addresses import client_address
from accounts.mail import message
from accounts.models import TAKEN, User

BACKEND = "accounts.auth.Backend"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; mails are ours; an address is changed by whoever is signed in, and by nobody else."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Ce compte n’est pas actif.",
        "cannot_remove_primary_email": "Cette adresse est celle du compte : changez-la au lieu de la supprimer.",
        "duplicate_email": "C’est déjà l’adresse de ce compte.",
        "email_password_mismatch": "L’adresse ou le mot de passe ne convient pas.",
        "email_taken": TAKEN,
        "enter_current_password": "Le mot de passe actuel ne convient pas.",
        "incorrect_code": "Ce code ne convient pas.",
        "incorrect_password": "Ce mot de passe ne convient pas.",
        "invalid_login": "L’adresse ou le mot de passe ne convient pas.",
        "invalid_or_expired_key": "Ce lien n’est plus valable.",
        "invalid_password_reset": "Ce lien n’est plus valable : demandez-en un autre.",
        "rate_limited": "Trop de demandes : recommencez dans quelques minutes.",
        "too_many_login_attempts": "Trop d’essais : recommencez dans quelques minutes.",
        "unverified_primary_email": "Confirmez d’abord cette adresse par le lien qui lui a été envoyé.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message(template_prefix, email, context).send()

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """A link for whoever may sign in with this address; for everybody else, the message of the unknown.

        allauth also finds the account that has asked to change to this address and has not confirmed it: whoever
        really has the mailbox would be let into it.
        """
        if user.email == User.objects.normalize_email(email) and load_backend(BACKEND).user_can_authenticate(user):  # type: ignore[attr-defined]
            super().send_password_reset_mail(user, email, context)
        else:
            send_unknown_account_mail(self.request, email)

    def set_password(self, user: User, password: str) -> None:
        """Once: of two requests with one link, or with one password that is, the second comes too late."""
        with transaction.atomic():
            if User.objects.select_for_update().get(pk=user.pk).password != user.password:
                code = "enter_current_password" if self.request.user.is_authenticated else "invalid_password_reset"
                late = ErrorResponse(self.request, exception=self.validation_error(code))
                raise ImmediateHttpResponse(late)
            user.set_password(password)
            user.save(update_fields=["password"])

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Change the address. The link alone is not enough: it may have gone to a stranger, by a slip of the finger."""
        if request.user.pk != email_address.user_id:
            raise ImmediateHttpResponse(UnauthorizedResponse(request))
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError as error:
            taken = self.validation_error("email_taken")
            raise ImmediateHttpResponse(ErrorResponse(request, exception=taken)) from error


class HeadlessAdapter(DefaultHeadlessAdapter):
    """Says who somebody is to nobody but that person."""

    error_messages = {**DefaultHeadlessAdapter.error_messages, "unknown_email": "Cette adresse n’est pas de ce compte."}

    def serialize_user(self, user: Any) -> dict[str, Any]:
        """Nothing where a link alone, without a session, asks: it may be in the wrong hands."""
        asking = self.request.user if self.request else None
        return super().serialize_user(user) if asking and asking.pk == user.pk else {}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Says in our words what is wrong with a code."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Activez d’abord la double authentification.",
        "incorrect_code": "Ce code ne convient pas.",
    }


def display_name(user: Any) -> str:
    """What a person is called: the name, or else the address; never the user name, which means nothing to anybody."""
    return user.get_full_name() or user.email if isinstance(user, get_user_model()) else ""
