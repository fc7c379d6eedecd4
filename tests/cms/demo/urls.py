"""The platform's addresses as the demo has them; the tests' own settings are not a demo's."""

from django.urls import include, path

urlpatterns = [path("", include("cms.demo.urls")), path("", include("cms.urls"))]
