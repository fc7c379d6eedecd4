from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every other part stands on: accounts, media, the public scope, text."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Socle"

    def ready(self) -> None:
        from core import replaced, signals
        from core.freshness import tables, writes
        from core.models import GonePath, PortalDocument, PortalImage, Rendition

        signals.connect()
        replaced.connect()
        writes.connect()
        tables.declare(GonePath)
        tables.declare(PortalImage, of="image", key="id")
        tables.declare(Rendition, of="image", key="image_id")
        tables.declare(PortalDocument, of="document", key="id")
