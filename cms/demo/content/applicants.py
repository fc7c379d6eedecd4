"""Files of invented people who want to become activators: one at least in each status, with what has happened to it.

Days and hours count back from the moment of loading, so that the demo always has one that is late.
"""

from __future__ import annotations

from typing import Any

from cms.demo.specs import Applicant, Move
from directory.samples.persons import sample_siret

DRAFT_EMAIL = "nolwenn@brouillon.example"  # whose link is on the demo's front page
ACTIVATOR_KEY = "activatrice"  # whose account is among the demo's logins

Content = dict[str, Any]

_QUIMPER, _DIJON, _TOURS, _NANTES = ("29000", "Quimper"), ("21000", "Dijon"), ("37000", "Tours"), ("44000", "Nantes")
_TOULOUSE, _CAEN, _GRENOBLE = ("31000", "Toulouse"), ("14000", "Caen"), ("38000", "Grenoble")
_SHARED = 412  # the number of a cooperative's SIRET
_PRESENTATION = (
    "J’accompagne les commerces et les artisans dans leurs premiers pas en ligne : un site simple, une place sur les "
    "cartes, la vente et la réservation. Je viens sur place, j’écoute, puis nous choisissons ensemble l’outil le plus "
    "simple à tenir."
)
_SERVICES = "Un premier diagnostic gratuit d’une heure, puis un plan d’action en trois étapes et un suivi de six mois."


def _consultant(first_name: str, last_name: str, company: str, number: int, town: tuple[str, str]) -> Content:
    """A complete file of somebody who runs their own company; the SIRET is nobody's (`sample_siret`)."""
    return {
        "category": "PRIVATE_CONSULTANT",
        "first_name": first_name,
        "last_name": last_name,
        "telephone": f"01 99 01 {number // 100:02d} {number % 100:02d}",
        "organisation_name": company,
        "siret": sample_siret(number),
        "organisation_kind": "OWN",
        "street": f"{number % 90 + 3} rue des Ajoncs",
        "postcode": town[0],
        "city": town[1],
        "website": f"https://dossier-{number}.example/",
        "presentation": _PRESENTATION,
        "services": _SERVICES,
        "references": "Une boulangerie, deux librairies et un atelier de réparation de vélos, depuis deux ans.",
        "pricing": "Premier diagnostic gratuit, puis devis selon le projet.",
        "themes": ["contenus", "visibilite-internet"],
        "sectors": ["commerce-de-detail", "artisanat"],
        "signatory_name": f"{first_name} {last_name}",
        "signatory_role": "Cheffe d’entreprise" if first_name.endswith("e") else "Chef d’entreprise",
        "activator_is_head": True,
    }


def _works_for(kind: str, signatory: str, role: str) -> Content:
    """What changes where somebody else runs the organisation, and signs."""
    return {
        "organisation_kind": kind, "signatory_name": signatory, "signatory_role": role, "activator_is_head": False,
    }  # fmt: skip


def _provider(presentation: str, services: str, references: str, *themes: str) -> Content:
    return {
        "category": "SOLUTION_PROVIDER", "presentation": presentation, "services": services,
        "references": references, "themes": list(themes),
    }  # fmt: skip


def _move(name: str, days: int, at: str, **detail: Any) -> Move:
    return Move(name, days, at, detail=detail)


def _submitted(days: int, at: str = "10:12", *, signed: bool = True) -> tuple[Move, ...]:
    """Started three days before, saved, submitted."""
    return (
        _move("start", days + 3, "18:40"),
        _move("save", days + 2, "21:05"),
        _move("join_letter", days, "09:31", signed=signed),
        _move("accept_charter", days, "09:40"),
        _move("submit", days, at),
    )


