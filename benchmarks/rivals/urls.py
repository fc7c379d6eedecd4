from django.urls import path

from benchmarks.rivals.views import by_hand, stored

urlpatterns = [
    path("by-hand/<str:name>", by_hand),
    path("stored/<str:name>", stored),
]
