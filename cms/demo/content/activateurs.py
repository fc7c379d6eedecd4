"""Theme «Activateurs»: who they are, what they promise, and what the network gives them."""

from cms.demo.blocks import b, brand_decisions, bullets, document, links, notice, p, page_link, steps, text, to_page
from cms.demo.content.inscription import APPLICATION, DELAYS, MISTAKES
from cms.demo.specs import Entry, State, Theme

COMMITMENTS = Entry(
    key="engagements",
    title="Qu’apportent les activateurs France Num aux petites entreprises ?",
    slug="ce-que-font-les-activateurs",
    answer=[
        text(
            p("En rejoignant France Num, chaque activateur a pris cinq engagements envers vous, entre autres :"),
            bullets(
                "confirmer qu’il a reçu votre courriel, et y répondre vite ;",
                "évaluer votre maturité numérique dans un premier diagnostic, gratuit que vous poursuiviez ou non avec "
                "lui ;",
                "vous confier à un autre activateur s’il ne peut pas répondre à votre demande ;",
                "expliquer précisément, avec des mots simples, ce qu’il propose et ce que cela coûte ;",
                "vous faire connaître les missions de France Num.",
            ),
        ),
        links(to_page("accompagnement"), title="Voir aussi"),
    ],
    keywords=("activateur", "diagnostic", "engagement"),
)

CATEGORIES = Entry(
    key="categories",
    title="Qui peut devenir activateur France Num ?",
    slug="qui-peut-devenir-activateur",
    former_slug="qui-peut-etre-activateur",
    answer=[
        text(
            p("Les activateurs se répartissent en quatre catégories. Chacun relève d’une seule."),
            bullets(
                b("Conseiller numérique public")
                + " : il exerce par exemple dans une chambre de commerce et d’industrie (CCI) ou dans une chambre de "
                "métiers et de l’artisanat (CMA).",
                b("Conseiller financier")
                + " : il suit les TPE et les PME à la Banque de France, chez BNP Paribas, chez Bpifrance, ou dans un "
                "autre réseau bancaire devenu partenaire de France Num.",
                b("Consultant privé") + " : indépendant ou petite entreprise experte du numérique, il accompagne une "
                "transformation ou la mise en place de solutions.",
                b("Offreur de solutions")
                + " : une entreprise qui propose de vendre en ligne, de créer un site, de gérer des stocks, etc.",
            ),
        ),
        notice(
            "INFO",
            "À quel nom la fiche se trouve-t-elle ?",
            p(
                "Au nom du conseiller qui s’est engagé auprès des TPE et des PME, et non à celui de son entreprise. "
                "Seuls les offreurs de solutions font exception."
            ),
        ),
    ],
    keywords=("activateur", "conseiller", "consultant", "offreur de solutions"),
)

VISIBILITY = Entry(
    key="visibilite",
    title="Activateur, où serai-je visible sur francenum.gouv.fr ?",
    slug="visibilite-des-activateurs",
    answer=[
        text(p("À quatre endroits, dans cet ordre :")),
        steps(
            p(
                "Votre fiche a sa propre adresse, formée de vos prénom et nom ; celle d’un offreur de solutions porte "
                "le nom de l’entreprise. Elle paraît en général le lendemain de l’activation du compte."
            ),
            p("La recherche « Trouver un accompagnement » vous propose dès cette publication."),
            p("La carte vous montre si vos coordonnées géographiques sont renseignées."),
            p("Les pages régionales des activateurs vous citent à partir du mercredi suivant."),
        ),
        text(
            p(
                "Sans coordonnées, vous restez dans les listes, mais pas sur la carte : c’est l’une des "
                + page_link("erreurs", "erreurs fréquentes")
                + ". Le déroulé complet se lit dans "
                + page_link("delais", "les délais de validation")
                + "."
            ),
        ),
    ],
    keywords=("activateur", "visibilité", "fiche", "carte"),
)

FIRST_STEPS = Entry(
    key="commencer",
    title="Me voici activateur France Num : par quoi commencer ?",
    slug="activateur-par-quoi-commencer",
    answer=[
        text(p("Assurez-vous qu’une petite entreprise vous trouve et vous comprenne, dans cet ordre :")),
        steps(
            p("Relisez votre fiche avec les yeux d’une cliente : l’offre, les secteurs et les références y sont-ils ?"),
            p("Gardez trois thèmes d’intervention au plus : on retient mieux une spécialité qu’un catalogue."),
            p("Vérifiez le lien vers votre offre, et que votre site affiche ses mentions légales."),
            p("Contrôlez votre place sur la carte ; sinon, complétez vos coordonnées géographiques."),
            p(
                "Préparez votre premier diagnostic. Il est toujours gratuit : c’est l’un de "
                + page_link("engagements", "vos engagements")
                + "."
            ),
            p(
                "Signalez votre qualité par la marque « Activateur France Num », dans les limites que fixe "
                + page_link("logo", "la règle sur les marques")
                + "."
            ),
        ),
        notice(
            "TIP",
            "Une fiche se corrige",
            p("Vos modifications sont relues avant d’être publiées ; l’ancien texte reste en ligne d’ici là."),
        ),
    ],
    keywords=("activateur", "fiche", "diagnostic"),
)

