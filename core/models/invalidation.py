"""What was committed, for the other machines."""

from django.db import models


class Invalidation(models.Model):
    """Slots of the content's versions that a transaction has changed, written in that transaction.

    Rows are read by `core.freshness.channel` within a second, and swept by `tick` a day later.
    """

    slots = models.TextField()
    """Numbers of slots, separated by commas; nothing of the content."""
    transaction = models.BigIntegerField(default=0)
    """PostgreSQL's number of the transaction, in which order of ids and order of commits may differ."""
    at = models.DateTimeField()

    class Meta:
        verbose_name = "changement"
        verbose_name_plural = "changements"
        indexes = [models.Index(fields=["transaction", "id"], name="core_invalidation_order")]

    def __str__(self) -> str:
        return f"{self.pk}"
