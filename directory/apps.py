from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The directory of activators: profiles, their addresses, organisations and vocabularies."""

    name = "directory"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Annuaire"

    def ready(self) -> None:
        from directory import dependencies, live, printing, routing, signals  # noqa: F401 - they register themselves
        from directory.notifications import reviews

        live.register()
        reviews.connect()
