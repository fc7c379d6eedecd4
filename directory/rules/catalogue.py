"""The rules of profiles, addresses and files, as readers of the API and of the admin see them."""

from __future__ import annotations

from core.rules import Rule, RuleKind
from directory.rules.mark_catalogue import MARK_RULES

ACTIVATORS = "Activateurs"
ADDRESSES = "Adresses des profils"
COMMITMENT = "Lettre et charte"
FILES = "Dossiers et publication"

W1 = Rule(
    "W1",
    RuleKind.BLOCK,
    "Un activateur appartient à une seule catégorie, parmi quatre : conseiller public, conseiller financier, "
    "consultant privé ou offreur de solutions.",
    ACTIVATORS,
)
W2 = Rule(
    "W2",
    RuleKind.BLOCK,
    "L’adresse d’un profil est faite du prénom puis du nom de la personne, jamais du nom de l’entreprise, sauf pour "
    "un offreur de solutions : la sienne est faite du nom de l’entreprise.",
    ACTIVATORS,
)
W3 = Rule(
    "W3",
    RuleKind.BLOCK,
    "Chaque profil nomme une personne physique, y compris celui d’un offreur de solutions.",
    ACTIVATORS,
)
W4 = Rule(
    "W4",
    RuleKind.BLOCK,
    "L’entreprise se désigne par un numéro SIRET valide : le sien, ou celui d’une coopérative, d’une société de "
    "portage ou d’un employeur. Plusieurs activateurs peuvent avoir le même.",
    ACTIVATORS,
)
W5 = Rule(
    "W5",
    RuleKind.BLOCK,
    "On cherche l’entreprise avant de l’ajouter : il n’y en a jamais deux pour un même SIRET.",
    ACTIVATORS,
)
W6 = Rule(
    "W6",
    RuleKind.BLOCK,
    "Il faut des coordonnées géographiques quand l’entreprise est nouvelle ou que l’activateur a une autre adresse "
    "qu’elle ; sinon, celles de l’entreprise valent. Un profil sans coordonnées est dans les listes, pas sur la carte.",
    ACTIVATORS,
)
W7 = Rule(
    "W7",
    RuleKind.BLOCK,
    "Le prénom, le nom, l’adresse électronique et le téléphone sont obligatoires.",
    ACTIVATORS,
)
W8 = Rule(
    "W8",
    RuleKind.BLOCK,
    "Un lien mène à l’offre : un site, ou une page sur un réseau social.",
    ACTIVATORS,
)
W9 = Rule(
    "W9",
    RuleKind.WARN,
    "Trois thèmes d’intervention suffisent : un profil qui annonce tout ne dit plus ce qu’il fait le mieux.",
    ACTIVATORS,
)
W10 = Rule(
    "W10",
    RuleKind.WARN,
    "Le fichier de la photo porte de préférence le nom de la personne ou de l’entreprise. Il est renommé à la "
    "réception, et ce qu’il contient d’autre que l’image en est retiré.",
    ACTIVATORS,
)
W11 = Rule(
    "W11",
    RuleKind.WARN,
    "Un site porte des mentions légales, et les liens d’un profil répondent. Une vérification le regarde à part, et "
    "recommence avant de le reprocher à quiconque.",
    ACTIVATORS,
)
W12 = Rule(
    "W12",
    RuleKind.WARN,
    "Le style promotionnel, les anglicismes et le jargon sont relevés d’après une liste de mots que les modérateurs "
    "tiennent à jour.",
    ACTIVATORS,
)
W13 = Rule(
    "W13",
    RuleKind.WARN,
    "Un profil est complet quand une petite entreprise y comprend l’offre, les secteurs et les références. Le taux "
    "de remplissage et ce qui manque sont montrés.",
    ACTIVATORS,
)
W14 = Rule(
    "W14",
    RuleKind.WARN,
    "Le premier diagnostic est toujours gratuit : un profil qui lui donne un prix est signalé.",
    ACTIVATORS,
)

