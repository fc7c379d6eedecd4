"""The panels of the editing forms, where they are more than a field."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminAutoHeightTextInput

from pages.admin.forms import DatedUpdateForm


class UpdatesPanel(InlinePanel):
    """The dated updates, newest first, each with its key."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=DatedUpdateForm,
            defer_required_on_fields=formset["fields"],
        )
        return options


ENTRY_PANELS = [
    FieldPanel(
        "title",
        heading="Question",
        classname="title",
        widget=AdminAutoHeightTextInput(attrs={"placeholder": "Question*"}),
        help_text="Telle qu’un dirigeant de petite entreprise la poserait, en une phrase.",
    ),
    FieldPanel("verdict"),
    FieldPanel(
        "answer",
        help_text=(
            "Commencez par l’essentiel. Pour réunir plusieurs questions dans une entrée, ajoutez une « question du "
            "groupe » pour chacune : elle aura sa propre ancre."
        ),
    ),
    MultiFieldPanel(
        [
            UpdatesPanel(
                "updates",
                label="mise à jour datée",
                heading="Mises à jour datées",
                panels=[
                    FieldRowPanel([FieldPanel("date"), FieldPanel("significance")]),
                    FieldPanel("summary"),
                ],
            ),
            FieldPanel("minor_correction"),
            FieldPanel("dates_corrected"),
        ],
        heading="Ce qui change pour les lecteurs",
        help_text=(
            "Une réponse déjà publiée a changé ? Ajoutez une mise à jour datée si le changement compte pour les "
            "lecteurs ; sinon, cochez « correction mineure »."
        ),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])],
        heading="Validité",
        help_text="Pour une réponse qui ne vaut qu’un temps (un appel à projets, par exemple) ; sinon, laissez vide.",
    ),
    FieldPanel("keywords", help_text="Séparés par des virgules. Ils aident à trouver la question."),
]
