"""Theme «Clique mon commerce»: solutions offered during the crisis, and the call for projects of 2020."""

from datetime import date

from cms.demo.blocks import bullets, link, links, notice, p, page_link, text, to_page, to_site
from cms.demo.specs import Entry, Theme, Update

SITE = "https://clique-mon-commerce.gouv.fr/"

SOLUTIONS = Entry(
    key="solutions",
    title="Pendant la crise, où trouver des solutions numériques solidaires, sans frais ou moins chères ?",
    slug="solutions-numeriques-solidaires",
    answer=[
        text(
            p(
                "Sur "
                + link(SITE, "clique-mon-commerce.gouv.fr")
                + ". Ce site réunit une cinquantaine d’offres, choisies à l’issue de "
                + page_link("appel-a-projets", "l’appel à projets de novembre 2020")
                + "."
            ),
            p("Chacune d’elles :"),
            bullets(
                "est gratuite ou proposée à un prix préférentiel pendant la crise ;",
                "ne vous engage sur aucune durée d’abonnement ;",
                "met en avant les commerces et les entreprises de proximité.",
            ),
        ),
        links(
            to_site(SITE, "Voir les offres sur clique-mon-commerce.gouv.fr"),
            to_page("cheque", "Faire financer vos dépenses : le chèque de 500 euros"),
            to_page("accompagnement"),
            title="Pour aller plus loin",
        ),
    ],
    keywords=("commerce de proximité", "crise", "vente en ligne"),
)

CALL = Entry(
    key="appel-a-projets",
    title=(
        "L’appel à projets « Clique mon commerce », en soutien au commerce de proximité, est-il encore ouvert aux "
        "candidatures ?"
    ),
    slug="appel-a-projets-clique-mon-commerce",
    answer=[
        text(
            p(
                "Les candidatures étaient reçues du 2 au 13 novembre 2020. Il s’agissait d’aider les commerces que "
                "l’administration avait fait fermer ce mois-là."
            ),
            p("Pour être retenu, un dossier devait :"),
            bullets(
                "offrir une solution numérique gratuite, ou moins chère que d’ordinaire, pendant la crise ;",
                "n’imposer aucune durée d’abonnement ;",
                "pouvoir répondre à un grand nombre de demandes ;",
                "entrer dans l’une des catégories de solutions que l’appel énumérait ;",
                "valoriser les commerces ou les entreprises de proximité.",
            ),
        ),
        notice(
            "INFO",
            "Et maintenant ?",
            p(
                "Les quelque cinquante offres retenues se consultent sur "
                + link(SITE, "clique-mon-commerce.gouv.fr")
                + "."
            ),
        ),
    ],
    keywords=("appel à projets", "commerce de proximité", "crise"),
    verdict="NO",
    valid_from=date(2020, 11, 2),
    valid_until=date(2020, 11, 13),
    updates=(Update(date(2021, 1, 6), "L’appel à projets est clos ; les offres retenues sont en ligne."),),
)

THEME = Theme(
    key="commerce",
    title="Clique mon commerce",
    slug="clique-mon-commerce",
    entries=(SOLUTIONS, CALL),
)
