"""Every address of the platform."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import health, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Where Wagtail sends visitors of a file that asks them to sign in.
    path(
        "connexion/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
        name="wagtailcore_login",
    ),
    path("media/<path:name>", views.public_file, name="public_file"),
    path("", include("schema.urls")),
    path("imprimer/", include("core.urls")),
    path("", include("cms.demo.urls") if settings.DEMO else views.root),
]

handler400 = "cms.views.bad_request"
handler403 = "cms.views.forbidden"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
