"""What is planted in the portal, and what would betray it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from core.models import PortalDocument, PortalImage
from tests.schema import directory_canaries, file_canaries


@dataclass
class Canary:
    """Something hidden, and what would betray it."""

    name: str
    token: str
    page: Page | None = None
    paths: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    is_gone: bool = False  # its paths answer 410


@dataclass
class World:
    """What was planted."""

    canaries: list[Canary] = field(default_factory=list)
    entries: int = 0
    updates: int = 0
    redirect_paths: list[str] = field(default_factory=list)
    public_redirects: int = 0  # the first of these lead to something public
    public_paths: list[str] = field(default_factory=list)
    public_ids: list[str] = field(default_factory=list)
    private_documents: list[PortalDocument] = field(default_factory=list)
    private_images: list[PortalImage] = field(default_factory=list)
    gone_path: str = ""
    file_key: str = ""  # of the one file that the asker knows
    closing: dict[str, Callable[[], object]] = field(default_factory=dict)  # what is still open, and how it is closed

    def close(self) -> None:
        """Hide everything that is to be hidden."""
        for hide in self.closing.values():
            hide()

    @property
    def tokens(self) -> list[str]:
        return [canary.token for canary in self.canaries]

    @property
    def values(self) -> dict[str, list[Any]]:
        """What the arguments of the API are tried with: the public thing first, then each hidden one."""
        ids = [*self.public_ids, *(key for canary in self.canaries for key in canary.ids)]
        hidden_paths = [path for canary in self.canaries for path in canary.paths]
        return {
            "path": [*self.public_paths, *self.redirect_paths, *hidden_paths, self.gone_path],
            "slug": ["complete", "faq", *self.tokens],
            "Query.faq.slug": ["faq", *self.tokens],
            "id": ids,
            "ids": [ids[start : start + 100] for start in range(0, len(ids), 100)],
            "query": ["financement", *self.tokens],
            "keyword": ["aide", *self.tokens],
            "section": ["theme-public", *self.tokens],
            **directory_canaries.values(self.tokens),
            **file_canaries.values(self.file_key),
        }