APPLICANTS: tuple[Applicant, ...] = (
    Applicant(
        "brouillon",
        DRAFT_EMAIL,
        {
            "category": "PRIVATE_CONSULTANT",
            "first_name": "Nolwenn",
            "last_name": "Tregastelin",
            "telephone": "01 99 01 00 07",
            "organisation_name": "Estran Conseil",
            "presentation": "J’aide les restaurants et les hôtels à prendre des réservations en ligne.",
            "services": "Un premier diagnostic gratuit, puis la mise en place d’un outil de réservation.",
            "themes": ["solution-de-reservation-prise-de-rendez-vous"],
        },
        (
            _move("start", 6, "20:15"),
            _move("save", 6, "20:48"),
            _move("correct", 3, "13:22", pricing="Premier diagnostic gratuit."),
            _move("lend_key", 3, "13:30"),
        ),
    ),
    Applicant(
        "oublie",
        "gaspard@oubli.example",
        {"category": "FINANCIAL_ADVISER", "first_name": "Gaspard", "last_name": "Villebrune"},
        (_move("start", 52, "11:20"), _move("save", 52, "11:34")),
    ),
    Applicant(
        "nouveau",
        "ysaline@dossiers.example",
        _consultant("Ysaline", "Montferrat-Dubreuil", "Chambre des savoirs numériques", 401, _DIJON)
        | _works_for("EMPLOYER", "Honorin Castelvert", "Directeur")
        | {"category": "PUBLIC_ADVISER", "pricing": "Gratuit."},
        _submitted(1),
    ),
    Applicant(
        "en-retard",
        "barnabe@dossiers.example",
        _consultant("Barnabé", "Courvoisel", "Courvoisel Numérique", 402, _TOURS),
        (*_submitted(19), _move("note", 9, "15:40", text="Appelé deux fois, sans réponse.")),
    ),
    Applicant(
        "bientot-du",
        "philippine@dossiers.example",
        _consultant("Philippine", "Arrondel", "Coopérative des Quais", _SHARED, _NANTES)
        | _works_for("COOPERATIVE", "Anatole Rivesaltain", "Gérant"),
        (*_submitted(13), _move("tick", 4, "11:02", boxes=("L3-category",))),
    ),
    Applicant(
        "meme-siret",
        "achille@dossiers.example",
        _consultant("Achille", "Bonnemaison-Faure", "Coopérative des Quais", _SHARED, _NANTES)
        | _works_for("COOPERATIVE", "Anatole Rivesaltain", "Gérant")
        | {"themes": ["gestion-des-clients"]},
        _submitted(5),
    ),
    Applicant(
        "sans-signature",
        "capucine@dossiers.example",
        _consultant("Capucine", "Delorme-Sauvaget", "Fil d’Ariane Conseil", 403, _TOULOUSE)
        | _works_for("EMPLOYER", "Léonie Hautpoul", "Présidente"),
        _submitted(6, signed=False),
    ),
    Applicant(
        "offreur",
        "contact@caisse-claire.example",
        _consultant("Théodule", "Marchenoir", "Caisse Claire", 404, _GRENOBLE)
        | _provider(
            "Un logiciel de caisse pour les petits commerces, qui marche aussi sans connexion.",
            "Premier diagnostic gratuit, installation sur place, formation d’une demi-journée, aide par téléphone.",
            "Une fromagerie et trois fleuristes l’emploient tous les jours.",
            "logiciel-de-caisse",
            "gestion-des-stocks-des-commandes-des-livraisons",
        ),
        _submitted(3),
    ),
    Applicant(
        "adresse-a-choisir",
        "bonjour@trois-etoiles.example",
        _consultant("Églantine", "Sorbieraud", "★★★", 405, _CAEN)
        | _provider(
            "Une place de marché pour les hôtels et les tables d’hôtes de Normandie.",
            "Premier diagnostic gratuit, ouverture d’une boutique en une semaine, paiement en ligne.",
            "Vingt maisons d’hôtes du Calvados.",
            "place-de-marche",
            "paiement-en-ligne",
        ),
        _submitted(4, "16:50"),
    ),
    Applicant(
        "a-corriger",
        "fulgence@dossiers.example",
        _consultant("Fulgence", "Ormesson-Tellier", "Passerelle Portage", 406, _TOULOUSE)
        | {"organisation_kind": "WAGE_PORTAGE", "signatory_role": "Consultant porté"},
        (
            *_submitted(11),
            _move(
                "send_back",
                7,
                "14:30",
                codes=("LETTER_WRONG_SIGNATORY",),
                text="En portage salarial, c’est la société de portage qui signe : son représentant, pas vous.",
            ),
        ),
    ),
    Applicant(
        "renvoye-deux-fois",
        "rosalba@dossiers.example",
        _consultant("Rosalba", "Quincampoix", "Comptoir du financement", 407, _DIJON)
        | _works_for("EMPLOYER", "Clotaire Vannesson", "Président")
        | {"category": "FINANCIAL_ADVISER", "presentation": "Le leader du financement numérique, tout simplement."},
        (
            *_submitted(40, signed=False),
            _move("send_back", 33, "11:15", codes=("LETTER_UNSIGNED",), text="Le modèle est là, sans la signature."),
            _move("join_letter", 28, "17:20", signed=True),
            _move("submit", 28, "17:26"),
            _move(
                "send_back", 19, "09:50", codes=("STYLE",), text="Dites ce que vous faites, sans vous dire le premier."
            ),
            _move("correct", 4, "12:05", presentation="J’aide les petites entreprises à financer un projet numérique."),
            _move("submit", 4, "12:08"),
        ),
    ),
    Applicant(
        "accepte",
        "zephyrin@dossiers.example",
        _consultant("Zéphyrin", "Hautecombe", "Hautecombe et filles", 408, _GRENOBLE),
        (*_submitted(9), Move("accept", hours=2)),
    ),
    Applicant(
        "active",
        "isaure@dossiers.example",
        _consultant("Isaure", "Belvezet", "Belvezet Accompagnement", 409, _TOULOUSE),
        (*_submitted(10), Move("accept", hours=5), Move("activate", hours=1)),
    ),
    Applicant(
        ACTIVATOR_KEY,
        "activatrice@demo.example",
        _consultant("Solène", "Kermadoret", "Kermadoret Numérique", 410, _QUIMPER) | {"regions": ["bretagne"]},
        (
            *_submitted(45)[:2],
            _move("join_photo", 46, "11:30"),
            *_submitted(45)[2:],
            _move("accept", 34, "15:00"),
            _move("activate", 33, "10:20"),
            _move("publish", 32, "00:05"),
            _move(
                "change_profile",
                2,
                "18:30",
                pricing="Premier diagnostic gratuit, puis 70 € de l’heure.",
                services=f"{_SERVICES} Un atelier collectif, un lundi sur deux, à Quimper.",
            ),
        ),
    ),
    Applicant(
        "refuse",
        "hippolyte@dossiers.example",
        _consultant("Hippolyte", "Grandvaux", "Panneaux du Ponant", 411, _NANTES)
        | _provider("Vente et pose de panneaux publicitaires.", "Pose en une journée.", "Deux garages.", "contenus"),
        (
            *_submitted(30),
            _move("refuse", 22, "16:10", reason="La pose de panneaux n’est pas de l’accompagnement numérique."),
        ),
    ),
    Applicant(
        "retire",
        "domitille@dossiers.example",
        _consultant("Domitille", "Saint-Aubert", "Maison des territoires", 413, _CAEN)
        | _works_for("EMPLOYER", "Evariste Lagarenne", "Directeur")
        | {"category": "PUBLIC_ADVISER", "pricing": "Gratuit."},
        (*_submitted(25), _move("withdraw", 23, "08:55")),
    ),
)
