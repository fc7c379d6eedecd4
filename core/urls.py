"""Pages to print."""

from django.urls import path

from core.views import print_page

urlpatterns = [
    path("", print_page, name="print_home"),
    path("<path:path>", print_page, name="print_page"),
]
