from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The editorial content: the FAQ, its dated updates, plain pages and navigation."""

    name = "pages"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Contenus"

    def ready(self) -> None:
        from core.freshness import tables
        from pages import printing, signals  # noqa: F401 - they register themselves
        from pages.models import Anchor, PortalSettings

        tables.declare(Anchor)
        tables.declare(PortalSettings)
