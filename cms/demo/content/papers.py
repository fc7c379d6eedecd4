"""The texts of the demo's documents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of one page. `filename` ends with its format: .pdf or .odt."""

    key: str
    filename: str
    title: str
    paragraphs: tuple[str, ...]
    is_private: bool = False


MANUAL = Paper(
    key="mode-d-emploi",
    filename="mode-d-emploi-inscription.pdf",
    title="Mode d’emploi de l’inscription",
    paragraphs=(
        "Ce document de démonstration résume l’inscription d’un activateur.",
        "Avant de commencer, réunissez quatre éléments : votre numéro SIRET, la lettre d’engagement signée, une photo "
        "ou un logo, et l’adresse d’une page qui présente votre offre.",
        "1. Indiquez vos prénom, nom, adresse courriel et téléphone.",
        "2. Cherchez votre structure ; ajoutez-la seulement si elle n’existe pas encore.",
        "3. Vérifiez l’adresse et les coordonnées géographiques : sans elles, pas de place sur la carte.",
        "4. Choisissez une seule catégorie, et trois thèmes d’intervention au plus.",
        "5. Rédigez la fiche en mots simples : ce que vous proposez, à qui, avec quelles références.",
        "6. Joignez la lettre d’engagement, puis acceptez la charte.",
        "Un dossier complet reçoit sa réponse en 15 jours au plus. S’il manque quelque chose, un courriel le dit.",
    ),
)
CHARTER = Paper(
    key="charte",
    filename="charte-engagement.pdf",
    title="Charte d’engagement",
    paragraphs=(
        "Ce document de démonstration présente les engagements d’un activateur envers les petites entreprises.",
        "Répondre. J’accuse réception de chaque courriel et j’y réponds rapidement.",
        "Diagnostiquer. Mon premier diagnostic de maturité numérique est gratuit, quelle que soit la suite.",
        "Orienter. Je passe la main à un autre activateur quand la demande n’est pas de mon ressort.",
        "Expliquer. Mes services et mes tarifs sont décrits avec précision, sans jargon.",
        "Informer. Je fais connaître les missions de France Num.",
    ),
)
LETTER = Paper(
    key="lettre",
    filename="lettre-engagement.odt",
    title="Lettre d’engagement",
    paragraphs=(
        "Document de démonstration, à compléter, puis à faire signer par la personne qui dirige la structure, la "
        "coopérative ou la société de portage.",
        "Je soussigné(e) [prénom, nom], [fonction], responsable de [structure, numéro SIRET],",
        "confirme que [prénom et nom de l’activateur] s’engage à respecter la charte des activateurs,",
        "et que les informations de son dossier d’inscription sont exactes.",
        "Fait à [lieu], le [date].",
        "Signature du responsable :",
    ),
)
REVIEW_GRID = Paper(
    key="grille",
    filename="grille-de-relecture.pdf",
    title="Grille de relecture (usage interne)",
    paragraphs=(
        "Ce document est dans une collection réservée aux équipes : il ne sort ni par l’API, ni par son adresse.",
        "La réponse commence-t-elle par l’essentiel ? La date dit-elle un changement qui compte ?",
        "Les liens mènent-ils à une page publiée ? Les documents sont-ils les plus récents ?",
    ),
    is_private=True,
)
PAPERS = (MANUAL, CHARTER, LETTER, REVIEW_GRID)
