"""Files of the marks, for whoever may use the mark now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from directory.models import MarkFormat as MarkFormatChoice
from schema.context import Info
from schema.directory.types.marks import BrandMarkCode
from schema.types.enums import enum_type

if TYPE_CHECKING:
    from directory.markfiles.assets import BrandAsset as Asset

BrandAssetFormat = enum_type(
    MarkFormatChoice,
    "BrandAssetFormat",
    "What a file of a mark is, by its content.",
    {
        "PNG": "Pixels, perhaps transparent.",
        "JPEG": "Pixels.",
        "WEBP": "Pixels, perhaps transparent.",
        "SVG": "A drawing for any size.",
        "PDF": "A document or a drawing for print.",
    },
)


class BrandAsset(graphene.ObjectType):
    """A file of a mark that the viewer may use now (rule B6)."""

    mark = graphene.Field(BrandMarkCode, required=True, description="The mark it is of.")
    title = graphene.String(required=True, description="What it shows.")
    version = graphene.String(required=True, description="Of this file; another version is another file.")
    format = graphene.Field(BrandAssetFormat, required=True, description="What it is.")
    size = graphene.Int(required=True, description="Bytes.")
    sha256 = graphene.String(required=True, description="Checksum of its bytes, in hexadecimal digits.")
    url = graphene.String(
        required=True,
        description="Where the viewer, signed in, downloads it until `expiresAt`. It opens nothing for anybody else, "
        "and nothing once the viewer may no longer use the mark. Every download is written down.",
    )
    expires_at = graphene.DateTime(required=True, description="When the address ends; ask again for another.")

    @staticmethod
    def resolve_mark(asset: Asset, info: Info) -> str:
        return asset.file.mark.code

    @staticmethod
    def resolve_title(asset: Asset, info: Info) -> str:
        return asset.file.title

    @staticmethod
    def resolve_version(asset: Asset, info: Info) -> str:
        return asset.file.version

    @staticmethod
    def resolve_format(asset: Asset, info: Info) -> Any:
        return asset.file.format

    @staticmethod
    def resolve_size(asset: Asset, info: Info) -> int:
        return asset.file.size

    @staticmethod
    def resolve_sha256(asset: Asset, info: Info) -> str:
        return asset.file.sha256
