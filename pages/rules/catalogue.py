"""The rules of entries and of the lump-sum aid, as readers of the API and of the admin see them."""

from __future__ import annotations

from core.rules import Rule, RuleKind

ENTRIES = "Entrées de la FAQ"
AID = "Aide forfaitaire"

E1 = Rule(
    "E1",
    RuleKind.BLOCK,
    "La FAQ est un sommaire de thèmes ordonnés. Chaque thème et chaque question a une ancre qui ne change "
    "jamais, même si on les renomme ou les déplace.",
    ENTRIES,
)
E2 = Rule(
    "E2",
    RuleKind.BLOCK,
    "Publier une réponse modifiée demande de choisir : une nouvelle mise à jour datée, si le changement compte "
    "pour les lecteurs, ou la case « correction mineure », qui ne déplace pas la date.",
    ENTRIES,
)
E3 = Rule(
    "E3",
    RuleKind.BLOCK,
    "Une entrée répond à une question. Quand elle en regroupe plusieurs, chacune a sa propre ancre, pour être "
    "citée, trouvée et balisée séparément.",
    ENTRIES,
)
E4 = Rule(
    "E4",
    RuleKind.INFORM,
    "Une question à laquelle on répond par oui ou par non porte ce verdict comme une donnée, à côté de l’explication.",
    ENTRIES,
)
E5 = Rule(
    "E5",
    RuleKind.INFORM,
    "Une entrée peut n’être valable qu’un temps : à venir, ouverte ou close selon le jour. Close, elle reste en "
    "ligne et le signale.",
    ENTRIES,
)
E6 = Rule(
    "E6",
    RuleKind.BLOCK,
    "Une question sans réponse n’est pas publiée, sauf si elle renvoie ailleurs : un lien, un document ou une "
    "autre page.",
    ENTRIES,
)
E7 = Rule(
    "E7",
    RuleKind.INFORM,
    "Une entrée a des mots-clés et une version à imprimer, qui montre sa date de mise à jour et son adresse publique.",
    ENTRIES,
)
E8 = Rule(
    "E8",
    RuleKind.INFORM,
    "Une réponse se compose d’intertitres, de paragraphes, de listes, d’étapes numérotées, de remarques, de "
    "tableaux, de liens et de documents dont le format et la taille sont indiqués.",
    ENTRIES,
)

A1 = Rule(
    "A1",
    RuleKind.INFORM,
    "L’aide porte sur onze thèmes de dépense, répartis en trois familles : vente et promotion, gestion, relation "
    "client. Ce sont aussi les thèmes d’intervention de l’annuaire.",
    AID,
)
A2 = Rule(
    "A2",
    RuleKind.INFORM,
    "Le prestataire ne doit être référencé que pour un accompagnement général : diagnostic ou conseil.",
    AID,
)
A3 = Rule(
    "A3",
    RuleKind.INFORM,
    "La demande se fait au plus tard quatre mois après la date de la dernière facture, de quantième à quantième, "
    "ou le dernier jour du mois s’il est plus court.",
    AID,
)

RULES: tuple[Rule, ...] = (E1, E2, E3, E4, E5, E6, E7, E8, A1, A2, A3)
