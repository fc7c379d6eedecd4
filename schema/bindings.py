"""Which block is which type of the API, for grapple.

Grapple finds the type of a StreamField block in its registry, by the block's class and those it derives from.
Ours stand there instead of its own, which would load and give whatever a block points at, public or not.
"""

from __future__ import annotations

import graphene
from grapple.registry import registry
from wagtail import blocks as wagtail_blocks
from wagtail.images.blocks import ImageBlock

from pages import blocks
from schema.pages.types import blocks as types

BLOCKS: dict[type[wagtail_blocks.Block], type[graphene.ObjectType]] = {
    wagtail_blocks.RichTextBlock: types.RichTextBlock,
    blocks.StepsBlock: types.StepsBlock,
    blocks.NoticeBlock: types.NoticeBlock,
    blocks.TableBlock: types.TableBlock,
    ImageBlock: types.ImageBlock,
    blocks.DocumentBlock: types.DocumentBlock,
    blocks.LinkListBlock: types.LinkListBlock,
    blocks.BrandDecisionsBlock: types.BrandDecisionsBlock,
    blocks.QuestionBlock: types.QuestionBlock,
}


def bind() -> None:
    """Put our types in grapple's registry."""
    registry.streamfield_blocks.update(BLOCKS)
