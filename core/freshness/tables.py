"""Which tables answers are made from, and what a row of each belongs to.

What is not declared here is no part of any answer: writing to it changes nothing, and an answer that reads it is not
kept. Pages, their many-to-many tables and their children are found by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page

PAGES = "page"
PAGE_TABLE = "wagtailcore_page"

Follow = Callable[[list[Any] | None], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows of a table are."""

    kind: str
    """The tag of any change in it."""
    space: str = ""
    """The space of the objects that its rows belong to; none: they are only known together."""
    key: str = ""
    """The column that names the object."""
    private: frozenset[str] = frozenset()
    """Columns that no answer shows, or depends on."""


_PAGE = Table(
    PAGES,
    PAGES,
    "id",
    frozenset(
        "latest_revision_id latest_revision_created_at has_unpublished_changes draft_title locked locked_at "
        "locked_by_id owner_id expired go_live_at live_revision_id".split()
    ),
)
# Of Wagtail and its kin; the search index is written when a page is saved.
_OTHERS = (
    "wagtailcore.Site", "wagtailcore.Locale", "wagtailcore.Collection", "wagtailcore.PageViewRestriction",
    "wagtailcore.CollectionViewRestriction", "wagtailredirects.Redirect", "taggit.Tag", "contenttypes.ContentType",
)  # fmt: skip
_SEARCH = "wagtailsearch"

_declared: dict[str, Table] = {}
_names: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
_follow: dict[str, list[Follow]] = {}
_joined: set[tuple[str, str]] = set()


def declare(model: type[Model], *, of: str = "", key: str = "", private: Iterable[str] = ()) -> None:
    """Answers read the model's table. Its rows belong to the objects of the space `of` that the column `key` names."""
    _declared[model._meta.db_table] = Table(model._meta.label_lower, of, key, frozenset(private))


def also_named(model: type[Model], column: str, space: str, *kinds: type[Model]) -> None:
    """A column of the model names an object too, in a space of its own, whose rows are of these kinds."""
    labels = frozenset(kind._meta.label_lower for kind in (model, *kinds))
    _names[model._meta.db_table, column] = (space, labels)


def follow(space: str, find: Follow) -> None:
    """When objects of the space change, so do the tags that `find` gives for their keys (None: nobody knows)."""
    _follow.setdefault(space, []).append(find)


def shown_with(model: type[Model], column: str) -> None:
    """What the model's foreign key joins is a part of the model's own objects, which `follow` finds."""
    _joined.add((model._meta.db_table, column))


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Every table that answers may read, by its name."""
    found = {PAGE_TABLE: _PAGE}
    for other in (*map(apps.get_model, _OTHERS), *apps.get_app_config(_SEARCH).get_models()):
        found[other._meta.db_table] = Table(other._meta.label_lower)
    for model in apps.get_models():
        if issubclass(model, Page) and model is not Page:
            found.update(_of_page(model))
    return {**found, **_declared}


def _of_page(model: type[Page]) -> dict[str, Table]:
    kind = model._meta.label_lower
    found = {model._meta.db_table: Table(kind, PAGES, "page_ptr_id", _private_of(model))}
    for field in model._meta.local_many_to_many:
        found[field.m2m_db_table()] = Table(kind, PAGES, field.m2m_column_name())
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ParentalKey) and relation.related_model is not model:
            found[relation.related_model._meta.db_table] = Table(kind, PAGES, relation.field.column)
    return found


def _private_of(model: type[Page]) -> frozenset[str]:
    return _declared[model._meta.db_table].private if model._meta.db_table in _declared else frozenset()


@lru_cache(maxsize=256)
def kind_of_page(content_type_id: int) -> str:
    """The kind of the pages of a content type."""
    from django.contrib.contenttypes.models import ContentType

    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return model._meta.label_lower if model else PAGES


def named_by(table: str, column: str) -> tuple[str, frozenset[str]] | None:
    """The space of the objects that a column names, and the kinds whose rows it limits; None for other columns."""
    declared = tables()[table]
    if declared.space and column == declared.key:
        return declared.space, frozenset((declared.kind,))
    return _names.get((table, column))


def names_of(table: str) -> dict[str, str]:
    """The columns that name what a row belongs to, with the space of each."""
    declared = tables()[table]
    own = {declared.key: declared.space} if declared.space else {}
    return own | {column: space for (name, column), (space, _) in _names.items() if name == table}


def is_part_of(table: str, column: str) -> bool:
    """Whether what this foreign key joins is known by the table's own objects."""
    return column == "page_ptr_id" or (table, column) in _joined


def followed(space: str, keys: Iterable[Any] | None) -> set[str]:
    """The tags that change with these objects of a space; with objects that nobody knows, for None."""
    keys = None if keys is None else list(keys)
    return {tag for find in _follow.get(space, ()) for tag in find(keys)} if keys != [] else set()
