"""Addresses that exist in the demo only."""

from django.urls import path

from cms.demo.views import home

urlpatterns = [path("", home, name="demo_home")]
