"""Mail that waits to be delivered."""

from django.db import models


class OutgoingMail(models.Model):
    """One message, written in the transaction of what it tells about and delivered after its commit.

    It may hold a link that opens something: what was delivered is deleted, except in the demo, which shows it.
    """

    sender = models.CharField(max_length=320)
    recipients = models.JSONField(default=list)  # addresses
    reply_to = models.JSONField(default=list)  # addresses
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Also how a message is claimed: whoever moves it on delivers it. Null when it was sent or given up.
    next_try_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.subject
