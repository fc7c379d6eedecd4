"""What the API itself keeps."""

from django.db import models


class TrustedDocument(models.Model):
    """A GraphQL document that the operator has loaded (`load_documents`), by the SHA-256 of its text."""

    digest = models.CharField("SHA-256", max_length=64, primary_key=True)
    text = models.TextField("texte")
    loaded_at = models.DateTimeField("chargé le")

    class Meta:
        verbose_name = "document GraphQL"
        verbose_name_plural = "documents GraphQL"

    def __str__(self) -> str:
        return f"sha256:{self.digest}"
