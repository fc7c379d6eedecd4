"""Which of the four categories (rule W1) an export means. Pure."""

from __future__ import annotations

import re

from core.text import fold

# As `directory.models.Category` has them; this module knows no model.
PUBLIC, FINANCIAL, PRIVATE, SOLUTION = (
    "PUBLIC_ADVISER", "FINANCIAL_ADVISER", "PRIVATE_CONSULTANT", "SOLUTION_PROVIDER"
)  # fmt: skip

# Folded and in the singular. The first that is found decides: a public bank advises on money, and who provides
# solutions may call himself a consultant beside.
_SIGNS = (
    (FINANCIAL, r"financ\w*|banques?|bancaire|bpifrance|assureur|assurance|credit"),
    (SOLUTION, r"offreur|solution|editeur|logiciel|integrateur|hebergeur|esn|ssii|entreprise de service numerique"),
    (
        PUBLIC,
        r"public|publique|conseiller numerique|cci|ccir|cma|crma|chambre|collectivite|commune|region|departement|etat",
    ),
    (PRIVATE, r"consultant|conseil prive|conseiller prive|cabinet de conseil|independant|freelance|auto entrepreneur"),
)
_PATTERNS = tuple((category, re.compile(rf"\b(?:{pattern})\b")) for category, pattern in _SIGNS)


def category_of(category: str, kind: str = "") -> str:
    """The category that the fields `categorie` and `type` of an export mean; empty where neither tells.

    `categorie` decides when it can. The export of 2026 has «Privée» or «Publique» in it and the line of business in
    `type`: a private one without a telling line of business is left to a reviewer.
    """
    said, business = _singular(category), _singular(kind)
    named = _first(said)
    if named == PUBLIC and said in ("public", "publique") and _first(business) == FINANCIAL:
        return FINANCIAL
    return named or _first(business)


def _first(text: str) -> str:
    return next((category for category, pattern in _PATTERNS if pattern.search(text)), "")


def _singular(text: str) -> str:
    """Folded words without the s or x of a plural, separated by one space."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    return " ".join(word if len(word) < 4 else re.sub(r"[sx]$", "", word) for word in words)
