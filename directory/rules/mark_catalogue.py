"""The rules of marks, as readers of the API and of the admin see them."""

from __future__ import annotations

from core.rules import Rule, RuleKind

MARKS = "Marques"

B1 = Rule(
    "B1",
    RuleKind.BLOCK,
    "La marque « France Num », nom et logo, est réservée à l’État et aux Régions : un activateur ne l’utilise pas "
    "comme la sienne.",
    MARKS,
)
B2 = Rule(
    "B2",
    RuleKind.BLOCK,
    "Le logo « Entreprise France Num » n’est pas destiné aux activateurs.",
    MARKS,
)
B3 = Rule(
    "B3",
    RuleKind.INFORM,
    "Un activateur en activité peut utiliser la marque « Activateur France Num ».",
    MARKS,
)
B4 = Rule(
    "B4",
    RuleKind.BLOCK,
    "Est en activité un activateur dont la charte et le dossier sont acceptés, dont le compte est activé, et qui n’est "
    "ni suspendu ni parti. Le droit d’utiliser la marque s’arrête le jour où il ne l’est plus.",
    MARKS,
)
B5 = Rule(
    "B5",
    RuleKind.BLOCK,
    "Ce que les règles ne disent pas ne s’invente pas : pour un usage ou une personne qu’elles ne nomment pas, la "
    "réponse est « indéterminé », avec qui interroger, jamais « autorisé ».",
    MARKS,
)
B6 = Rule(
    "B6",
    RuleKind.BLOCK,
    "Les fichiers d’une marque ne vont qu’à qui peut l’utiliser, par un lien qui expire ; chaque téléchargement est "
    "noté.",
    MARKS,
)
B7 = Rule(
    "B7",
    RuleKind.BLOCK,
    "Un profil ne se dit ni labellisé, ni certifié, ni partenaire officiel de France Num, et ne prend pas pour sienne "
    "une marque réservée. Nommer France Num simplement est permis.",
    MARKS,
)

MARK_RULES: tuple[Rule, ...] = (B1, B2, B3, B4, B5, B6, B7)
