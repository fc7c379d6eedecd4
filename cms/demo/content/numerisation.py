"""Theme «Aide à la numérisation»: the lump-sum aid of 2021, one entry that answers five questions."""

from datetime import date

from cms.demo.blocks import (
    b,
    bullets,
    h3,
    h4,
    image,
    links,
    notice,
    numbers,
    p,
    page_link,
    question,
    table,
    text,
    to_site,
)
from cms.demo.specs import Entry, Theme, Update

EXPENSES = question(
    "Quelles dépenses peut-on justifier ?",
    text(
        p("Une dépense compte si elle relève de l’un des onze thèmes ci-dessous, rangés en trois familles."),
    ),
    table(
        "Les onze thèmes de dépenses",
        ("Famille", "Thème"),
        ("Vente, promotion", "Site e-commerce ou promotionnel"),
        ("Vente, promotion", "Contenus"),
        ("Vente, promotion", "Paiement en ligne"),
        ("Vente, promotion", "Place de marché"),
        ("Vente, promotion", "Visibilité sur internet"),
        ("Gestion", "Réservation et prise de rendez-vous"),
        ("Gestion", "Stocks, commandes et livraisons"),
        ("Gestion", "Logiciel de caisse"),
        ("Gestion", "Hébergement, stockage de données, nom de domaine et cybersécurité"),
        ("Relation client", "Gestion des clients"),
        ("Relation client", "Envoi en nombre de courriers électroniques et de lettres d’information"),
    ),
    text(
        h3("Sous quelle forme ?"),
        p("Trois formes de dépense sont admises pour numériser votre activité :"),
        bullets(
            "l’achat d’une solution ;",
            "l’abonnement à un service ;",
            "une part d’accompagnement.",
        ),
    ),
    image(
        "familles",
        "Trois cartes côte à côte : « Vente, promotion » compte cinq thèmes, « Gestion » quatre, « Relation client » "
        "deux.",
    ),
)

PROVIDER = question(
    "Le prestataire doit-il être référencé ?",
    text(
        p(
            "Pour une dépense de l’un des onze thèmes, vous choisissez librement votre prestataire : il n’a pas à "
            "figurer sur le téléservice."
        ),
    ),
    verdict="NO",
)

GENERAL_GUIDANCE = question(
    "Dans quels cas le prestataire doit-il pourtant être référencé ?",
    text(
        p(
            "Quand la prestation porte sur la transformation de l’entreprise en général, et non sur un outil : un "
            "diagnostic ou du conseil, notamment. Le prestataire doit alors être référencé."
        ),
        h3("Qui est déjà référencé ?"),
        bullets(
            "les consultants privés inscrits sur France Num ;",
            "les consultants privés des listes complémentaires remises par les partenaires de France Num.",
        ),
        h3("Vous proposez ce type de prestation ?"),
        p(
            "Pour être référencé, inscrivez-vous comme activateur : "
            + page_link("inscription", "la demande se fait en dix étapes")
            + "."
        ),
    ),
)

ELIGIBILITY = question(
    "Comment savoir si mon entreprise est éligible ?",
    text(
        p("Deux sources font foi :"),
        numbers(
            "la page d’accueil du téléservice, qui donne l’information de référence ;",
            "le décret publié le 28 janvier 2021, qui fixe les conditions d’éligibilité.",
        ),
    ),
    notice(
        "INFO",
        "Une réponse de 2021",
        p("Elle a été mise à jour le 3 février 2021. Vérifiez les dates avant toute démarche."),
    ),
    links(to_site("https://www.francenum.gouv.fr/", "Le portail France Num (francenum.gouv.fr)")),
)

DEADLINE = question(
    "Jusqu’à quand puis-je déposer ma demande ?",
    text(
        p(
            "Au plus tard "
            + b("4 mois")
            + " après votre facture la plus récente, à la date qu’elle porte. Le téléservice et le décret énoncent "
            "toutes les autres conditions."
        ),
        h3("Comment compter ?"),
        p("Ce sont des mois de calendrier. Si le mois d’arrivée est plus court, son dernier jour compte."),
        h4("Deux exemples"),
        bullets(
            "Facture du 15 janvier 2021 : demande à déposer le 15 mai 2021 au plus tard.",
            "Facture du 31 octobre 2020 : demande à déposer le 28 février 2021 au plus tard.",
        ),
    ),
)

LUMP_SUM = Entry(
    key="cheque",
    title=(
        "Chèque de 500 euros : quelles dépenses justifier, le prestataire doit-il être référencé, mon entreprise "
        "est-elle éligible et dans quels délais faire la demande ?"
    ),
    slug="cheque-500-euros",
    answer=[EXPENSES, PROVIDER, GENERAL_GUIDANCE, ELIGIBILITY, DEADLINE],
    keywords=("chèque", "aide financière", "facture", "prestataire"),
    updates=(
        Update(
            date(2021, 2, 3),
            "Le délai de dépôt et les cas où le prestataire doit être référencé sont précisés.",
        ),
    ),
)

THEME = Theme(
    key="numerisation",
    title="Aide à la numérisation",
    slug="aide-a-la-numerisation",
    entries=(LUMP_SUM,),
)
