"""Signing in to the admin: by user name or address, and with a second factor where the account has one."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template import loader
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.generic import FormView
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.admin.views.account import LoginView

from accounts.adapter import AccountAdapter
from accounts.addresses import client_address
from accounts.models import User
from accounts.throttle import TooMany, by_address, by_email, consume

PENDING = "admin_sign_in"
PENDING_SECONDS = 10 * 60
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SignInForm(LoginForm):
    """Wagtail's, which also takes an address."""

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = "Identifiant ou adresse courriel"
        self.fields["username"].widget.attrs["placeholder"] = "Saisissez votre identifiant ou votre adresse"
        self.fields["password"].label = "Mot de passe"


class SignInView(LoginView):
    """Wagtail's, which stops half-way where there is a second factor."""

    def get_form_class(self) -> type[forms.Form]:
        return SignInForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        keys = by_address(client_address(request)), by_email(request.POST.get("username", ""))
        try:
            consume("admin_sign_in", *keys, now=timezone.now())
        except TooMany as refusal:
            page = loader.render_to_string("429.html")
            return HttpResponse(page, status=429, headers={"Retry-After": str(refusal.retry_after)})
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        user = form.get_user()
        if not is_mfa_enabled(user, SECOND_FACTORS):
            response: HttpResponse = super().form_valid(form)
            UserSession.objects.create_from_request(self.request)
            return response
        self.request.session.cycle_key()
        self.request.session[PENDING] = {
            "user": user.pk,
            "backend": user.backend,
            "hash": user.get_session_auth_hash(),
            "at": time.time(),
            "remember": bool(form.cleaned_data.get("remember")),
            "next": self.get_success_url(),
        }
        return HttpResponseRedirect(reverse("admin_second_factor"))


class SecondFactorView(FormView):
    """Asks for the code of the application, or a recovery code. Counted and checked by allauth."""

    template_name = "accounts/second_factor.html"
    form_class = AuthenticateForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = _pending_user(request)
        if self.user is None:
            request.session.pop(PENDING, None)
            return HttpResponseRedirect(reverse("wagtailadmin_login"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.user}

    def form_valid(self, form: AuthenticateForm) -> HttpResponse:
        pending = self.request.session.pop(PENDING)
        form.save()
        login(self.request, self.user, backend=pending["backend"])
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if pending["remember"] else 0)
        UserSession.objects.create_from_request(self.request)
        return HttpResponseRedirect(pending["next"])


class ResetForm(PasswordResetForm):
    """Wagtail's, which does the same for every address: one message is written, whoever asks."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        email = self.cleaned_data["email"]
        request: HttpRequest = kwargs["request"]
        try:
            keys = by_address(client_address(request)), by_email(email)
            consume("admin_reset_password", *keys, now=timezone.now())
        except TooMany:
            return  # the answer is the same again: nothing was promised
        if any(True for _ in self.get_users(email)):
            super().save(*args, **kwargs)
        else:
            AccountAdapter().send_mail("account/email/unknown_account", email, {})


def _pending_user(request: HttpRequest) -> User | None:
    """Who has given the password and not the code yet; nobody once it is too late or the password has changed."""
    pending = request.session.get(PENDING)
    if not isinstance(pending, dict) or time.time() - pending["at"] > PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    return user if user and constant_time_compare(pending["hash"], user.get_session_auth_hash()) else None
