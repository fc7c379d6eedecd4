"""StreamField content as the public may see it.

Stored stream data is turned into plain values by walking Wagtail's own block definitions, so a new block type
needs nothing here. No block loads anything from the database: every reference goes to a resolver (see
`core.references`), which knows public things only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.live import TableReference
from core.references import Kind, Resolver
from core.richtext import rich_text

_CHOOSERS: dict[type[blocks.Block], Kind] = {
    blocks.PageChooserBlock: Kind.PAGE,
    DocumentChooserBlock: Kind.DOCUMENT,
    ImageChooserBlock: Kind.IMAGE,
}


class LiveBlock(blocks.StructBlock):
    """A block that stores which table it shows, and shows it as it is when it is read (`core.live`).

    A child named `only`, where there is one, holds the keys of the groups to show.
    """

    is_live = True  # what it shows changes although the page does not: nothing rendered with it may be kept
    table = ""  # the name it is registered under


@dataclass(frozen=True, slots=True)
class PublicBlock:
    """One block of a stream: its definition, and a value in which only public things are left."""

    id: str | None
    name: str  # the block's name in its stream: text, notice…
    block: blocks.Block
    value: Any


@dataclass(frozen=True, slots=True)
class PublicTable:
    caption: str
    headings: list[str]
    rows: list[list[Any]]


def project_stream(block: blocks.BaseStreamBlock, raw: Any, resolve: Resolver) -> list[PublicBlock]:
    """The blocks of stored stream data (`[{"type", "value", "id"}, …]`), unknown types left out."""
    return [
        PublicBlock(item.get("id"), item["type"], child, project(child, item["value"], resolve))
        for item in raw or ()
        if (child := block.child_blocks.get(item["type"])) is not None
    ]


def project(block: blocks.Block, raw: Any, resolve: Resolver) -> Any:
    """The public value of one block's stored value."""
    if isinstance(block, blocks.BaseStreamBlock):
        return project_stream(block, raw, resolve)
    if isinstance(block, BaseTypedTableBlock):
        return _project_table(block, raw or {}, resolve)
    if isinstance(block, LiveBlock):
        only = raw.get("only") if isinstance(raw, dict) else None
        return resolve(Kind.TABLE, TableReference(block.table, tuple(map(str, only or ()))))
    if isinstance(block, blocks.BaseStructBlock):
        values = raw if isinstance(raw, dict) else {}
        return {
            name: project(child, values[name] if name in values else _default(child), resolve)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [project(block.child_block, _list_item(item), resolve) for item in raw or ()]
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(getattr(raw, "source", raw) or "", resolve)
    if isinstance(block, blocks.ChooserBlock):
        kind = next((kind for cls, kind in _CHOOSERS.items() if isinstance(block, cls)), None)
        return resolve(kind, int(raw)) if kind and raw else None
    return raw


def _default(block: blocks.Block) -> Any:
    return block.get_prep_value(block.get_default())


def _list_item(item: Any) -> Any:
    # Wagtail stores items as {"type": "item", "value", "id"}, and bare in data of before 2.16.
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" and "value" in item else item


def _project_table(block: BaseTypedTableBlock, raw: dict[str, Any], resolve: Resolver) -> PublicTable:
    columns = [block.child_blocks[column["type"]] for column in raw.get("columns", ())]
    return PublicTable(
        caption=raw.get("caption") or "",
        headings=[column["heading"] for column in raw.get("columns", ())],
        rows=[
            [project(child, cell, resolve) for child, cell in zip(columns, row["values"], strict=True)]
            for row in raw.get("rows", ())
        ],
    )
