"""Commitment letters of the demo's applicants: real PDFs of one page, with a signature that is drawn, or without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from textwrap import wrap

from django.utils.formats import date_format

from cms.demo.files import LINE_WIDTH, pdf_page, pdf_text

TITLE = "Lettre d’engagement"
_NIB = "1.4 w 1 J 1 j 0.10 0.18 0.45 RG"  # width in points, round ends and joins, blue ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says. Whoever signs it runs the organisation; the activator may be somebody else."""

    signatory: str
    role: str
    organisation: str
    siret: str
    activator: str
    city: str
    day: date
    is_signed: bool = True


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a PDF."""
    shown = [_line(letter.organisation, 780, "F2", 12), _line(f"SIRET {_grouped(letter.siret)}", 764)]
    shown += [_line(letter.city, 748), _line(TITLE, 690, "F2", 16)]
    height = 650
    for paragraph in _paragraphs(letter):
        for line in wrap(paragraph, LINE_WIDTH):
            shown.append(_line(line, height))
            height -= 16
        height -= 10
    shown += [
        _line(f"Fait à {letter.city}, le {date_format(letter.day, 'j F Y')}", height - 20),
        _line(f"{letter.signatory}, {letter.role[:1].lower()}{letter.role[1:]}", height - 50, "F2"),
        _line("Signature :", height - 74),
    ]
    if letter.is_signed:
        shown += _signature(letter.signatory, 140, height - 110)
    return pdf_page(TITLE, "\n".join(shown))


def _paragraphs(letter: Letter) -> tuple[str, ...]:
    role = letter.role[:1].lower() + letter.role[1:]
    same = letter.signatory == letter.activator
    who = "m’engage, comme activateur," if same else f"confirme que {letter.activator} s’engage, comme activateur,"
    return (
        f"Je soussigné(e) {letter.signatory}, {role} de l’organisation {letter.organisation},",
        f"{who} à respecter la charte des activateurs : répondre à chaque courriel, offrir un premier diagnostic, "
        "orienter vers un confrère quand la demande n’est pas de notre ressort, décrire les services et les tarifs "
        "avec précision.",
        "Les informations du dossier d’inscription sont exactes. Tout changement sera signalé au portail.",
        "Document de démonstration : personnes, organisation et numéro sont inventés.",
    )


def _line(text: str, height: int, font: str = "F1", size: int = 11) -> str:
    return f"BT /{font} {size} Tf 56 {height} Td ({pdf_text(text)}) Tj ET"


def _grouped(siret: str) -> str:
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"


def _signature(name: str, left: int, base: int) -> list[str]:
    """A flourish of curves, always the same for a name: a loop per letter, and a stroke under them."""
    random = Random(name)  # noqa: S311 - nothing secret is drawn
    x, y = left, base
    drawn = ["q", _NIB, f"{x} {y} m"]
    for letter in name.replace(" ", "")[:12]:
        high = random.randint(14, 34) if letter.isupper() else random.randint(4, 16)
        end = x + random.randint(7, 13)
        low = base + random.randint(-3, 3)
        drawn.append(f"{x + 2} {y + high} {end + 5} {low + high} {end} {low} c")
        x, y = end, low
    drawn += [f"{x + 18} {base + 20} {x + 6} {base - 16} {left - 6} {base - 9} c", "S", "Q"]
    return drawn
