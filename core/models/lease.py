"""Who is at a job of which there must be only one at a time."""

from django.db import models


class Lease(models.Model):
    """A job's name, and until when it is somebody's. Whoever dies at it loses it then."""

    name = models.CharField(max_length=50, primary_key=True)
    until = models.DateTimeField()

    class Meta:
        verbose_name = "bail d’une tâche"
        verbose_name_plural = "baux des tâches"

    def __str__(self) -> str:
        return self.name
