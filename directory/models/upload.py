"""Files that people send before anything refers to them."""

import uuid

from django.conf import settings
from django.db import models

from core.fingerprints import MAX_LENGTH as FINGERPRINT_MAX_LENGTH


class UploadKind(models.TextChoices):
    LETTER = "LETTER", "lettre d’engagement"
    PICTURE = "PICTURE", "photo ou logo"


def upload_path(upload: "Upload", filename: str) -> str:
    """A name that nobody can guess and that tells nothing, whatever the file was called."""
    return f"depots/{uuid.uuid4().hex}{SUFFIXES[upload.content_type]}"


SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


class Upload(models.Model):
    """A checked file in the private storage, of one file or of one account; never public (rule L1).

    The id is what mutations name it by; it opens nothing without the file's key or the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=7, choices=UploadKind.choices)
    file = models.FileField(upload_to=upload_path, max_length=200)
    name = models.CharField(max_length=255)  # as it was sent, without folders
    content_type = models.CharField(max_length=20, choices=[(name, name) for name in SUFFIXES])
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    # Of a picture (`core.fingerprints`), to compare with the marks' files; empty for all else.
    fingerprint = models.CharField(max_length=FINGERPRINT_MAX_LENGTH, blank=True, default="")
    created_at = models.DateTimeField(db_index=True)
    application = models.ForeignKey(
        "directory.Application", null=True, on_delete=models.CASCADE, related_name="uploads"
    )
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="uploads")

    class Meta:
        verbose_name = "fichier déposé"
        verbose_name_plural = "fichiers déposés"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(application__isnull=False) ^ models.Q(account__isnull=False),
                name="directory_upload_has_one_owner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
