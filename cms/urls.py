"""Every address of the platform."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import never_cache
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from accounts.admin_account import OwnSettingsView
from accounts.admin_sign_in import SecondFactorView, SignInView
from cms import health, views
from core.media_views import document
from core.views import public_path

urlpatterns: list[URLPattern | URLResolver] = [
    # First: it is asked most.
    path("", include("schema.urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("_allauth/", include("accounts.urls")),
    # Before Wagtail's own, whose name it takes: with a second factor where there is one.
    path("admin/login/", SignInView.as_view()),
    path("admin/login/code/", SecondFactorView.as_view(), name="admin_second_factor"),
    path("admin/account/", require_admin_access(never_cache(OwnSettingsView.as_view())), name="wagtailadmin_account"),
    path("admin/", include(wagtailadmin_urls)),
    # By the name that Wagtail gives addresses from; its other addresses ask visitors for a password.
    path("documents/<int:document_id>/<path:filename>", document, name="wagtaildocs_serve"),
    path("media/<path:name>", views.public_file, name="public_file"),
    path("", include("directory.urls")),
    path("imprimer/", include("core.urls")),
    path("", include("cms.demo.urls") if settings.DEMO else views.root),
    # Last: whatever is left is an address of the portal, or none.
    path("<path:path>", public_path, name="public_path"),
]

handler400 = "cms.views.bad_request"
handler403 = "cms.views.forbidden"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
