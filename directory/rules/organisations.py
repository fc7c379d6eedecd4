"""Rules W4 and W5: the organisation, against what the directory and the public register know of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from core.rules import Finding, RuleKind, finding
from core.text import words
from directory.rules.candidate import Register
from directory.rules.catalogue import W4, W5

# What the relation may be: the names of `directory.models.OrganisationKind`.
ORGANISATION_KINDS = ("OWN", "COOPERATIVE", "WAGE_PORTAGE", "EMPLOYER")

_LEGAL_FORMS = frozenset(
    "sarl eurl sas sasu sa sci scm scp snc scop scic selarl selas sep gie gip ei eirl earl epic association asso "
    "societe ste ets etablissement etablissements entreprise entrepreneur individuel individuelle micro auto "
    "monsieur madame mademoiselle mr mme mlle".split()
)
_FILLERS = frozenset("a au aux d de des du en et l la le les m pour par sur".split())
# Words that many companies have in common: two that share nothing else do not resemble each other.
_COMMON = frozenset(
    "agence atelier cabinet centre com communication conseil conseils consulting creation digital digitale digitales "
    "expert experts formation formations fr france group groupe informatique internet media numerique numeriques "
    "service services solution solutions studio web".split()
)
_WORDS_COMPARED = 30
_ALIKE = 0.85  # of difflib: one letter in seven may differ
_SHORTEST_ALIKE = 5  # letters: in shorter words one letter makes another word
_MOST_OF = 0.6  # of the longer name's letters, when one holds the other


def organisation_named(name: str, *, is_known: bool) -> list[Finding]:
    """Rule W5: one that the directory does not know yet is added, with its name."""
    if is_known or name.strip():
        return []
    text = "indiquez le nom de l’entreprise : l’annuaire ne la connaît pas encore."
    return [finding(W5, "INCOMPLETE", ("organisation_name",), text)]


def relation_told(kind: str, kinds: Collection[str] = ORGANISATION_KINDS) -> list[Finding]:
    """Rule W4: what the organisation is to the activator. Untold, it is taken for their own, which is said."""
    field = ("organisation_kind",)
    if kind in kinds:
        return []
    if kind.strip():
        text = "dites si l’entreprise est la vôtre, votre coopérative, votre société de portage ou votre employeur."
        return [finding(W4, "INCOMPLETE", field, text, kind)]
    text = (
        "sans indication, l’entreprise est tenue pour la vôtre. Dites-le si c’est une coopérative, une société de "
        "portage ou un employeur."
    )
    return [finding(W4, "INCOMPLETE", field, text, kind=RuleKind.WARN)]


def registered_so(name: str, register: Register | None) -> list[Finding]:
    """Rule W4: the register gives the SIRET to a company called so, and has not closed it.

    A name that is masked there, or a register that was not asked, says nothing: a reviewer looks.
    """
    if register is None:
        return []
    findings = []
    if register.is_closed:
        text = "le registre des entreprises dit cet établissement fermé. Vérifiez le numéro SIRET."
        findings.append(finding(W4, "SIRET_INVALID", ("siret",), text, kind=RuleKind.WARN))
    if not names_resemble(name, register.name):
        text = f"pour ce SIRET, le registre des entreprises donne un autre nom : « {register.name.strip()} »."
        field = ("organisation_name",)
        findings.append(finding(W4, "SIRET_NAME_MISMATCH", field, text, name.strip(), RuleKind.WARN))
    return findings


def names_resemble(given: str, registered: str) -> bool:
    """Whether two names can be the same company's. A name without a word in it contradicts none.

    Legal forms, accents, case, order and the words that many companies share do not count. More than half of the
    shorter name's words have to be in the other, or its letters make most of it, or it is its initials.
    """
    one, other = _compared(given), _compared(registered)
    if not one or not other:
        return True
    if _is_held(one, other) or _is_held(other, one) or _are_initials(one, other) or _are_initials(other, one):
        return True
    one, other = _telling(one, other)
    shorter, longer = sorted((one, other), key=len)
    shared = sum(any(_is_same_word(word, candidate) for candidate in longer) for word in shorter)
    return shared * 2 > len(shorter)


def _compared(name: str) -> list[str]:
    found = words(name.replace("&", " et "))[:_WORDS_COMPARED]
    return [word for word in found if word not in _LEGAL_FORMS | _FILLERS] or found


def _telling(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both without the common words; with them, when one of the two has no others."""
    short, long = ([word for word in name if word not in _COMMON] for name in (one, other))
    return (short, long) if short and long else (list(one), list(other))


def _is_held(one: Sequence[str], other: Sequence[str]) -> bool:
    """«Numéri’Pro» in «NUMERIPRO»: written together or apart."""
    part, whole = "".join(one), "".join(other)
    return part in whole and len(part) >= _MOST_OF * len(whole)


def _are_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(other) > 2 and "".join(one) == "".join(word[0] for word in other)


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_ALIKE or max(len(one), len(other)) > 40:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
