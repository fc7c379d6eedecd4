"""A database that holds the demo, loaded once per class."""

from datetime import UTC, datetime
from io import StringIO

from django.test import TestCase, override_settings

import cms.urls  # noqa: F401 - read before DEMO is set, for the tests that come after
from cms.demo.loader import load
from core.visibility import PublicScope
from pages.models import FaqEntry


@override_settings(DEMO=True, ROOT_URLCONF="tests.cms.demo.urls", EMAIL_BACKEND="core.mail.backend.OutboxBackend")
class DemoTestCase(TestCase):
    """The demo, loaded into an empty migrated database, with what follows its commit."""

    now: datetime
    scope: PublicScope
    progress: StringIO
    loaded: bool

    @classmethod
    def setUpTestData(cls) -> None:
        cls.now = datetime.now(UTC)
        cls.progress = StringIO()
        with cls.captureOnCommitCallbacks(execute=True):
            cls.loaded = load(now=cls.now, progress=cls.progress.write)
        cls.scope = PublicScope(datetime.now(UTC))

    def entry(self, slug: str) -> FaqEntry:
        return FaqEntry.objects.get(slug=slug)