BENEFITS = Entry(
    key="avantages",
    title="Que m’apporte le fait d’être activateur France Num ?",
    slug="ce-qu-apporte-le-reseau",
    answer=[
        text(
            bullets(
                b("De la visibilité")
                + " : une fiche à votre nom, dans la recherche, sur la carte et dans les pages régionales ("
                + page_link("visibilite", "en détail")
                + ").",
                b("Des demandes")
                + " : les petites entreprises vous écrivent, et les autres activateurs vous adressent celles "
                "auxquelles ils ne peuvent pas répondre.",
                b("Une marque")
                + " : le droit de vous dire « Activateur France Num » tant que vous l’êtes ("
                + page_link("logo", "ce qui est permis")
                + ").",
                b("Un référencement")
                + " : les consultants privés inscrits sur France Num peuvent assurer les prestations générales de "
                "diagnostic et de conseil prises en compte par " + page_link("cheque", "le chèque de 500 euros") + ".",
            ),
        ),
    ],
    keywords=("activateur", "visibilité", "marque"),
)

LOGO = Entry(
    key="logo",
    title="Un activateur peut-il utiliser le logo France Num ?",
    slug="logo-france-num",
    answer=[
        text(
            p(
                "Seuls l’État et les Régions peuvent employer la marque France Num. Le logo « Entreprise France Num » "
                "ne vous est pas ouvert non plus."
            ),
            p(
                "En revanche, la marque-fille « Activateur France Num » est faite pour vous : vous pouvez l’utiliser "
                "tant que vous êtes en activité."
            ),
            p("Le tableau dit ce qu’il en est pour chacun. Il est lu dans les règles qui s’appliquent aujourd’hui."),
        ),
        brand_decisions(),
        notice(
            "INFO",
            "Nommer n’est pas utiliser la marque",
            p("Écrire que vous êtes inscrit sur France Num ne pose pas de difficulté."),
        ),
    ],
    keywords=("activateur", "logo", "marque"),
    verdict="NO",
)

WORKSHOP = Entry(
    key="ateliers",
    title="Les ateliers en ligne des activateurs sont-ils ouverts à tous ?",
    slug="ateliers-en-ligne",
    answer=[
        text(p("Toute petite entreprise peut s’y inscrire, qu’elle connaisse déjà un activateur ou non.")),
        notice(
            "EXAMPLE",
            "Entrée de démonstration",
            p("Ces ateliers sont fictifs. L’entrée montre une réponse publiée qui n’est pas encore valable."),
        ),
    ],
    keywords=("activateur", "atelier"),
    verdict="YES",
    valid_in=30,
)

CHARTER_CHANGE = Entry(
    key="nouvelle-charte",
    title="Que change la prochaine version de la charte d’engagement ?",
    slug="prochaine-version-de-la-charte",
    answer=[
        text(p("La charte est réécrite en mots plus simples. Les cinq engagements restent les mêmes.")),
        document("charte", "La charte en vigueur"),
        notice(
            "EXAMPLE",
            "Entrée de démonstration",
            p("Cette nouvelle version est fictive. L’entrée montre une publication programmée."),
        ),
    ],
    keywords=("activateur", "charte"),
    state=State.SCHEDULED,
    scheduled_in=60,
)

LEAVING = Entry(
    key="quitter",
    title="Comment quitter le réseau des activateurs ?",
    slug="quitter-le-reseau",
    # Incomplete on purpose: a draft can always be saved, and cannot be published without an answer (E6).
    answer=[],
    keywords=("activateur",),
    state=State.DRAFT,
)

THEME = Theme(
    key="activateurs",
    title="Activateurs",
    slug="activateurs",
    entries=(
        COMMITMENTS,
        CATEGORIES,
        APPLICATION,
        DELAYS,
        VISIBILITY,
        MISTAKES,
        FIRST_STEPS,
        BENEFITS,
        LOGO,
        WORKSHOP,
        CHARTER_CHANGE,
        LEAVING,
    ),
)
