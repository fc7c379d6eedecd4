"""The blocks of answers and plain pages.

Their values are `core.streams.PublicBlock`: only public things are left in them. `schema.bindings` says which
block is which type.
"""

from __future__ import annotations

from typing import Any

import graphene
from grapple.types import streamfield

from core.addresses import public_url
from schema.context import Info
from schema.directory.types.marks import BrandDecision
from schema.engine.cost import declare
from schema.pages.types.enums import NoticeKind, Verdict
from schema.scalars import HTML
from schema.types.media import DocumentFile, Image, RichText


class StreamFieldInterface(graphene.Interface):
    """A block of a page's content, of whatever type."""

    # Grapple's interface of this name also gives a block's stored value, with the ids and words of things that
    # are not public. Which type a block is stays grapple's to say, from its registry (`schema.bindings`).
    id = graphene.String(description="Of the block within its page; stable while it is edited.")
    block_type = graphene.String(required=True, description="Name of the block's type.")

    @classmethod
    def resolve_type(cls, block: Any, info: Info) -> Any:
        return streamfield.StreamFieldInterface.resolve_type(block, info)

    @staticmethod
    def resolve_block_type(block: Any, info: Info) -> str:
        return type(block.block).__name__


def value(name: str, default: Any = None) -> Any:
    """A resolver that reads one child of a struct block."""

    def resolve(block: Any, info: Info) -> Any:
        found = block.value.get(name)
        return default if found is None else found

    return staticmethod(resolve)


def choice(name: str) -> Any:
    """A resolver that reads an optional choice: null when nothing was chosen."""
    return staticmethod(lambda block, info: block.value.get(name) or None)


class RichTextBlock(graphene.ObjectType):
    """Formatted text."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    value = graphene.Field(HTML, required=True, description="As HTML.")
    text = graphene.String(required=True, description="As plain text.")

    resolve_value = staticmethod(lambda block, info: block.value.html)
    resolve_text = staticmethod(lambda block, info: block.value.text)


class StepsBlock(graphene.ObjectType):
    """Numbered steps."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    title = graphene.String(description="What the steps lead to.")
    steps = graphene.List(graphene.NonNull(RichText), required=True, description="In order.")

    resolve_title = choice("title")
    resolve_steps = value("steps")


class NoticeBlock(graphene.ObjectType):
    """A remark set apart from the text."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    kind = graphene.Field(NoticeKind, required=True, description="What it is for.")
    title = graphene.String(description="Its heading.")
    body = graphene.Field(RichText, required=True, description="What it says.")

    resolve_kind = value("kind")
    resolve_title = choice("title")
    resolve_body = value("text")


class TableBlock(graphene.ObjectType):
    """A table whose first row heads the columns."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    caption = graphene.String(description="What the table shows.")
    headings = graphene.List(graphene.NonNull(graphene.String), required=True, description="Of the columns.")
    rows = graphene.List(
        graphene.NonNull(graphene.List(graphene.NonNull(HTML))),
        required=True,
        description="Cells, row by row.",
    )

    resolve_caption = staticmethod(lambda block, info: block.value.caption or None)
    resolve_headings = staticmethod(lambda block, info: block.value.headings)
    resolve_rows = staticmethod(lambda block, info: [[str(cell) for cell in row] for row in block.value.rows])


class ImageBlock(graphene.ObjectType):
    """A picture in the text."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    image = graphene.Field(Image, description="Null when the picture is not public.")
    alt_text = graphene.String(required=True, description="For this place; empty when it is decorative.")
    decorative = graphene.Boolean(required=True, description="Whether it says nothing the text does not.")

    resolve_image = value("image")
    resolve_decorative = value("decorative", default=False)

    @staticmethod
    def resolve_alt_text(block: Any, info: Info) -> str:
        image = block.value.get("image")
        if block.value.get("decorative") or image is None:
            return ""
        return block.value.get("alt_text") or image.description


class DocumentBlock(graphene.ObjectType):
    """A file to download, in the text."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    title = graphene.String(description="How it is called here; its own title by default.")
    document = graphene.Field(DocumentFile, description="Null when the file is not public.")

    resolve_document = value("document")

    @staticmethod
    def resolve_title(block: Any, info: Info) -> str | None:
        document = block.value.get("document")
        return block.value.get("title") or (document.title if document else None)


class Link(graphene.ObjectType):
    """A link. One to something that is not public keeps its text and has no address."""

    text = graphene.String(required=True, description="What it is called.")
    path = graphene.String(description="Public path, for a page of the portal.")
    url = graphene.String(description="Absolute address.")

    @staticmethod
    def resolve_text(link: dict[str, Any], info: Info) -> str:
        return link["text"] or (link["page"].title if link["page"] else "")

    @staticmethod
    def resolve_path(link: dict[str, Any], info: Info) -> str | None:
        return link["page"].path if link["page"] else None

    @staticmethod
    def resolve_url(link: dict[str, Any], info: Info) -> str | None:
        return public_url(link["page"].path) if link["page"] else (link["url"] or None)


class LinkListBlock(graphene.ObjectType):
    """Links to other pages, inside or outside."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    title = graphene.String(description="What the links are about.")
    links = graphene.List(graphene.NonNull(Link), required=True, description="In order.")

    resolve_title = choice("title")

    @staticmethod
    def resolve_links(block: Any, info: Info) -> list[Any]:
        """Without links to hidden pages that had no text but those pages' titles."""
        return [link for link in block.value["links"] if link["text"] or link["page"] or link["url"]]


class BrandDecisionsBlock(graphene.ObjectType):
    """Who may use which mark, read from the rules when it is asked for: nothing of it is stored in the page."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    decisions = graphene.List(
        graphene.NonNull(BrandDecision), required=True, description="Of every holder, for the marks that are shown."
    )

    @staticmethod
    def resolve_decisions(block: Any, info: Info) -> Any:
        return block.value.facts if block.value else []


class QuestionBlock(graphene.ObjectType):
    """One of the questions of an entry that answers several (rule E3)."""

    class Meta:
        interfaces = (StreamFieldInterface,)

    question = graphene.String(required=True, description="The question.")
    anchor = graphene.String(required=True, description="Its fragment, which never changes (rule E1).")
    verdict = graphene.Field(Verdict, description="When it is answered by yes or no (rule E4).")
    answer = graphene.List(graphene.NonNull(StreamFieldInterface), required=True, description="Its answer.")

    resolve_question = value("question", default="")
    resolve_anchor = value("anchor", default="")
    resolve_verdict = choice("verdict")
    resolve_answer = value("answer")


# What lists usually hold: for the static cost of an operation.
declare("StepsBlock.steps", size=6)
declare("LinkListBlock.links", size=5)
declare("BrandDecisionsBlock.decisions", size=18)
declare("QuestionBlock.answer", size=4)
