"""What is known of links (rule W11)."""

import hashlib
from collections.abc import Collection

from django.db import models

URL_MAX_LENGTH = 2000  # characters, as rule W8 takes them


class LinkState(models.TextChoices):
    PENDING = "PENDING", "pas encore vérifié"
    OK = "OK", "répond"
    BROKEN = "BROKEN", "ne répond pas"
    UNKNOWN = "UNKNOWN", "non vérifiable"


class NoticeState(models.TextChoices):
    YES = "YES", "présentes"
    NO = "NO", "absentes"
    UNKNOWN = "UNKNOWN", "on ne sait pas"


def link_key(link: str) -> str:
    """What a link is found by: an index takes no text of 2,000 characters."""
    return hashlib.sha256(link.strip().encode()).hexdigest()


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def of(self, links: Collection[str]) -> "LinkCheckQuerySet":
        """Those of these links, given as they were typed."""
        return self.filter(key__in=sorted(map(link_key, links)))


class LinkCheck(models.Model):
    """A link that somebody has given, and what its checks have found. Several files and profiles may share it."""

    url = models.URLField("lien", max_length=URL_MAX_LENGTH)
    key = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField("état", max_length=7, choices=LinkState.choices, default=LinkState.PENDING)
    notice = models.CharField(
        "mentions légales", max_length=7, choices=NoticeState.choices, default=NoticeState.UNKNOWN
    )
    reason = models.CharField("raison", max_length=200, blank=True, default="")
    attempts = models.PositiveIntegerField("essais", default=0)
    failures = models.PositiveIntegerField("échecs de suite", default=0)
    failing_since = models.DateTimeField("en échec depuis le", null=True)
    notice_missing_since = models.DateTimeField(null=True)
    wanted_at = models.DateTimeField()  # the last time that somebody gave it
    last_checked_at = models.DateTimeField("vérifié le", null=True)
    # Also how a link is claimed: whoever moves it on checks it.
    next_try_at = models.DateTimeField(db_index=True)

    objects = models.Manager.from_queryset(LinkCheckQuerySet)()

    class Meta:
        verbose_name = "lien vérifié"
        verbose_name_plural = "liens vérifiés"

    def __str__(self) -> str:
        return self.url