S1 = Rule(
    "S1",
    RuleKind.BLOCK,
    "Une adresse s’écrit en minuscules sans accents, les mots joints par des traits d’union. Un nom composé, une "
    "particule ou une apostrophe y garde ses parties.",
    ADDRESSES,
)
S2 = Rule(
    "S2",
    RuleKind.BLOCK,
    "Les lettres d’autres alphabets et les ligatures sont transcrites, non supprimées. Si rien d’un nom ne peut "
    "s’écrire, un relecteur choisit l’adresse.",
    ADDRESSES,
)
S3 = Rule(
    "S3",
    RuleKind.BLOCK,
    "Les homonymes, personnes et entreprises confondues, sont numérotés à partir de 2 dans l’ordre où ils arrivent.",
    ADDRESSES,
)
S4 = Rule(
    "S4",
    RuleKind.BLOCK,
    "Une adresse qui a été publique n’est plus jamais donnée à un autre. Après un changement, elle redirige pour "
    "toujours, en une seule étape, vers la nouvelle.",
    ADDRESSES,
)
S5 = Rule(
    "S5",
    RuleKind.BLOCK,
    "Quand une personne est effacée, toutes les adresses qu’elle a eues répondent que la page n’existe plus, et rien "
    "ne garde son nom.",
    ADDRESSES,
)
S6 = Rule(
    "S6",
    RuleKind.BLOCK,
    "Les mots dont le portail se sert, et les noms des régions et des départements, ne sont l’adresse de personne.",
    ADDRESSES,
)
S7 = Rule(
    "S7",
    RuleKind.INFORM,
    "Le nom d’une entreprise écrit sans traits d’union et les adresses de l’ancien portail mènent aussi au profil.",
    ADDRESSES,
)
S8 = Rule(
    "S8",
    RuleKind.BLOCK,
    "Une adresse a au plus cent caractères, coupée entre deux mots.",
    ADDRESSES,
)
S9 = Rule(
    "S9",
    RuleKind.BLOCK,
    "L’adresse est déduite du nom, personne ne la saisit. Un relecteur peut la corriger en disant pourquoi.",
    ADDRESSES,
)

L1 = Rule(
    "L1",
    RuleKind.BLOCK,
    "La lettre d’engagement est jointe, en PDF. Son contenu est vérifié, pas seulement son nom ; elle n’est jamais "
    "publique.",
    COMMITMENT,
)
L2 = Rule(
    "L2",
    RuleKind.BLOCK,
    "La lettre est signée par la personne qui dirige l’entreprise, la coopérative ou la société de portage, dont on "
    "donne le nom et la fonction. Ce n’est l’activateur que s’il déclare la diriger.",
    COMMITMENT,
)
L3 = Rule(
    "L3",
    RuleKind.HUMAN,
    "Que la lettre est vraiment signée et que la catégorie est la bonne, c’est un relecteur qui le dit.",
    COMMITMENT,
)
L4 = Rule(
    "L4",
    RuleKind.BLOCK,
    "La charte est acceptée dans la version en vigueur, par une case que personne ne coche d’avance. La version, le "
    "moment et l’adresse de la demande sont gardés.",
    COMMITMENT,
)

F1 = Rule(
    "F1",
    RuleKind.BLOCK,
    "Rien de ce qui est saisi n’est perdu : le brouillon est enregistré à chaque étape et se reprend par un lien "
    "reçu par courriel.",
    FILES,
)
F2 = Rule(
    "F2",
    RuleKind.BLOCK,
    "Le dépôt du dossier est confirmé aussitôt, avec un numéro de référence.",
    FILES,
)
F3 = Rule(
    "F3",
    RuleKind.BLOCK,
    "Aucun programme n’accepte personne : un relecteur décide, et chaque décision est dans l’historique du dossier, "
    "avec son auteur, sa date et sa raison.",
    FILES,
)
F4 = Rule(
    "F4",
    RuleKind.WARN,
    "Un dossier complet est décidé en quinze jours, comptés à partir du moment où il est complet, puis de chaque "
    "correction. Les relecteurs voient d’abord ceux qui sont en retard.",
    FILES,
)
F5 = Rule(
    "F5",
    RuleKind.BLOCK,
    "Un dossier incomplet revient à son auteur avec les motifs de la liste, et se redépose sous la même référence.",
    FILES,
)
F6 = Rule(
    "F6",
    RuleKind.BLOCK,
    "L’acceptation envoie un lien qui active le compte : il vaut vingt-quatre heures, à la seconde près, et ne sert "
    "qu’une fois. On peut en demander un autre.",
    FILES,
)
F7 = Rule(
    "F7",
    RuleKind.BLOCK,
    "Le profil est publié le lendemain de l’activation du compte, sauf si un relecteur fixe un autre moment en disant "
    "pourquoi.",
    FILES,
)
F8 = Rule(
    "F8",
    RuleKind.BLOCK,
    "Le profil est dans la recherche dès sa publication, et sur les pages de ses régions à partir du premier mercredi "
    "qui la suit.",
    FILES,
)
F9 = Rule(
    "F9",
    RuleKind.BLOCK,
    "Ce qu’un activateur change ensuite est un brouillon : le public voit l’ancien texte jusqu’à ce qu’un relecteur "
    "publie le nouveau.",
    FILES,
)

RULES: tuple[Rule, ...] = (
    *(W1, W2, W3, W4, W5, W6, W7, W8, W9, W10, W11, W12, W13, W14),
    *(S1, S2, S3, S4, S5, S6, S7, S8, S9),
    *(L1, L2, L3, L4),
    *(F1, F2, F3, F4, F5, F6, F7, F8, F9),
    *MARK_RULES,
)
