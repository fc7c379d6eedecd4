"""All French texts of the demo, and what French typography says of one."""

import re
from html import unescape
from pathlib import Path
from typing import Any

from cms.demo.accounts import ACCOUNTS
from cms.demo.content import THEMES, portal
from cms.demo.content.applicants import APPLICANTS
from cms.demo.content.papers import PAPERS
from cms.demo.media import PICTURE_ALT, PICTURE_TITLE, PRIVATE_COLLECTION
from cms.demo.views import QUERIES, doors
from cms.env import BASE_DIR

# Values of these keys are codes, addresses and references.
CODES = frozenset(("type", "id", "url", "page", "document", "kind", "verdict", "anchor", "website", "codes", "boxes"))
FAULTS = {
    "straight apostrophe or quote": r"['\"]",
    "three dots": r"\.\.\.",
    "no narrow no-break space": r"[^\u202f!?][;?!]",
    "no no-break space before a colon": r"(?<!\u00a0):(?!//)",
    "no no-break space in quotation marks": r"«(?!\u00a0)|(?<!\u00a0)»",
    "breakable number": r"\d (?=(?:euros|mois|jours|heures|€|%))",
    "two spaces": r"  ",
    "space before a comma or a full stop": r"\s[,.](?!\.)",
}


def typographic_faults(text: str) -> list[str]:
    """The names of the faults of a text; its tags do not count."""
    plain = unescape(re.sub(r"<[^>]*>", "", text))
    return [name for name, pattern in FAULTS.items() if re.search(pattern, plain)]


def all_texts() -> list[str]:
    entries = [entry for theme in THEMES for entry in theme.entries]
    written: list[Any] = [
        [theme.title for theme in THEMES],
        [[entry.title, entry.answer, entry.keywords, [u.summary for u in entry.updates]] for entry in entries],
        [[page.title, page.description, page.body] for page in portal.PAGES],
        [portal.NAME, portal.TAGLINE, portal.HOME_INTRODUCTION, portal.FAQ_TITLE, portal.FAQ_INTRODUCTION],
        [portal.NAVIGATION, portal.LEGAL_PAGES],
        [[paper.title, paper.paragraphs] for paper in PAPERS],
        [PICTURE_TITLE, PICTURE_ALT, PRIVATE_COLLECTION],
        [[account.role, account.task] for account in ACCOUNTS],
        [[door.title, door.purpose] for door in doors()],
        [query.title for query in QUERIES],
        [[applicant.content, [move.detail for move in applicant.moves]] for applicant in APPLICANTS],
        [_template_texts(path) for path in sorted((BASE_DIR / "cms/templates/demo").rglob("*.html"))],
    ]
    return sorted(set(_strings(written)))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() and not value.startswith("@") else []
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in CODES for text in _strings(item)]
    return [text for item in value for text in _strings(item)] if isinstance(value, (list, tuple)) else []


def _template_texts(path: Path) -> list[str]:
    without_code = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "…", path.read_text(encoding="utf-8"))
    return [line.strip() for line in re.sub(r"<[^>]*>", "", without_code).splitlines() if line.strip()]
