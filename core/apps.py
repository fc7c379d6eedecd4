from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every other part stands on: accounts, media, the public scope, text."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Socle"

    def ready(self) -> None:
        from core import signals

        signals.connect()
