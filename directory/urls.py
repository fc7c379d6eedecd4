"""Addresses of the directory that are not those of its pages."""

from django.urls import path

from directory.account_views import own_data_file
from directory.markfiles.views import download
from directory.uploads import views as uploads
from directory.views import directory_geojson

urlpatterns = [
    path("directory.geojson", directory_geojson, name="directory_geojson"),
    path("compte/donnees.json", own_data_file, name="own_data"),
    path("compte/marques/<uuid:file_id>/", download, name="mark_file"),
    path("uploads/", uploads.send, name="uploads"),
    path("uploads/<uuid:upload_id>/", uploads.show, name="upload"),
]
