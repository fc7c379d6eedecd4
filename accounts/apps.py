from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save


class AccountsConfig(AppConfig):
    """The people who sign in."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from accounts import email_addresses, lockout
        from accounts.models import User

        post_save.connect(email_addresses.on_user_saved, sender=User)
        post_delete.connect(lockout.on_deleted, sender=User)
        user_logged_in.connect(lockout.on_signed_in)
