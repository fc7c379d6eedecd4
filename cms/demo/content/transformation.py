"""Theme «Transformation numérique»: where small businesses stand, and who helps them."""

from cms.demo.blocks import b, bullets, links, notice, p, page_link, text, to_page, to_site
from cms.demo.specs import Entry, State, Theme

PROGRESS = Entry(
    key="progres",
    title="Où en sont les petites entreprises dans leur transformation numérique ?",
    slug="ou-en-sont-les-petites-entreprises",
    # The source gives no answer of its own: an entry may only point elsewhere (rule E6).
    answer=[
        links(
            to_site("https://www.francenum.gouv.fr/", "Les études et les chiffres, sur francenum.gouv.fr"),
            to_page("accompagnement", "Faire le point sur votre entreprise avec quelqu’un du métier"),
            to_page("engagements", "Obtenir un premier diagnostic gratuit"),
            title="Où trouver la réponse",
        ),
    ],
    keywords=("chiffres", "transformation numérique", "TPE", "PME"),
)

GUIDANCE = Entry(
    key="accompagnement",
    title="Par qui une petite entreprise peut-elle se faire accompagner dans sa transformation numérique ?",
    slug="se-faire-accompagner",
    answer=[
        text(
            p("Deux réseaux peuvent œuvrer à vos côtés, ou vous adresser à la bonne personne :"),
            bullets(
                b("les Activateurs")
                + ", réseau de France Num dans les territoires : des experts de la transformation numérique ("
                + page_link("categories", "qui sont-ils ?")
                + ") ;",
                b("les partenaires de France Num") + ".",
            ),
        ),
        notice(
            "TIP",
            "Par où commencer",
            p(
                "Tout activateur s’est engagé à faire gratuitement "
                + page_link("engagements", "un premier diagnostic")
                + " : demandez-le avant de choisir un outil."
            ),
        ),
    ],
    keywords=("accompagnement", "activateur", "partenaire", "transformation numérique"),
)

FIRST_STEPS = Entry(
    key="premier-projet",
    title="Quel premier projet numérique choisir quand on a peu de temps ?",
    slug="premier-projet-numerique",
    answer=[
        text(
            p(
                "Partez de ce qui vous prend le plus de temps chaque semaine, et cherchez-le parmi "
                + page_link("cheque", "les onze thèmes de dépenses")
                + " : répondre au téléphone mène à la prise de rendez-vous en ligne, tenir un cahier de stock à un "
                "outil de gestion."
            ),
            p("Parlez-en ensuite à un activateur : son premier diagnostic est gratuit."),
        ),
        notice("EXAMPLE", "Entrée de démonstration", p("Elle attend la validation d’un modérateur.")),
    ],
    keywords=("diagnostic", "transformation numérique"),
    state=State.IN_MODERATION,
)

THEME = Theme(
    key="transformation",
    title="Transformation numérique",
    slug="transformation-numerique",
    entries=(PROGRESS, GUIDANCE, FIRST_STEPS),
)
