"""The tests. Of the environment only DATABASE_URL counts, so that they give the same result everywhere."""

import os
import tempfile
from pathlib import Path

from cms.env import read
from cms.logs import logging_config
from cms.settings.base import *
from cms.settings.environment import settings_for

# One folder per process: the tests run in parallel. tests/conftest.py removes it.
_folder = Path(tempfile.gettempdir()) / f"balise-tests-{os.getpid()}"

env = read(
    {"DATABASE_URL": os.environ.get("DATABASE_URL", "")},
    defaults={
        "BALISE_SECRET_KEY": "balise-test-key-that-production-refuses",
        "BALISE_BASE_URL": "http://testserver",
        "BALISE_PUBLIC_URL": "https://portail.example",
        "BALISE_ALLOWED_HOSTS": "localhost,127.0.0.1",
        "BALISE_DATA_DIR": str(_folder),
        "BALISE_EMAIL_URL": "dummymail://",
        "BALISE_INTROSPECTION": "1",
        "BALISE_GRAPHIQL": "1",
        "BALISE_SUGGESTIONS": "1",
        # Tests of what is kept turn it on: the others see what is made.
        "BALISE_ANSWER_CACHE": "0",
    },
)
globals().update(settings_for(env))

# Hashing a password slowly is of no use here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
BALISE_BACKGROUND = False
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING = logging_config("WARNING", as_json=False)

BALISE_PLAN_AFTER = 0  # every query of a test is answered by a plan
