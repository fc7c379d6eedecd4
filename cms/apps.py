from django.apps import AppConfig
from django.core.signals import request_finished


class CmsConfig(AppConfig):
    """The project itself: what is neither content nor API."""

    name = "cms"

    def ready(self) -> None:
        from cms import checks  # noqa: F401 - registers them
        from cms.request_id import forget

        request_finished.connect(forget, dispatch_uid="balise-request-id")
