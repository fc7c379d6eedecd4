"""The charter that a new portal starts with. Moderators add their own versions in the admin (rule L4)."""

from __future__ import annotations

from datetime import date

from directory.models import Charter

VERSION = "2026-1"
IN_FORCE_FROM = date(2026, 1, 1)
TEXT = """
<p>En m’inscrivant, je m’engage envers les entreprises que j’accompagne et envers le portail.</p>
<h2>Envers les entreprises</h2>
<ul>
<li>Mon premier diagnostic est gratuit, quelle que soit la suite.</li>
<li>Je conseille ce qui sert l’entreprise, et non ce que je vends ou ce qui me rapporte.</li>
<li>J’annonce mes prix avant de commencer, et j’explique sans jargon.</li>
<li>Je réponds à chaque demande, et je passe la main quand elle n’est pas de mon ressort.</li>
</ul>
<h2>Envers le portail</h2>
<ul>
<li>Ma fiche est exacte : je la corrige dès que quelque chose change.</li>
<li>J’emploie les marques du portail seulement comme leurs règles le permettent.</li>
<li>Quand j’arrête cette activité, je le dis et ma fiche est retirée.</li>
</ul>
"""


def ensure_charter() -> None:
    """Make the first version when there is none at all; safe at every start."""
    if not Charter.objects.exists():
        text = "".join(TEXT.strip().splitlines())
        Charter.objects.get_or_create(version=VERSION, defaults={"in_force_from": IN_FORCE_FROM, "text": text})
