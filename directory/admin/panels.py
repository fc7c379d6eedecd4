"""The panels of a profile's editing form."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from directory.admin.marks_panel import MarksPanel

PROFILE_PANELS = [
    MarksPanel(heading="Marques"),  # first: it is there only when somebody has to look
    MultiFieldPanel(
        [
            FieldPanel("category"),
            FieldRowPanel([FieldPanel("first_name"), FieldPanel("last_name")]),
        ],
        heading="Qui",
        help_text="Toute fiche nomme une personne, celle d’un offreur de solutions aussi.",
    ),
    MultiFieldPanel(
        [FieldPanel("organisation"), FieldPanel("organisation_kind")],
        heading="Organisation",
    ),
    MultiFieldPanel(
        [
            FieldPanel("address_differs"),
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        ],
        heading="Adresse",
        help_text=(
            "À remplir seulement si elle diffère de celle de l’organisation. Sans coordonnées, la carte montre la "
            "commune ou le département."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("presentation"), FieldPanel("services"), FieldPanel("references"), FieldPanel("pricing")],
        heading="Offre",
    ),
    MultiFieldPanel(
        [FieldPanel("themes"), FieldPanel("sectors"), FieldPanel("regions"), FieldPanel("departments")],
        heading="Où et pour quoi",
        help_text="Une région choisie sans aucun de ses départements vaut pour tous.",
    ),
    MultiFieldPanel(
        [
            FieldPanel("website"),
            FieldPanel("social_links"),
            FieldRowPanel([FieldPanel("email"), FieldPanel("email_is_public")]),
            FieldRowPanel([FieldPanel("telephone"), FieldPanel("telephone_is_public")]),
        ],
        heading="Joindre",
    ),
    FieldPanel("photo"),
]
