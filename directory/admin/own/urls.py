"""The addresses of «Ma fiche», under the admin's."""

from django.urls import path

from directory.admin.own import views
from directory.admin.own.charter import accept
from directory.admin.own.links import choose_link

urlpatterns = [
    path("ma-fiche/", views.edit, name="own_profile"),
    path("ma-fiche/apercu/", views.preview, name="own_profile_preview"),
    path("ma-fiche/photo/", views.photo, name="own_profile_photo"),
    path("ma-fiche/lien/", choose_link, name="own_profile_link"),
    path("ma-fiche/charte/", accept, name="own_profile_charter"),
    path("ma-fiche/effacer/", views.erase, name="own_profile_erase"),
]
