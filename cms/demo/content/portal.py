"""What surrounds the FAQ: the home page, the plain pages, the menus."""

from cms.demo.blocks import (
    b,
    bullets,
    h3,
    legal_item,
    link,
    links,
    menu_item,
    notice,
    p,
    page_link,
    text,
    to_page,
)
from cms.demo.specs import PlainPage

NAME = "Balise, démonstration"
TAGLINE = "Une FAQ datée, un annuaire, et l’API qui les sert"

HOME_INTRODUCTION = p(
    "Ce portail de démonstration reprend, avec d’autres mots, la FAQ publiée en 2021 par France Num sur la "
    "transformation numérique des petites entreprises. "
    + page_link("faq", "Consultez la FAQ")
    + " ou lisez "
    + page_link("a-propos", "ce qu’est cette démonstration")
    + "."
)
FAQ_TITLE = "Foire aux questions"
FAQ_INTRODUCTION = p(
    "Quatre thèmes : les aides, les solutions pour les commerces, la transformation numérique et les activateurs. "
    "Chaque réponse porte la date à laquelle elle a changé pour de bon."
)

ABOUT = PlainPage(
    key="a-propos",
    title="À propos de cette démonstration",
    slug="a-propos",
    description="Ce qu’est Balise, d’où vient le contenu de la démonstration et ce qu’il ne faut pas en attendre.",
    body=[
        text(
            p(
                "Balise est une plateforme de contenu : une équipe y tient une FAQ et ses mises à jour datées, et une "
                "API GraphQL les sert à n’importe quel site. Ce portail-ci est une démonstration."
            ),
            h3("D’où vient le contenu"),
            p(
                "Les questions et les faits viennent de la FAQ que "
                + link("https://www.francenum.gouv.fr/", "France Num")
                + " publiait en 2021. Les phrases ont été réécrites."
            ),
        ),
        notice(
            "WARNING",
            "Ce n’est pas un site de l’État",
            p(
                "Les réponses datent de 2021 et ne sont pas tenues à jour. Pour une démarche réelle, adressez-vous au "
                "service compétent."
            ),
        ),
        text(
            h3("Ce que vous pouvez essayer"),
            bullets(
                b("Corriger une réponse") + " dans l’administration, puis la relire aussitôt dans l’API.",
                b("Dater un changement") + ", ou cocher « correction mineure » pour que la date ne bouge pas.",
                b("Valider ou renvoyer") + " l’entrée qui attend un modérateur.",
                b("Suivre une adresse renommée") + " : l’ancienne mène à la nouvelle.",
            ),
            p("Tout peut être modifié ou supprimé : relancer la démonstration à neuf remet le contenu de départ."),
        ),
        links(to_page("faq"), to_page("accessibilite"), to_page("mentions-legales"), title="À lire aussi"),
    ],
)

LEGAL_NOTICE = PlainPage(
    key="mentions-legales",
    title="Mentions légales",
    slug="mentions-legales",
    description="Qui fait tourner cette démonstration, où sont les données et sous quelle licence est le code.",
    body=[
        text(
            h3("Éditeur"),
            p(
                "Cette démonstration est éditée par la personne qui l’a lancée sur sa machine ou sur son serveur. "
                "Avant d’en ouvrir l’accès à d’autres, remplacez cette page par vos propres mentions."
            ),
            h3("Hébergement"),
            p("Tout est conservé dans le dossier de données choisi au lancement : la base, les images, les documents."),
            h3("Données personnelles"),
            bullets(
                "Aucune mesure d’audience, aucun traceur publicitaire.",
                "Aucune page ne fait appel à un serveur extérieur.",
                "Un témoin de connexion, nécessaire, pour les seules personnes qui ouvrent une session.",
            ),
            h3("Droits"),
            p(
                "Le code est distribué sous licence MIT. France Num et ses marques appartiennent à leurs titulaires : "
                "la démonstration les nomme, et n’en reproduit aucun logo."
            ),
        ),
    ],
)

ACCESSIBILITY = PlainPage(
    key="accessibilite",
    title="Accessibilité",
    slug="accessibilite",
    description="Ce qui a été fait pour l’accessibilité de cette démonstration, et ce qui n’a pas été vérifié.",
    body=[
        text(
            p(
                b("Cette démonstration n’a pas fait l’objet d’un audit")
                + " : elle ne déclare donc aucun niveau de conformité."
            ),
            h3("Ce qui est fait"),
            bullets(
                "Les titres s’emboîtent sans saut de niveau, dans les réponses comme autour d’elles.",
                "Chaque image utile a un texte alternatif ; les tableaux ont un titre et des en-têtes.",
                "La page d’accueil de la démonstration s’utilise au clavier et sur un petit écran.",
            ),
            h3("Ce qui dépend de vous"),
            p(
                "Balise sert du contenu : l’accessibilité d’un site dépend aussi de l’interface qui l’affiche. Faites "
                "auditer cette interface, et publiez ici votre propre déclaration."
            ),
        ),
        links(to_page("a-propos")),
    ],
)

PAGES = (ABOUT, LEGAL_NOTICE, ACCESSIBILITY)
NAVIGATION = [
    menu_item("faq", "numerisation", "commerce", "transformation", "activateurs", title="FAQ"),
    menu_item("annuaire"),
    menu_item("a-propos", title="À propos"),
]
LEGAL_PAGES = [legal_item("mentions-legales"), legal_item("accessibilite")]
