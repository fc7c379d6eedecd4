"""Filling a database of the benchmark, and writing what its queries are asked with.

`python -m benchmarks.data PROFILES ENTRIES`, in the environment of `benchmarks.databases`. What is there stays.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SEED = 6
VARIANTS = 16  # sets of variables of a query, as far as there are that many


def main(profiles: int, entries: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.rivals.faq import store
    from cms.migrating import migrate

    migrate(sys.stderr)
    call_command("setup_portal", verbosity=0)
    _fill(profiles, entries)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    store()
    folder = Path(settings.BALISE_DATA_DIR) / "variables"
    folder.mkdir(exist_ok=True)
    for name, variants in variables().items():
        text = json.dumps(variants, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


def _fill(profiles: int, entries: int) -> None:
    from django.utils import timezone

    from benchmarks.faq import make_faq
    from directory.models import ActivatorProfile
    from directory.samples.bulk import make_profiles
    from pages.models import FaqEntry

    today = timezone.localdate()
    missing = profiles - ActivatorProfile.objects.count()
    if missing > 0:
        print(f"Publishing {missing} profiles…", file=sys.stderr, flush=True)
        make_profiles(missing, seed=SEED, today=today, progress=lambda done: None)
    if not FaqEntry.objects.exists():
        print(f"Publishing {entries} entries of the FAQ…", file=sys.stderr, flush=True)
        make_faq(entries, seed=SEED, today=today, progress=lambda done: None)


def variables() -> dict[str, list[dict[str, Any]]]:
    """For each query what it is asked with, spread over the data; the same data gives the same."""
    from directory.models import ActivatorProfile, ServedArea
    from directory.samples.towns import TOWNS
    from pages.models import FaqEntry
    from schema.directory.loading import BY_NAME
    from schema.engine.pagination import Key, encode_cursor

    profiles = ActivatorProfile.objects.order_by("sort_name", "pk")
    slugs = list(profiles.values_list("slug", flat=True))
    places = [encode_cursor(row, BY_NAME) for row in profiles.values_list("sort_name", "pk")]
    paths = FaqEntry.objects.order_by("path").values_list("path", flat=True)
    entries = [encode_cursor([path], [Key("path")]) for path in paths]
    served = ServedArea.objects.values_list("region__slug", "profile__category").distinct()
    towns = _spread(sorted(TOWNS))
    return {
        "Q1": [{"slug": slug} for slug in _spread(slugs)],
        "Q2": _pages(places[:-20]),
        "Q3": [{"region": region, "category": category} for region, category in _spread(sorted(served))],
        "Q4": _pages(places[:-100]),
        "Q5": _pages(entries[:-50]),
        "Q6": [{"query": query} for query in SEARCHES],
        "Q7": [{"slug": "faq"}],
        "Q8": [{"latitude": latitude, "longitude": longitude, "radiusKm": 50} for _, _, latitude, longitude in towns],
    }


# Words of the invented texts: of many and of few, one and several.
SEARCHES = (
    "boutique en ligne", "logiciel de caisse", "paiement", "rendez-vous", "sauvegarde", "référencement local",
    "fiche d’établissement", "livraisons", "agenda partagé", "devis", "artisans",
    "diagnostic gratuit",
    "photographies des produits", "lettre d’information", "données", "coopérative",
)  # fmt: skip


def _pages(cursors: list[str]) -> list[dict[str, Any]]:
    """Places in a list to go on from, as a cursor and, for who knows none, as a number."""
    return [{"after": cursor, "offset": offset} for offset, cursor in _spread(list(enumerate(cursors, start=1)))]


def _spread(values: Any) -> Any:
    """At most so many of the values, evenly."""
    values = list(values)
    step = max(len(values) / VARIANTS, 1)
    return [values[int(place * step)] for place in range(min(VARIANTS, len(values)))]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
