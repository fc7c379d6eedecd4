"""Public addresses behind which nothing is left."""

from django.db import models


class GonePath(models.Model):
    """A public path whose page was public once and was deleted: it answers 410, and keeps no name.

    An address that is only unpublished is *not* gone: it answers like one that never existed, so that the
    answer tells nothing about a page that still exists in the admin.
    """

    path = models.CharField("chemin public", max_length=2000)
    path_hash = models.CharField(max_length=64, unique=True, editable=False)
    since = models.DateTimeField("supprimée le")

    class Meta:
        verbose_name = "adresse supprimée"
        verbose_name_plural = "adresses supprimées"

    def __str__(self) -> str:
        return self.path
