"""Images and documents.

Originals and documents live in the private storage (the default one, which has no public address); only
renditions of the closed list of presets live in the public storage (see `cms.storage`).
"""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from core.images import synchronise
from core.querysets import DocumentQuerySet, ImageQuerySet
from core.visibility import PublicScope


class PortalImage(AbstractImage):
    """A picture. `description` is its alternative text, asked of everyone who uploads one."""

    admin_form_fields = (
        "title", "file", "description", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    # A `data:` address made by `core.images.prepare`.
    placeholder = models.TextField(editable=False, default="", blank=True)

    objects = ImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def get_upload_to(self, filename: str) -> str:
        """Rename the file: its public renditions carry this name, which nobody can then guess."""
        suffix = PurePath(filename).suffix.lower()
        return f"original_images/{uuid4().hex}{suffix}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, then make the renditions, which depend on the file, the focal point and the collection."""
        super().save(*args, **kwargs)
        # `robust`: a file that cannot be resized is logged, and does not take the editor's work with it.
        transaction.on_commit(lambda: synchronise([self], PublicScope(timezone.now())), robust=True)


class Rendition(AbstractRendition):
    """One image in one of the closed list of sizes and formats."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_unique")
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"


class PortalDocument(AbstractDocument):
    """A file offered for download; always served by a view that checks its collection."""

    admin_form_fields = ("title", "file", "collection", "tags")

    objects = DocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the file's size and hash with it, so that reading them later writes nothing."""
        if self.file and self.file_size is None:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
