"""Addresses of profiles (rules S3 to S5, S7)."""

from django.db import models


class AddressKind(models.TextChoices):
    CURRENT = "CURRENT", "actuelle"
    FORMER = "FORMER", "ancienne"
    JOINED = "JOINED", "forme collée"  # the company's name in one word (S7)
    LEGACY = "LEGACY", "ancien portail"
    ERASED = "ERASED", "effacée"


class ProfileAddress(models.Model):
    """An address that leads, or led, to a profile. The table is the registry: nobody else ever gets it.

    A row is made when a profile is first published, so that no draft is told by an address that is taken. The
    unique constraint on the hash decides between two that are published at the same moment. Erasing a person
    leaves the hash alone, which answers 410 and keeps no name.
    """

    slug = models.CharField("adresse", max_length=100, blank=True, db_index=True)
    # What it was made from, namesakes aside; empty for one that a reviewer chose, or the old portal gave.
    base = models.CharField(max_length=100, blank=True, editable=False, default="")
    slug_hash = models.CharField(max_length=64, unique=True, editable=False)
    profile = models.ForeignKey(
        "directory.ActivatorProfile", verbose_name="fiche", null=True, on_delete=models.SET_NULL,
        related_name="addresses",
    )  # fmt: skip
    kind = models.CharField("nature", max_length=8, choices=AddressKind.choices)
    since = models.DateTimeField("depuis le")

    class Meta:
        verbose_name = "adresse de fiche"
        verbose_name_plural = "adresses de fiches"
        constraints = [
            models.UniqueConstraint(
                fields=["profile"], condition=models.Q(kind="CURRENT"), name="directory_one_current_address"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="ERASED", slug="", base="", profile__isnull=True)
                | ~models.Q(kind="ERASED") & ~models.Q(slug=""),
                name="directory_erased_address_has_no_name",
            ),
        ]

    def __str__(self) -> str:
        return self.slug or "(effacée)"
