"""Addresses that exist in the demo only."""

from django.urls import path

from cms.demo import mailbox
from cms.demo.clock_views import move_clock
from cms.demo.views import home

urlpatterns = [
    path("", home, name="demo_home"),
    path("demo/courriels/", mailbox.messages, name="demo_mailbox"),
    path("demo/courriels/<int:pk>/", mailbox.message, name="demo_message"),
    path("demo/courriels/<int:pk>/html/", mailbox.message_html, name="demo_message_html"),
    path("demo/horloge/", move_clock, name="demo_clock"),
]
