"""Addresses that exist in the demo only."""

from django.urls import path

from cms.demo import mailbox, walk
from cms.demo.clock_views import move_clock
from cms.demo.views import home

urlpatterns = [
    path("", home, name="demo_home"),
    path("demo/courriels/", mailbox.messages, name="demo_mailbox"),
    path("demo/courriels/<int:pk>/", mailbox.message, name="demo_message"),
    path("demo/courriels/<int:pk>/html/", mailbox.message_html, name="demo_message_html"),
    path("demo/horloge/", move_clock, name="demo_clock"),
    path("demo/lettre-exemple.pdf", walk.sample_letter, name="demo_letter"),
    # Where the links of the mail lead: a frontend has its own pages there.
    path("inscription/", walk.page("start"), name="demo_start"),
    path("inscription/dossier", walk.page("dossier"), name="demo_dossier"),
    path("compte/", walk.page("account"), name="demo_account"),
    path("compte/activation", walk.page("activation"), name="demo_activation"),
    path("compte/mot-de-passe", walk.page("password"), name="demo_password"),
    path("compte/courriel", walk.page("email"), name="demo_email"),
]
