"""An invented FAQ of any size: themes, entries with answers of every usual block, dated updates, keywords.

Written the editors' way (revisions that are published), so that whatever hangs on a publication happens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction
from wagtail.models import Site

from cms.demo.blocks import Block, bullets, h3, identify, link, notice, p, question, steps, table, text
from pages.models import DatedUpdate, FaqEntry, FaqPage, FaqSection

SECTIONS = (
    "Les aides financières", "Choisir ses outils", "Vendre en ligne", "Se faire connaître", "Gérer son entreprise",
    "Protéger ses données", "Trouver un accompagnement", "Se former",
)  # fmt: skip
SUBJECTS = (
    "un site de vente en ligne", "la prise de rendez-vous", "le paiement à distance", "la lettre d’information",
    "le logiciel de caisse", "la sauvegarde des données", "le référencement local", "la gestion des stocks",
    "la signature électronique", "le retrait en magasin", "la facturation électronique", "le fichier des clients",
)  # fmt: skip
QUESTIONS = (
    "Comment mettre en place {} ?", "Combien coûte {} ?", "Qui peut m’aider pour {} ?",
    "Quelles aides existent pour {} ?", "Faut-il un devis pour {} ?", "Par où commencer pour {} ?",
)  # fmt: skip
SENTENCES = (
    "Faites le point sur vos besoins avant de choisir une solution.",
    "Une petite entreprise a rarement besoin d’un outil fait sur mesure.",
    "Demandez toujours plusieurs devis, et comparez ce qu’ils comprennent.",
    "Les données de vos clients vous appartiennent : vérifiez que vous pourrez les reprendre.",
    "Un conseiller public vous reçoit gratuitement pour un premier diagnostic.",
    "Le contrat dit combien de temps vous êtes engagé, et comment en sortir.",
    "Prévoyez le temps de former les personnes qui s’en serviront.",
    "Les dépenses engagées avant la demande ne sont en général pas reprises.",
    "Gardez les factures acquittées : elles sont demandées avec le dossier.",
    "Commencez par une seule boutique, un seul canal, puis élargissez.",
    "Les commandes passées par téléphone se reprennent dans le même outil.",
    "Un essai gratuit de quelques semaines montre vite ce qui manque.",
)
KEYWORDS = (
    "aide", "caisse", "devis", "données", "facture", "formation", "paiement", "rendez-vous", "référencement",
    "sauvegarde", "site internet", "stocks", "vente en ligne",
)  # fmt: skip


def make_faq(number: int, *, seed: int, today: date, progress: Callable[[int], Any]) -> None:
    """Publish a FAQ of `number` entries; `progress` is told how many there are so far."""
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    home = Site.objects.get(is_default_site=True).root_page
    with transaction.atomic():
        faq = home.add_child(instance=FaqPage(title="Foire aux questions", slug="faq"))
        sections = [faq.add_child(instance=FaqSection(title=title)) for title in SECTIONS]
        for place in range(number):
            _publish(_entry(place, random, today, home.pk), sections[place * len(sections) // number], random, today)
            progress(place + 1)


def _entry(place: int, random: Random, today: date, linked: int) -> FaqEntry:
    subject = SUBJECTS[place % len(SUBJECTS)]
    title = QUESTIONS[place // len(SUBJECTS) % len(QUESTIONS)].format(subject)
    entry = FaqEntry(
        title=f"{title[:-2]} (cas {place + 1}) ?", answer=identify(_answer(place, random, linked), str(place))
    )
    entry.verdict = random.choice(("", "", "", "YES", "NO"))
    if place % 7 == 0:
        entry.valid_until = today + timedelta(days=random.randrange(-200, 200))
    return entry


def _publish(entry: FaqEntry, section: FaqSection, random: Random, today: date) -> None:
    entry.live = False
    section.add_child(instance=entry)
    entry.keywords.set(random.sample(KEYWORDS, random.randrange(1, 5)))
    entry.updates.set(
        DatedUpdate(
            date=today - timedelta(days=random.randrange(1, 900)),
            summary=random.choice(SENTENCES),
            significance=random.choice(("MAJOR", "MINOR")),
        )
        for _ in range(random.randrange(4))
    )
    entry.save_revision().publish()


def _answer(place: int, random: Random, linked: int) -> list[Block]:
    """Two to five blocks; one answer in ten bundles several questions."""

    def some(number: int) -> list[str]:
        return random.sample(SENTENCES, number)

    def paragraphs() -> Block:
        inside = f'Voyez aussi <a linktype="page" id="{linked}">la page d’accueil</a> du portail.'
        outside = link("https://exemple.example/guide", "le guide")
        return text(
            h3(random.choice(SUBJECTS).capitalize()), p(" ".join(some(3))), p(f"{some(1)[0]} {inside}"),
            bullets(*some(3)), p(f"Pour aller plus loin : {outside}."),
        )  # fmt: skip

    if place % 10 == 9:
        parts = [question(f"Et pour {subject} ?", text(p(" ".join(some(3))))) for subject in random.sample(SUBJECTS, 3)]
        return [paragraphs(), *parts]
    others = [
        notice("TIP", "À savoir", p(some(1)[0])),
        steps(*(p(sentence) for sentence in some(3)), title="Les étapes"),
        table(
            "Ordres de grandeur", ("Outil", "Coût"), *((subject, "de 10 à 60 € par mois") for subject in SUBJECTS[:3])
        ),
        text(p(" ".join(some(4)))),
    ]
    return [paragraphs(), *random.sample(others, random.randrange(1, 4))]
