"""wagtail-grapple over the same models, as its documentation sets it up: its own schema, view and addresses."""

from benchmarks.settings.rivals import *

ROOT_URLCONF = "benchmarks.stock.urls"
# Its bindings take the place of ours.
INSTALLED_APPS = ["benchmarks.stock" if app == "schema" else app for app in INSTALLED_APPS]
GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
GRAPPLE = {"APPS": ["pages", "directory"]}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Django's own defaults: what is prepared here is for the views by hand.
    for name in ("prepare_threshold", "server_side_binding", "options"):
        DATABASES["default"]["OPTIONS"].pop(name)
