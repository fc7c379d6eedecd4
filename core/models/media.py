"""Images and documents.

Originals and documents live in the private storage (the default one, which has no public address); only the
closed list of renditions of public pictures lives in the public storage (see `core.rendition_files`).
"""

import hashlib
import io
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from core import pictures
from core.fingerprints import MAX_LENGTH as FINGERPRINT_MAX_LENGTH
from core.fingerprints import fingerprint
from core.images import all_specs, is_public_picture, synchronise
from core.querysets import DocumentQuerySet, ImageQuerySet
from core.rendition_files import private_name, public_name


class PictureFieldFile(WagtailImageFieldFile):
    """The only way by which a file becomes a picture's: it is cleaned, whoever brings it (see `core.pictures`)."""

    instance: Any

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Raises PictureRefused for what is no picture."""
        content.seek(0)
        picture = pictures.clean(content.read())
        name = str(PurePath(name).with_suffix(picture.suffix))
        # Django reads width and height from the content, and takes one without a name for none.
        super().save(name, ContentFile(picture.data, name=name), save=False)
        self.instance.fingerprint = fingerprint(picture.data)
        self.instance.file_size = len(picture.data)
        self.instance.file_hash = hashlib.sha1(picture.data, usedforsecurity=False).hexdigest()
        if save:
            self.instance.save()


class PictureFileField(WagtailImageField):
    attr_class = PictureFieldFile


class PortalImage(AbstractImage):
    """A picture. `description` is its alternative text, asked of everyone who uploads one."""

    admin_form_fields = (
        "title", "file", "description", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    file: Any = PictureFileField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    # A `data:` address made by `core.images.prepare`.
    placeholder = models.TextField(editable=False, default="", blank=True)
    # Of `core.fingerprints`; empty for what shows nothing, and for pictures that are older than it.
    fingerprint = models.CharField(max_length=FINGERPRINT_MAX_LENGTH, editable=False, default="", blank=True)

    objects = ImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def get_upload_to(self, filename: str) -> str:
        """Rename the file: nobody can guess the new name, and the old one may tell more than the picture."""
        suffix = PurePath(filename).suffix.lower()
        return f"original_images/{uuid4().hex}{suffix}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, then make the renditions, which depend on the file, the focal point and the collection."""
        before = type(self).objects.filter(pk=self.pk).values_list("file", flat=True).first() if self.pk else None
        if self.file and not self.file._committed:
            # Before the columns are written: turning a picture upright changes its width and height.
            self.file.save(self.file.name, self.file.file, save=False)
        replaced = before is not None and before != self.file.name
        if replaced:
            self.placeholder = ""
        super().save(*args, **kwargs)
        if replaced:
            self.renditions.all().delete()
            storage, former = self.file.storage, before
            transaction.on_commit(lambda: storage.delete(former), robust=True)
        images = type(self).objects.filter(pk=self.pk)
        transaction.on_commit(lambda: synchronise(images.all()), robust=True)

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        """One at a time. A large picture takes hundreds of MB while it is decoded; Wagtail would do three at once,
        and is not faster, for encoders have threads of their own.
        """
        if not filters:
            return {}
        with self.open_file() as file:
            data = file.read()
        return {filter: self._create_rendition(filter, data) for filter in filters}

    def create_rendition(self, filter: Filter) -> Any:
        return self.create_renditions(filter)[filter]

    def _create_rendition(self, filter: Filter, data: bytes) -> Any:
        key = {"filter_spec": filter.spec, "focal_point_key": filter.get_cache_key(self)}
        file = self.generate_rendition_file(filter, source=File(io.BytesIO(data), name=self.file.name))
        made = self.get_rendition_model()(image=self, file=file, **key)
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            # Somebody else was faster: theirs is kept, and no file of ours lies about.
            made.file.delete(save=False)
            return self.renditions.get(**key)
        return made

    def generate_rendition_file(self, filter: Filter, *, source: File[Any]) -> File[Any]:
        """As Wagtail makes it. What an original tells beside its picture (it may be older than the rule that
        uploads are cleaned) would be copied into the rendition, and is left out.
        """
        if pictures.tells_more(source):
            source = File(io.BytesIO(pictures.clean(source.read()).data), name=self.file.name)
        return super().generate_rendition_file(filter, source=source)


class Rendition(AbstractRendition):
    """One image in one size and format: of the closed list, for the public, or for the admin."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_unique")
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"

    def get_upload_to(self, filename: str) -> str:
        """A name in the public folder for the closed list of a public picture, in the private one for the rest."""
        suffix = PurePath(filename).suffix.lower()
        if self.filter_spec in all_specs(self.image) and is_public_picture(self.image):
            return public_name(suffix)
        return private_name(self.image_id, suffix)


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
