"""Development, and the demo: `BALISE_DEMO=1` turns Django's debug pages off and the published logins on."""

import os

from cms.env import read
from cms.logs import logging_config
from cms.settings.base import *
from cms.settings.environment import settings_for

_demo = os.environ.get("BALISE_DEMO", "") not in ("", "0")

env = read(
    os.environ,
    defaults={
        "BALISE_SECRET_KEY": "balise-development-key-that-production-refuses",
        "BALISE_BASE_URL": "http://127.0.0.1:8000",
        "BALISE_PUBLIC_URL": "http://127.0.0.1:8000",
        "BALISE_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "BALISE_CORS_ORIGINS": "http://localhost:3000,http://127.0.0.1:3000,http://localhost:5173,http://127.0.0.1:5173",
        # The demo shows its mail itself.
        "BALISE_EMAIL_URL": "dummymail://" if _demo else "consolemail://",
        "BALISE_INTROSPECTION": "1",
        "BALISE_GRAPHIQL": "1",
        "BALISE_SUGGESTIONS": "1",
        "BALISE_SERVER_TIMING": "1",
        "BALISE_DEBUG": "0" if _demo else "1",
    },
)
globals().update(settings_for(env))

# Static files come straight from the packages: nothing has to be collected, and there is no folder for it.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = not _demo
LOGGING = logging_config(env.log_level, as_json=False)
