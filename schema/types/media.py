"""Rich text, pictures and documents."""

from __future__ import annotations

from typing import Any

import graphene

from core.addresses import document_url, media_url
from core.images import SRCSET_WIDTHS, fallback_format, made_renditions, rendition, srcset_spec
from schema.context import Info
from schema.errors import NotAvailable
from schema.scalars import HTML
from schema.types.enums import ImageFormat, ImagePreset


class RichText(graphene.ObjectType):
    """Formatted text."""

    html = graphene.Field(HTML, required=True, description="As HTML.")
    text = graphene.String(required=True, description="As plain text, a line per block.")


class FocalPoint(graphene.ObjectType):
    """The point of a picture that must stay visible."""

    x = graphene.Float(required=True, description="From the left edge, 0 to 1.")
    y = graphene.Float(required=True, description="From the top edge, 0 to 1.")


class Rendition(graphene.ObjectType):
    """A picture in one of the named sizes."""

    url = graphene.String(required=True, description="Absolute address.")
    width = graphene.Int(required=True, description="Pixels.")
    height = graphene.Int(required=True, description="Pixels.")
    mime_type = graphene.String(required=True, description="Media type of the file.")

    @staticmethod
    def resolve_url(rendition: Any, info: Info) -> str:
        return media_url(rendition.url)

    @staticmethod
    def resolve_mime_type(rendition: Any, info: Info) -> str:
        return "image/png" if rendition.file.name.endswith(".png") else "image/jpeg"


class Image(graphene.ObjectType):
    """A picture. Its sizes and formats are a closed list: asking makes no file."""

    alt = graphene.String(required=True, description="Alternative text, written by an editor.")
    width = graphene.Int(required=True, description="Of the original, in pixels.")
    height = graphene.Int(required=True, description="Of the original, in pixels.")
    focal_point = graphene.Field(FocalPoint, description="Null when no editor set one.")
    rendition = graphene.Field(
        Rendition,
        required=True,
        preset=graphene.Argument(ImagePreset, required=True, description="Which size."),
        description="The picture in a named size, in a format every browser reads.",
    )
    src_set = graphene.String(
        required=True,
        format=graphene.Argument(ImageFormat, description="Which format; one every browser reads when none is given."),
        description="Value for a `srcset`, by width; empty for a format this picture is not made in.",
    )
    placeholder = graphene.String(description="A few pixels as a `data:` address, to show while loading.")

    @staticmethod
    def resolve_alt(image: Any, info: Info) -> str:
        return image.description

    @staticmethod
    def resolve_focal_point(image: Any, info: Info) -> Any:
        if not image.has_focal_point():
            return None
        return {"x": image.focal_point_x / image.width, "y": image.focal_point_y / image.height}

    @staticmethod
    def resolve_rendition(image: Any, info: Info, preset: Any) -> Any:
        made = rendition(image, preset)
        if made is None:
            raise NotAvailable("The file of this picture cannot be read at the moment.")
        return made

    @staticmethod
    def resolve_src_set(image: Any, info: Info, format: Any = None) -> str:
        made = made_renditions(image)
        specs = (srcset_spec(width, format or fallback_format(image)) for width in SRCSET_WIDTHS)
        widths = {made[spec].width: made[spec] for spec in specs if spec in made}
        return ", ".join(f"{media_url(item.url)} {width}w" for width, item in widths.items())

    @staticmethod
    def resolve_placeholder(image: Any, info: Info) -> str | None:
        return image.placeholder or None


class DocumentFile(graphene.ObjectType):
    """A file to download."""

    title = graphene.String(required=True, description="Its name for readers.")
    url = graphene.String(required=True, description="Absolute address.")
    extension = graphene.String(required=True, description="Of the file, in lower case, without dot.")
    size = graphene.Int(required=True, description="Bytes.")

    @staticmethod
    def resolve_url(document: Any, info: Info) -> str:
        return document_url(document)

    @staticmethod
    def resolve_extension(document: Any, info: Info) -> str:
        return document.file_extension.lower()

    @staticmethod
    def resolve_size(document: Any, info: Info) -> int:
        return document.file_size or 0
