"""Rules W3, W4 and W7: who a profile is of.

Each rule is a function from plain values to findings, as the editing form, the API's checks and the import use
them. Fields are named as the models name them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from stdnum.fr import siret as siret_number

from core.rules import Finding, RuleKind, finding
from core.text import words
from directory.rules.catalogue import W3, W4, W7

# Words that are no part of a person's name, folded. Short legal forms are left out: Sá and Sas are names.
_FUNCTIONS = frozenset(
    "accueil administration agence assistance association cabinet client clients commercial commerciale "
    "communication contact direction entreprise equipe gerance info infos information organisme relation relations "
    "responsable secretariat service services societe standard structure support "
    "madame mademoiselle mlle mme monsieur mr".split()
)
_LEGAL_FORMS = frozenset("earl eirl eurl sarl sasu scic scop selarl".split())
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_TELEPHONE = re.compile(r"\+?[\d\s.()/-]+")
_TELEPHONE_DIGITS = range(8, 16)  # the longest number of the world has 15
# Words that say nothing either way.
_FILLERS = frozenset("a au aux d de des du et l la le les m".split())


def normalise_siret(text: str) -> str:
    """A SIRET as it is stored: its 14 digits, without the spaces, dots and hyphens people group them with.

    Whatever else it holds is kept, for `siret_valid` to refuse.
    """
    digits = unicodedata.normalize("NFKC", text)
    return "".join(
        char for char in digits if not char.isspace() and char not in "." and unicodedata.category(char) not in "CfPd"
    )


def is_siret(text: str) -> bool:
    """Rule W4: whether it is a SIRET, however it is spaced.

    python-stdnum checks the key, and by their own rule those of La Poste's offices. It takes a SIREN of nine zeros
    for valid, since its key is right; nobody has it.
    """
    number = normalise_siret(text)
    return number.isascii() and siret_number.is_valid(number) and not number.startswith("000000000")


def siret_valid(siret: str) -> list[Finding]:
    """Rule W4: the organisation's SIRET is given, and is one."""
    field = ("siret",)
    number = normalise_siret(siret)
    if not number:
        return [finding(W4, "SIRET_INVALID", field, "indiquez le numéro SIRET de l’entreprise, ses 14 chiffres.")]
    if is_siret(number):
        return []
    if number.isascii() and number.isdigit() and len(number) == 14:
        text = (
            "ce numéro SIRET n’existe pas : un de ses chiffres est faux. Recopiez-le depuis l’avis de situation de "
            "l’entreprise."
        )
    elif number.isascii() and number.isdigit():
        hint = " C’est peut-être le SIREN : ajoutez les 5 chiffres de l’établissement." if len(number) == 9 else ""
        text = f"un numéro SIRET a 14 chiffres, celui-ci en a {len(number)}.{hint}"
    else:
        text = "un numéro SIRET n’a que des chiffres, au nombre de 14."
    return [finding(W4, "SIRET_INVALID", field, text, siret.strip())]


def natural_person_named(first_name: str, last_name: str) -> list[Finding]:
    """Rule W3: a person is named, and not a service or a company.

    A person's company may bear their name, so that the two being equal says nothing.
    """
    findings = []
    for field, name, label in (("first_name", first_name, "le prénom"), ("last_name", last_name, "le nom")):
        if not any(map(str.isalpha, name)):
            text = f"indiquez {label} de la personne qui accompagne les entreprises."
            findings.append(finding(W3, "NO_NATURAL_PERSON", (field,), text, name.strip() or None))
    if findings:
        return findings
    name = f"{first_name} {last_name}".strip()
    telling = set(words(name)) - _FILLERS
    if telling & _LEGAL_FORMS or (telling and telling <= _FUNCTIONS):
        text = f"« {name} » n’est pas une personne. Indiquez le prénom et le nom de quelqu’un."
        return [finding(W3, "NO_NATURAL_PERSON", ("last_name",), text, name)]
    return []


def contact_complete(*, first_name: str, last_name: str, email: str, telephone: str) -> list[Finding]:
    """Rule W7: the names, the email and the telephone are given. Whether they work is for others to say."""
    missing: Mapping[str, tuple[str, str]] = {
        "first_name": (first_name, "le prénom"),
        "last_name": (last_name, "le nom"),
        "email": (email, "l’adresse électronique"),
        "telephone": (telephone, "le numéro de téléphone"),
    }
    return [
        finding(W7, "INCOMPLETE", (field,), f"indiquez {label} de l’activateur.")
        for field, (value, label) in missing.items()
        if not value.strip()
    ]


def contact_usable(*, email: str, telephone: str) -> list[Finding]:
    """Rule W7: what is given reads as an email address, and as a telephone number, of any country.

    A number that does not is pointed out and no more: people write extensions and opening hours beside theirs.
    """
    findings = []
    email, telephone = email.strip(), telephone.strip()
    if email and not _EMAIL.fullmatch(email):
        text = "ce n’est pas une adresse électronique. Elle s’écrit nom@domaine.fr."
        findings.append(finding(W7, "INCOMPLETE", ("email",), text, email))
    digits = sum(char.isdigit() for char in telephone)
    if telephone and not (_TELEPHONE.fullmatch(telephone) and digits in _TELEPHONE_DIGITS):
        text = "ce n’est pas un numéro de téléphone. Donnez ses chiffres, avec l’indicatif s’il n’est pas français."
        findings.append(finding(W7, "INCOMPLETE", ("telephone",), text, telephone, RuleKind.WARN))
    return findings
