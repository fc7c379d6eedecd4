"""What erasing one's own account asks."""

from __future__ import annotations

from django import forms

from directory.errors import DirectoryError, PasswordWrong


class EraseForm(forms.Form):
    password = forms.CharField(
        label="Votre mot de passe",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    sure = forms.BooleanField(
        label="Je sais que rien ne pourra être rétabli",
        help_text="Votre fiche, ses versions, votre dossier, sa lettre, vos fichiers et votre compte sont supprimés.",
    )

    @staticmethod
    def field_of(refusal: DirectoryError) -> str | None:
        return "password" if isinstance(refusal, PasswordWrong) else None
