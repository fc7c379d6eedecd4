"""Rules L1 to L4: the letter that commits the organisation, and the charter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.rules import Finding, Rule, RuleKind, finding
from core.text import words
from directory.rules.catalogue import L1, L2, L3, L4

_TITLES = frozenset("dr m maitre madame mademoiselle mlle mme monsieur mr".split())
_WORDS_COMPARED = 20


@dataclass(frozen=True, slots=True)
class HumanBox:
    """What only a reviewer can say of a file. `code` is why the file goes back when it is not so."""

    id: str  # of at most 20 characters: it is stored
    label: str
    rule: Rule
    code: str


CATEGORY_BOX = "L3-category"
HUMAN_BOXES: tuple[HumanBox, ...] = (
    HumanBox("L3-signed", "La lettre d’engagement est vraiment signée.", L3, "LETTER_UNSIGNED"),
    HumanBox(
        "L3-signatory",
        "Elle l’est par la personne nommée, qui dirige bien l’entreprise, la coopérative ou la société de portage.",
        L3,
        "LETTER_WRONG_SIGNATORY",
    ),
    HumanBox(CATEGORY_BOX, "La catégorie choisie est la bonne.", L3, "WRONG_CATEGORY"),
)


def letter_given(has_letter: bool) -> list[Finding]:
    """Rule L1: the commitment letter is there. What is in the file was checked when it was received."""
    if has_letter:
        return []
    return [finding(L1, "LETTER_UNSIGNED", ("letter",), "joignez la lettre d’engagement signée, en PDF.")]


def signed_by_the_head(
    signatory_name: str, signatory_role: str, *, activator_is_head: bool, first_name: str, last_name: str
) -> list[Finding]:
    """Rule L2: who signed is named, with their role, and is not the activator unless they are the head."""
    findings = []
    name = signatory_name.strip()
    if not any(map(str.isalpha, name)):
        text = "indiquez le prénom et le nom de la personne qui a signé la lettre."
        findings.append(finding(L2, "INCOMPLETE", ("signatory_name",), text, name or None))
    elif not activator_is_head and is_same_person(name, first_name, last_name):
        text = (
            "la lettre est signée par la personne qui dirige l’entreprise, la coopérative ou la société de portage, "
            f"et « {name} » est l’activateur. Si c’est aussi cette personne, déclarez-le ; si c’est quelqu’un d’autre, "
            "écrivez son prénom en entier."
        )
        findings.append(finding(L2, "LETTER_WRONG_SIGNATORY", ("signatory_name",), text, name))
    elif len(_untitled(words(name))) == 1:
        text = "donnez aussi le prénom de la personne qui a signé."
        findings.append(finding(L2, "INCOMPLETE", ("signatory_name",), text, name, RuleKind.WARN))
    if not any(map(str.isalpha, signatory_role)):
        text = "indiquez la fonction de la personne qui a signé, par exemple « gérante » ou « président »."
        findings.append(finding(L2, "INCOMPLETE", ("signatory_role",), text))
    return findings


def charter_in_force_accepted(accepted: bool, version: str, in_force: str) -> list[Finding]:
    """Rule L4: the charter was accepted, in the version in force. Without one there is nothing to compare with."""
    field = ("charter_accepted",)
    if not accepted:
        return [finding(L4, "INCOMPLETE", field, "lisez la charte, et cochez la case pour l’accepter.")]
    if in_force and version != in_force:
        text = f"la charte a changé depuis. Lisez la version {in_force}, et acceptez-la de nouveau."
        return [finding(L4, "INCOMPLETE", ("charter_version",), text, version or None)]
    return []


def is_same_person(name: str, first_name: str, last_name: str) -> bool:
    """Whether a name, however it is written, can be that of the person.

    In either order; accents, case, hyphens and titles do not count; a first name may be written as its initials
    («J.-M.», «JM»). Another first name beside the same last name is somebody else: fathers and sons run companies.
    """
    first, last = words(first_name)[:_WORDS_COMPARED], words(last_name)[:_WORDS_COMPARED]
    if not first or not last:
        return False
    written = words(name)[:_WORDS_COMPARED]  # an initial may look like a title: both readings count
    return any(
        _is_first_name(rest, first) for reading in (written, _untitled(written)) for rest in _without(reading, last)
    )


def _untitled(name: list[str]) -> list[str]:
    return name[1:] if name and name[0] in _TITLES else name


def _without(name: Sequence[str], last: Sequence[str]) -> Iterator[list[str]]:
    """What is left of a name, in every way to find the last name in it: its words anywhere, or its letters in a row."""
    wanted = Counter(last)
    if not wanted - Counter(name):
        rest: list[str] = []
        for word in reversed(name):  # a first name that is also the last one comes first
            if wanted[word]:
                wanted[word] -= 1
            else:
                rest.insert(0, word)
        yield rest
    joined = "".join(last)
    for start in range(len(name)):
        for end in range(start + 1, len(name) + 1):
            if "".join(name[start:end]) == joined:
                yield [*name[:start], *name[end:]]


def _is_first_name(written: Sequence[str], first: Sequence[str]) -> bool:
    if not written:
        return False
    if "".join(written) == "".join(first) or Counter(written) == Counter(first):
        return True
    if len(first) > 1 and "".join(written) == "".join(word[0] for word in first):
        return True
    return len(written) == len(first) and all(
        one in (other, other[0]) for one, other in zip(written, first, strict=True)
    )
