"""How the directory's queries grow with the number of profiles: see benchmarks/README.md."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ROUNDS = 7
AROUND = "near: {latitude: 48.11, longitude: -1.68, radiusKm: 50}"
QUERIES = {
    "slug": '{ activator(slug: "%s") { title themes { name } organisation { name } } }',
    "list of 20": "{ activators(first: 20) { nodes { title themes { name } organisation { name } } } }",
    "region": '{ activators(first: 20, filter: {region: "bretagne"}) { nodes { title } } }',
    "region, category, count": (
        '{ activators(first: 20, filter: {region: "bretagne", category: [PRIVATE_CONSULTANT]}) '
        "{ totalCount nodes { title } } }"
    ),
    "theme": '{ activators(first: 20, filter: {themes: ["contenus"]}) { nodes { title } } }',
    "near": f"{{ activators(first: 20, {AROUND}, orderBy: DISTANCE) {{ nodes {{ title distance }} }} }}",
    "near, facets": f"{{ activators({AROUND}) {{ facets {{ categories {{ count }} themes {{ count }} }} }} }}",
    "a rare word": '{ activators(first: 20, filter: {query: "camille"}) { totalCount nodes { title } } }',
    "a frequent word": (
        '{ activators(first: 20, filter: {query: "boutique"}, orderBy: RELEVANCE) { totalCount nodes { title } } }'
    ),
    "a mistyped word": '{ activators(first: 20, filter: {query: "camile"}) { totalCount nodes { title } } }',
    "facets of all": "{ activators(first: 20) { facets { categories { count } themes { count } regions { count } } } }",
}
EXPLAINED = ("slug", "region", "theme", "near")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[40, 5_000, 100_000])
    parser.add_argument("--explain", action="store_true", help="print the plans with the most profiles (PostgreSQL)")
    options = parser.parse_args()
    _set_up()
    first: dict[str, float] = {}
    for size in sorted(options.sizes):
        _grow(size)
        print(f"\n{size} profiles")
        for name in QUERIES:
            seconds, statements = _measure(_document(name))
            first.setdefault(name, seconds)
            print(f"  {name:<24}{seconds * 1000:9.1f} ms{statements:5} SQL{seconds / first[name]:9.1f} ×")
    if options.explain:
        for name in EXPLAINED:
            _explain(name)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    os.environ.setdefault("BALISE_DEBUG", "0")
    os.environ.setdefault("BALISE_LOG_LEVEL", "WARNING")
    os.environ.setdefault("BALISE_ALLOWED_HOSTS", "testserver")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("setup_portal", verbosity=0)


def _grow(size: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from directory.models import ActivatorProfile
    from directory.samples.bulk import make_profiles

    missing = size - ActivatorProfile.objects.count()
    if missing > 0:
        make_profiles(missing, seed=size, today=timezone.localdate(), progress=lambda done: None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _document(name: str) -> str:
    from directory.models import ActivatorProfile

    text = QUERIES[name]
    if "%s" not in text:
        return text
    profiles = ActivatorProfile.objects.order_by("pk")
    return text % profiles[profiles.count() // 2].slug


@contextmanager
def _watched() -> Iterator[list[tuple[float, str, Any]]]:
    """The statements run meanwhile: seconds, SQL, parameters."""
    from django.db import connection

    seen: list[tuple[float, str, Any]] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seen.append((time.perf_counter() - start, sql, params))

    with connection.execute_wrapper(watch):
        yield seen


def _ask(document: str) -> float:
    from django.test import Client

    start = time.perf_counter()
    response = Client().post("/graphql/", json.dumps({"query": document}), content_type="application/json")
    seconds = time.perf_counter() - start
    if response.status_code != 200 or "errors" in response.json():
        raise SystemExit(response.content.decode())
    return seconds


def _measure(document: str) -> tuple[float, int]:
    """Median seconds, and the number of statements."""
    _ask(document)
    with _watched() as seen:
        _ask(document)
    return statistics.median(_ask(document) for _ in range(ROUNDS)), len(seen)


def _explain(name: str) -> None:
    """The plan of each statement of a query that reads profiles."""
    from django.db import connection

    document = _document(name)
    with _watched() as seen:
        _ask(document)
    for _, sql, params in seen:
        if "directory_activatorprofile" not in sql:
            continue
        print(f"\n{name}")
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", params)
            print("\n".join(f"  {row[0][:150]}" for row in cursor.fetchall()))


if __name__ == "__main__":
    main()
