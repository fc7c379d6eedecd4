"""Drawing invented profiles, always the same for a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from directory.samples import words

CATEGORIES = ("PUBLIC_ADVISER", "FINANCIAL_ADVISER", "PRIVATE_CONSULTANT", "SOLUTION_PROVIDER")
_WEIGHTS = (3, 1, 4, 2)


@dataclass(frozen=True, slots=True)
class Sample:
    """What somebody would have entered. `place` counts in the list of places it was drawn from."""

    category: str
    first_name: str
    last_name: str
    company: str
    siret: str
    organisation_kind: str
    place: int
    presentation: str
    services: str
    references: str
    pricing: str
    themes: tuple[int, ...]
    sectors: tuple[int, ...]
    email: str = field(repr=False)
    telephone: str = field(repr=False)
    website: str
    contact_is_public: bool


def sample_siret(number: int) -> str:
    """A SIRET that Luhn's rule accepts and no company has: its SIREN begins with 0000. Up to 99,989,999."""
    siren = _with_check_digit(f"0000{number // 10_000 + 1:04d}")
    return _with_check_digit(siren + f"{number % 10_000:04d}")


def _with_check_digit(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
    return f"{digits}{-total % 10}"


def draw(count: int, *, seed: int, places: int, themes: int, sectors: int) -> Iterator[Sample]:
    """`count` samples over so many places, themes and sectors."""
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    for number in range(1, count + 1):
        yield _draw_one(random, number, places, themes, sectors)


def _draw_one(random: Random, number: int, places: int, themes: int, sectors: int) -> Sample:
    category = random.choices(CATEGORIES, _WEIGHTS)[0]
    company = random.choice(words.COMPANY_FORMS).format(
        random.choice(words.SURNAME_STARTS) + random.choice(words.SURNAME_ENDS)
    )
    own = category in ("PRIVATE_CONSULTANT", "SOLUTION_PROVIDER")
    return Sample(
        category=category,
        first_name=random.choice(words.FIRST_NAMES),
        last_name=_surname(random),
        company=company,
        siret=sample_siret(number),
        organisation_kind=random.choice(("OWN", "OWN", "COOPERATIVE", "WAGE_PORTAGE")) if own else "EMPLOYER",
        place=random.randrange(places),
        presentation=_paragraphs(random.sample(words.PRESENTATIONS[category], 2)),
        services=_items(random.sample(words.SERVICES, random.randint(2, 4))),
        references=_paragraphs(random.sample(words.REFERENCES, random.randint(0, 2))),
        pricing=random.choice(words.PRICES),
        themes=tuple(sorted(random.sample(range(themes), random.randint(1, min(3, themes))))),
        sectors=tuple(sorted(random.sample(range(sectors), random.randint(1, min(3, sectors))))),
        email=f"contact{number}@activateurs.example",
        telephone=f"01 99 00 {number // 100 % 100:02d} {number % 100:02d}",
        website=f"https://activateur-{number}.example/",
        contact_is_public=random.random() < 0.6,
    )


def _surname(random: Random) -> str:
    return random.choice(words.SURNAME_STARTS) + random.choice(words.SURNAME_ENDS)


def _paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def _items(sentences: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{sentence}</li>' for sentence in sentences)}</ul>"
