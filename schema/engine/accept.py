"""Accept headers: which of the media types we can answer with a client likes best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.http import parse_header_parameters


@dataclass(frozen=True, slots=True)
class _Range:
    main: str
    sub: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """How closely this range names the type: 0 where it does not."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == ("*", "*"):
            return 1
        if self.main != main:
            return 0
        return {sub: 3, "*": 2}.get(self.sub, 0)


def negotiate(accept: str | None, offered: Sequence[str], default: str) -> str | None:
    """The best of `offered`, or None if the client takes none of them. A missing header takes anything.

    Among types liked equally well, those that the client names come before those that fit its wildcard, then the
    order of `offered` counts; but a wildcard alone gets `default`.
    """
    if not (accept or "").strip():
        return default
    ranges = [parsed for part in (accept or "").split(",")[:50] if (parsed := _parse(part))]
    best: tuple[float, int, bool, int] | None = None
    chosen = None
    for place, media_type in enumerate(offered):
        fitting = [(entry.specificity(media_type), entry.quality) for entry in ranges]
        specificity, quality = max((fit for fit in fitting if fit[0]), default=(0, 0.0))
        rank = (quality, specificity, specificity < 3 and media_type == default, -place)
        if quality > 0 and (best is None or rank > best):
            best, chosen = rank, media_type
    return chosen


def _parse(part: str) -> _Range | None:
    try:
        media_range, parameters = parse_header_parameters(part.strip())
        quality = float(parameters.get("q", "1"))
    except ValueError:
        return None
    main, slash, sub = media_range.partition("/")
    if not slash or parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8", "*"):
        return None
    return _Range(main, sub, quality) if 0 <= quality <= 1 else None
