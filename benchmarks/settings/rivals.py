"""The rivals: the same models and database behind the middleware that Django gives every new project."""

from benchmarks.settings.balise import *

ROOT_URLCONF = "benchmarks.rivals.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth, which the models need, does not start without it
]
# The connection stays open, and PostgreSQL keeps the plans of statements that come back, as it does for Balise.
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] |= {
        "prepare_threshold": 1,
        "server_side_binding": True,
    }
