"""Balise as it runs in production, on this machine without TLS."""

from cms.settings.production import *

SECURE_SSL_REDIRECT = False
