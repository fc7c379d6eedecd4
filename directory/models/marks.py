"""The marks, the files that are handed out of each, and who has downloaded them (rules B5 and B6)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from wagtail.fields import RichTextField

from core.fingerprints import MAX_LENGTH as FINGERPRINT_MAX_LENGTH
from directory.rules.marks import CONTACT, MARK_NAMES, Mark

GUIDANCE_FEATURES = ["h3", "bold", "italic", "link", "ol", "ul"]


class BrandMark(models.Model):
    """What the brand's owner says of a mark. The marks themselves are those of the rules, one row each."""

    code = models.CharField(max_length=30, unique=True, editable=False, choices=[(str(m), m.value) for m in Mark])
    guidance = RichTextField(
        "conditions d’utilisation", blank=True, features=GUIDANCE_FEATURES,
        help_text="Taille, espace autour, couleurs, supports… Tout le monde peut les lire. Le portail n’en connaît que "
        "ce qui est écrit ici : vide, il ne dit rien.",
    )  # fmt: skip
    contact = models.CharField(
        "à qui demander", max_length=200, blank=True,
        help_text="Termine la phrase « demandez à … » quand les règles ne disent rien d’un usage. "
        f"Vide : « {CONTACT} ».",
    )  # fmt: skip

    class Meta:
        verbose_name = "marque"
        verbose_name_plural = "marques"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As the rules write it."""
        return MARK_NAMES[Mark(self.code)]

    @property
    def whom_to_ask(self) -> str:
        return self.contact or CONTACT


class MarkFormat(models.TextChoices):
    """What the files of a mark are taken as. SVG is never shown as a page, only as a picture or to keep."""

    PNG = "PNG", "PNG"
    JPEG = "JPEG", "JPEG"
    WEBP = "WEBP", "WebP"
    SVG = "SVG", "SVG"
    PDF = "PDF", "PDF"


CONTENT_TYPES = {
    MarkFormat.PNG: "image/png",
    MarkFormat.JPEG: "image/jpeg",
    MarkFormat.WEBP: "image/webp",
    MarkFormat.SVG: "image/svg+xml",
    MarkFormat.PDF: "application/pdf",
}
SUFFIXES = {
    MarkFormat.PNG: ".png",
    MarkFormat.JPEG: ".jpg",
    MarkFormat.WEBP: ".webp",
    MarkFormat.SVG: ".svg",
    MarkFormat.PDF: ".pdf",
}


def mark_file_path(file: MarkFile, filename: str) -> str:
    """A name that nobody can guess and that tells nothing, whatever the file was called."""
    return f"marques/{uuid.uuid4().hex}{SUFFIXES[MarkFormat(file.format)]}"


class MarkFileQuerySet(models.QuerySet["MarkFile"]):
    def offered(self) -> MarkFileQuerySet:
        """Those that are still handed out."""
        return self.filter(withdrawn_at=None)

    def with_fingerprint(self) -> MarkFileQuerySet:
        """Those that a picture can be compared with."""
        return self.exclude(fingerprint="")


class MarkFile(models.Model):
    """A file of a mark in the private storage. What was handed out stays as it was: another file is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mark = models.ForeignKey(BrandMark, verbose_name="marque", on_delete=models.PROTECT, related_name="files")
    title = models.CharField(
        "titre", max_length=150, help_text="Ce que montre le fichier, par exemple « Logo en couleurs, horizontal »."
    )
    version = models.CharField(
        "version", max_length=30, help_text="Par exemple « 2026-1 ». Une fois distribuée, elle ne change plus."
    )
    format = models.CharField("format", max_length=4, choices=MarkFormat.choices, editable=False)
    file = models.FileField("fichier", upload_to=mark_file_path, max_length=200)
    size = models.PositiveIntegerField("taille", editable=False)  # bytes
    sha256 = models.CharField("empreinte SHA-256", max_length=64, editable=False)
    # Of `core.fingerprints`; empty for what is no picture of pixels, or shows nothing.
    fingerprint = models.CharField(max_length=FINGERPRINT_MAX_LENGTH, blank=True, default="", editable=False)
    uploaded_at = models.DateTimeField("ajouté le", editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ajouté par", null=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField("retiré le", null=True, editable=False)

    objects: ClassVar = MarkFileQuerySet.as_manager()

    class Meta:
        verbose_name = "fichier de marque"
        verbose_name_plural = "fichiers des marques"
        ordering = ["mark", "title", "-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "title", "version", "format"],
                name="directory_mark_file_version_once",
                violation_error_message="Cette version de ce fichier existe déjà dans ce format : donnez-lui un autre "
                "nom de version.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version} ({self.get_format_display()})"

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[MarkFormat(self.format)]

    @property
    def suffix(self) -> str:
        return SUFFIXES[MarkFormat(self.format)]


class MarkDownload(models.Model):
    """That somebody was given a file of a mark (rule B6). Erasing the person leaves the line without them."""

    file = models.ForeignKey(MarkFile, verbose_name="fichier", on_delete=models.PROTECT, related_name="downloads")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="qui",
        null=True,
        on_delete=models.SET_NULL,
        related_name="mark_downloads",
    )
    at = models.DateTimeField("quand", db_index=True)

    class Meta:
        verbose_name = "téléchargement d’un fichier de marque"
        verbose_name_plural = "téléchargements des fichiers des marques"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.file_id} {self.at:%Y-%m-%d %H:%M}"
