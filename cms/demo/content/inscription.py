"""Theme «Activateurs», first part: how one becomes an activator."""

from cms.demo.blocks import (
    b,
    bullets,
    document,
    document_link,
    h3,
    link,
    links,
    notice,
    p,
    page_link,
    steps,
    text,
    to_page,
    to_site,
)
from cms.demo.specs import Entry

EXTRANET = "https://extranet.francenum.gouv.fr/"
COMPANY_REGISTER = "https://www.infogreffe.fr/"
PROFILES = "https://www.francenum.gouv.fr/trouver-un-accompagnement/"

APPLICATION = Entry(
    key="inscription",
    title="Comment demander son inscription comme activateur ?",
    slug="demander-son-inscription",
    answer=[
        steps(
            p("Lisez " + document_link("mode-d-emploi", "le mode d’emploi") + " (.pdf)."),
            p("Parcourez " + document_link("charte", "la charte que vous vous engagez à suivre") + " (.pdf)."),
            p(
                "Complétez "
                + document_link("lettre", "la lettre d’engagement")
                + " (.odt) et obtenez la signature d’un responsable :"
            )
            + bullets(
                "de la structure où vous travaillez ;",
                "ou de la coopérative qui vous réunit ;",
                "ou de la société de portage qui vous emploie.",
            ),
            p(
                "Gardez à portée de main votre numéro SIRET ou, en coopérative ou en portage, celui de la coopérative "
                "ou de la société qui vous emploie. S’il vous manque, "
                + link(COMPANY_REGISTER, "cherchez-le sur Infogreffe")
                + "."
            ),
            p("Rendez-vous sur " + link(EXTRANET, "extranet.francenum.gouv.fr") + "."),
            p("Indiquez votre nom, votre prénom, votre adresse courriel et votre numéro de téléphone."),
            p("Cherchez le nom de votre structure dans le formulaire.")
            + bullets(
                "Elle n’y est pas : choisissez « Ajouter une nouvelle structure ».",
                "Elle est nouvelle, ou votre adresse n’est pas la sienne (une case est à cocher) : donnez vos "
                "coordonnées géographiques.",
            ),
            p(
                "Déposez votre photo ou votre logo. Donnez de préférence au fichier le nom de l’entreprise, ou vos "
                "prénom et nom."
            ),
            p("Remplissez la fiche de la structure. Une petite entreprise doit pouvoir y :")
            + bullets(
                "comprendre dans quel domaine vous intervenez et ce que vous proposez ;",
                "consulter des références de clients ;",
                "suivre votre actualité, grâce à votre page sur un réseau social, par exemple.",
            ),
            p("Pour finir, joignez la lettre d’engagement et acceptez la charte d’un clic."),
            title="Les dix étapes",
        ),
        notice(
            "WARNING",
            "En 2021, tout se saisissait en une fois",
            p(
                "L’extranet d’alors ne gardait rien en cours de saisie : le dossier devait être rempli d’une traite. "
                "Réunissez vos pièces avant de commencer, c’est toujours utile."
            ),
        ),
        text(
            h3("Et après ?"),
            p(
                "L’équipe France Num examine la demande, puis la valide : "
                + page_link("delais", "voici dans quels délais")
                + ". Relisez d’abord "
                + page_link("erreurs", "les erreurs qui retardent un dossier")
                + "."
            ),
            h3("Les documents"),
        ),
        document("mode-d-emploi"),
        document("charte"),
        document("lettre", "Modèle de lettre d’engagement, à compléter"),
    ],
    keywords=("activateur", "inscription", "charte", "lettre d’engagement", "SIRET"),
)

DELAYS = Entry(
    key="delais",
    title="En combien de temps l’inscription d’un activateur est-elle validée ?",
    slug="delais-de-validation",
    answer=[
        text(
            p("En " + b("15 jours au plus") + " quand le dossier est complet. Une demande ordinaire se déroule ainsi.")
        ),
        steps(
            p("Vous validez le formulaire d’inscription, charte d’engagement acceptée."),
            p("Un accusé de réception vous confirme que le dossier est déposé."),
            p(
                "Votre dossier est complet : dans les 15 jours, un courriel vous permet d’activer votre compte sur "
                "l’extranet. Il est valable 24 heures."
            ),
            p(
                "Il manque une pièce ou il reste une erreur : l’équipe France Num vous écrit pour vous demander de "
                "compléter ou de corriger."
            ),
            p("Le dossier corrigé, vous recevez à votre tour le courriel d’activation."),
            p("Le lendemain de l’activation, en général, votre fiche est publiée à l’une de ces adresses :")
            + bullets(PROFILES + "prenom-nom", PROFILES + "nomdelentreprise"),
            p("Elle se trouve alors aussi par la recherche « Trouver un accompagnement »."),
            p("Le mercredi suivant, vous figurez dans les pages régionales des Activateurs France Num."),
            title="De la demande à la publication",
        ),
        notice(
            "EXAMPLE",
            "Un exemple",
            p(
                "Compte activé le lundi 8 mars 2021 : fiche en ligne le mardi 9, pages régionales le mercredi 10. "
                "Compte activé le mardi 9 : fiche en ligne le mercredi 10, pages régionales le mercredi 17."
            ),
        ),
        links(
            to_page("erreurs", "Éviter les erreurs qui rallongent le délai"),
            to_site(PROFILES, "Chercher une fiche sur francenum.gouv.fr"),
        ),
    ],
    keywords=("activateur", "inscription", "délai", "activation"),
)

MISTAKES = Entry(
    key="erreurs",
    title="Quelles erreurs sont les plus courantes dans une demande d’inscription d’activateur ?",
    slug="erreurs-frequentes",
    answer=[
        notice(
            "WARNING",
            "Une seule suffit",
            p("Chacune de ces erreurs peut retarder la validation de votre inscription, ou l’empêcher."),
        ),
        text(
            h3("La structure et son adresse"),
            bullets(
                b("SIRET")
                + " : un chiffre faux, ou un nom d’entreprise qui n’est pas celui de ce numéro ("
                + link(COMPANY_REGISTER, "vérifiez-le sur infogreffe.fr")
                + ").",
                b("Adresse")
                + " : adresse inexacte, ou coordonnées géographiques absentes, sans lesquelles vous n’êtes pas sur la "
                "carte.",
                b("Personne") + " : aucun nom de personne physique, seulement celui d’une entreprise ou d’un produit.",
            ),
            h3("Les liens"),
            bullets(
                "Le site n’affiche pas ses mentions légales.",
                "L’offre ne peut pas être consultée : ni site, ni page sur un réseau social.",
                "Des liens qui ne mènent nulle part.",
            ),
            h3("La lettre d’engagement"),
            bullets(
                "Elle n’est pas signée.",
                "Elle porte le nom de l’activateur au lieu de celui du responsable de la société.",
            ),
            h3("La fiche"),
            bullets(
                "La catégorie choisie n’est pas la bonne, surtout entre consultant et offreur de solutions.",
                "Tous les domaines d’intervention sont cochés : mieux vaut en choisir 3 au maximum.",
                "La photo est mal nommée : donnez-lui vos prénom et nom, ou le nom de l’entreprise.",
                "Le texte laisse à désirer :"
                + bullets(
                    "orthographe ou grammaire fautives ;",
                    "imprécisions ;",
                    "ton trop publicitaire ;",
                    "anglicismes et jargon.",
                ),
                "La fiche est incomplète ou confuse : une petite entreprise n’y comprend ni l’offre, ni les secteurs "
                "d’intervention.",
            ),
        ),
    ],
    keywords=("activateur", "inscription", "erreur", "SIRET"),
)
