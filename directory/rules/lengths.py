"""How long what is typed may be, so that it can be published as it is: nothing is cut.

A draft keeps any length; these block the publication and the submission, under the rule that asks for the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from core.rules import Finding, Rule, RuleKind, finding
from directory.rules.candidate import Candidate, Commitment
from directory.rules.catalogue import L2, W4, W6, W7, W8, W13

TEXT_MAX_LENGTH = 5000  # characters, without the HTML: two printed pages
SOCIAL_LINKS_MAX = 8
SOCIAL_LINK_MAX_LENGTH = 300

# Characters. Those of columns are the columns' own: a test compares them.
MAX_LENGTHS: Mapping[str, tuple[Rule, int]] = {
    "first_name": (W7, 100),
    "last_name": (W7, 100),
    "email": (W7, 254),
    "telephone": (W7, 30),
    "organisation_name": (W4, 200),
    "street": (W6, 200),
    "postcode": (W6, 5),
    "city": (W6, 100),
    "website": (W8, 300),
    "presentation": (W13, TEXT_MAX_LENGTH),
    "services": (W13, TEXT_MAX_LENGTH),
    "references": (W13, TEXT_MAX_LENGTH),
    "pricing": (W13, 500),
    "signatory_name": (L2, 200),
    "signatory_role": (L2, 200),
}


def not_too_long(given: Candidate | Commitment) -> list[Finding]:
    """Each text that is longer than what can be published, and links beyond the number that is."""
    findings = []
    for name in (field.name for field in fields(given)):
        if name in MAX_LENGTHS:
            rule, limit = MAX_LENGTHS[name]
            findings += _checked(rule, (name,), getattr(given, name), limit)
        elif name == "social_links":
            findings += _links_checked(getattr(given, name))
    return findings


def _links_checked(links: tuple[str, ...]) -> list[Finding]:
    findings = []
    if len([link for link in links if link.strip()]) > SOCIAL_LINKS_MAX:
        text = f"gardez {SOCIAL_LINKS_MAX} pages au plus sur les réseaux sociaux."
        findings.append(finding(W8, "INCOMPLETE", ("social_links",), text, kind=RuleKind.BLOCK))
    for number, link in enumerate(links, start=1):
        findings += _checked(W8, ("social_links", str(number)), link, SOCIAL_LINK_MAX_LENGTH)
    return findings


def _checked(rule: Rule, field: tuple[str, ...], value: str, limit: int) -> list[Finding]:
    length = len(value.strip())
    if length <= limit:
        return []
    text = f"{length} caractères, c’est trop long pour être publié : gardez-en {limit} au plus."
    return [finding(rule, "INCOMPLETE", field, text, kind=RuleKind.BLOCK)]
