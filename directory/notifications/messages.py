"""Every message: its subject, its template, and what a preview of it shows.

A template is plain text in French; the HTML version is made from it (see `rendering`), so that the two cannot say
different things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LINK = "https://portail.example/lien#cle=exemple"
SAMPLE: Mapping[str, Any] = {
    "reference": "ACT-2026-7K3M9Q",
    "name": "Camille Le Goff",
    "link": LINK,
    "days": 30,
    "due": "10 décembre 2026",
    "moment": "26 novembre 2026 à 00:00",
    "day": "11 décembre 2026",
    "ended": "11 décembre 2026",
    "version": "2026-2",
    "listed": "2 décembre 2026",
    "url": "https://portail.example/activateurs/camille-le-goff/",
    "reason": "La lettre est signée par une autre personne que le représentant de l’organisation.",
    "text": "Merci de refaire signer la lettre.",
    "corrections": ["La lettre d’engagement n’est pas signée."],
    "category": "Consultant privé",
    "files": [{"reference": "ACT-2026-7K3M9Q", "name": "Camille Le Goff", "due": "10 décembre 2026", "late": False}],
}


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of message; `subject` is formatted with the same values as the template."""

    name: str
    label: str  # for the list of previews
    subject: str

    @property
    def template(self) -> str:
        return f"directory/emails/{self.name}.txt"


MESSAGES: Mapping[str, Message] = {
    message.name: message
    for message in (
        Message("started", "Dossier commencé", "Votre dossier {reference} est ouvert"),
        Message("link", "Lien pour reprendre le dossier", "Reprendre votre dossier {reference}"),
        Message("submitted", "Accusé de réception", "Dossier {reference} : nous l’avons bien reçu"),
        Message("correction", "Dossier à corriger", "Dossier {reference} : des points à corriger"),
        Message("category", "Catégorie changée", "Dossier {reference} : sa catégorie a changé"),
        Message("refused", "Dossier refusé", "Dossier {reference} : notre décision"),
        Message("withdrawn", "Dossier retiré", "Dossier {reference} : il est retiré"),
        Message("accepted", "Dossier accepté", "Dossier {reference} : il est accepté, activez votre compte"),
        Message("activation", "Nouveau lien d’activation", "Activer votre compte : voici un nouveau lien"),
        Message("activated", "Compte activé", "Votre compte est activé"),
        Message("published", "Fiche publiée", "Votre fiche est en ligne"),
        Message("change_approved", "Changements publiés", "Vos changements sont en ligne"),
        Message("change_sent_back", "Changements à revoir", "Vos changements sont à revoir"),
        Message("account_erased", "Compte effacé", "Votre compte est effacé"),
        Message("suspended", "Fiche suspendue", "Votre fiche est suspendue"),
        Message("left", "Départ noté", "Votre départ est noté"),
        Message("reinstated", "Fiche rétablie", "Votre fiche est rétablie"),
        Message("charter_due", "Charte à accepter", "Charte à accepter au plus tard le {due}"),
        Message("charter_lapsed", "Charte non acceptée", "Vous n’êtes plus en activité : charte non acceptée"),
        Message("abandoned", "Brouillon oublié", "Votre dossier {reference} sera bientôt effacé"),
        Message("erased", "Brouillon effacé", "Votre dossier {reference} est effacé"),
        Message("deadlines", "Échéances (instruction)", "Dossiers à décider : échéances"),
        Message("unpublishable", "Publication refusée (instruction)", "Dossier {reference} : publication impossible"),
    )
}
