"""Production: whatever is unsafe is refused at the start, all of it at once."""

import os

from cms.env import read
from cms.logs import logging_config
from cms.refusals import PRODUCTION
from cms.settings.base import *
from cms.settings.environment import settings_for

env = read(os.environ, refusals=PRODUCTION)
globals().update(settings_for(env))

STORAGES["staticfiles"] = {"BACKEND": "cms.storage.StaticFiles"}
LOGGING = logging_config(env.log_level, as_json=True)

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-balise-session"
CSRF_COOKIE_NAME = "__Host-balise-csrf"
SECURE_SSL_REDIRECT = True
# Health checks come from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
