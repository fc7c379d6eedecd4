"""What the public register of companies has answered (rule W4)."""

from django.db import models


class RegisterAnswer(models.Model):
    """A SIRET that was asked for, or is to be. Without `answered_at` there was no answer yet."""

    siret = models.CharField("SIRET", max_length=14, unique=True)
    found = models.BooleanField("connu du registre", default=False)
    name = models.CharField("nom", max_length=300, blank=True, default="")
    is_closed = models.BooleanField("fermé", default=False)
    is_masked = models.BooleanField("nom masqué", default=False)
    wanted_at = models.DateTimeField()  # the last time that somebody gave it
    answered_at = models.DateTimeField("répondu le", null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    # Also how a SIRET is claimed: whoever moves it on asks for it.
    next_try_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "réponse du registre des entreprises"
        verbose_name_plural = "réponses du registre des entreprises"

    def __str__(self) -> str:
        return self.siret
