"""Files of people who want to become activators: from the first email to the published profile."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import fold
from directory.models.profile import Category
from directory.models.upload import Upload
from directory.rules.states import STATUS_LABELS, Status, Step


def _status(*wanted: Status) -> Q:
    return Q(status__in=[str(status) for status in wanted])


class Application(models.Model):
    """A file. What the applicant typed is `content` (see `directory.applications.content`); the rest is its life.

    `version` counts changes of what the applicant sees: two windows at once do not overwrite each other.
    """

    STATUSES: ClassVar = [(str(status), label) for status, label in STATUS_LABELS.items()]

    reference = models.CharField("référence", max_length=20, unique=True, editable=False)
    status = models.CharField("état", max_length=16, choices=STATUSES, default=str(Status.DRAFT), db_index=True)
    version = models.PositiveIntegerField(default=1)
    # Where its links go: whoever opens one has proved that it is theirs. The profile's may differ.
    email = models.EmailField("adresse courriel du dossier")
    content = models.JSONField(default=dict)
    photo = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    letter = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    charter_version = models.CharField(max_length=20, blank=True, default="")
    charter_accepted_at = models.DateTimeField(null=True)
    charter_accepted_from = models.GenericIPAddressField(null=True)

    # Derived from the content when it is saved, for lists, filters and searches.
    display_name = models.CharField("nom", max_length=255, blank=True, default="")
    category = models.CharField("catégorie", max_length=18, choices=Category.choices, blank=True, default="")
    siret = models.CharField("SIRET", max_length=14, blank=True, default="", db_index=True)
    person_folded = models.CharField(max_length=255, blank=True, default="", db_index=True)
    search_text = models.TextField(blank=True, default="")

    created_at = models.DateTimeField("commencé le")
    saved_at = models.DateTimeField("enregistré le")
    submitted_at = models.DateTimeField("déposé le", null=True)  # the first time
    complete_since = models.DateTimeField("complet depuis le", null=True)  # the last time: F4's clock starts then
    decision_due_on = models.DateField("à décider avant le", null=True, db_index=True)
    decided_at = models.DateTimeField("décidé le", null=True)
    activated_at = models.DateTimeField("compte activé le", null=True)
    publish_at = models.DateTimeField("publication prévue le", null=True, db_index=True)
    published_at = models.DateTimeField("publié le", null=True)
    # What was told already: each is told once.
    warned_abandoned_at = models.DateTimeField(null=True)
    warned_due_at = models.DateTimeField(null=True)
    warned_late_at = models.DateTimeField(null=True)
    warned_unpublishable_at = models.DateTimeField(null=True)

    chosen_slug = models.CharField(max_length=100, blank=True, default="")  # by a reviewer, before it is accepted
    profile = models.OneToOneField(
        "directory.ActivatorProfile", null=True, on_delete=models.CASCADE, related_name="application"
    )

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_status(*Status), name="directory_application_status_is_one"),
            models.CheckConstraint(
                condition=_status(Status.DRAFT, Status.WITHDRAWN)
                | Q(submitted_at__isnull=False, complete_since__isnull=False),
                name="directory_application_was_submitted",
            ),
            models.CheckConstraint(
                condition=~_status(Status.DRAFT) | Q(submitted_at__isnull=True),
                name="directory_application_draft_is_new",
            ),
            models.CheckConstraint(
                condition=~_status(Status.SUBMITTED) | Q(decision_due_on__isnull=False),
                name="directory_application_has_deadline",
            ),
            models.CheckConstraint(
                condition=_status(Status.ACCEPTED, Status.ACTIVATED, Status.PUBLISHED)
                & Q(decided_at__isnull=False, profile__isnull=False)
                | _status(Status.REFUSED) & Q(decided_at__isnull=False, profile__isnull=True)
                | _status(Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CORRECTION, Status.WITHDRAWN)
                & Q(decided_at__isnull=True, profile__isnull=True),
                name="directory_application_decision",
            ),
            models.CheckConstraint(
                condition=_status(Status.ACTIVATED, Status.PUBLISHED)
                & Q(activated_at__isnull=False, publish_at__isnull=False)
                | ~_status(Status.ACTIVATED, Status.PUBLISHED) & Q(activated_at__isnull=True, publish_at__isnull=True),
                name="directory_application_activation",
            ),
            models.CheckConstraint(
                condition=_status(Status.PUBLISHED) & Q(published_at__isnull=False)
                | ~_status(Status.PUBLISHED) & Q(published_at__isnull=True),
                name="directory_application_publication",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.display_name}".strip()

    @property
    def state(self) -> Status:
        return Status(self.status)

    def note_for_lists(self) -> None:
        """Derive the columns of lists and searches from the content."""
        from directory.applications.content import content_of

        given = content_of(self)
        person = f"{given.first_name} {given.last_name}".strip()
        by_company = given.category == Category.SOLUTION_PROVIDER and given.organisation_name
        self.display_name = (given.organisation_name if by_company else person)[:255]
        self.category = given.category if given.category in Category.values else ""
        self.siret = given.siret[:14]
        self.person_folded = fold(person)[:255]
        told = (self.reference, person, given.organisation_name, given.siret, self.email, given.email)
        self.search_text = fold(" ".join(told))


class ActorKind(models.TextChoices):
    """Who did something."""

    APPLICANT = "APPLICANT", "le demandeur"
    REVIEWER = "REVIEWER", "l’instruction"
    SYSTEM = "SYSTEM", "le portail"


class ApplicationEvent(models.Model):
    """A line of a file's history (rule F3): who, when, what and why. Never changed."""

    EVENTS: ClassVar = [(str(step), str(step)) for step in Step]

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    event = models.CharField(max_length=20, choices=EVENTS)
    actor = models.CharField(max_length=9, choices=ActorKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    message = models.TextField(blank=True, default="")  # what the applicant reads of it, in French
    codes = models.JSONField(default=list)  # of the error catalogue (rule F5)
    reason = models.TextField(blank=True, default="")  # for reviewers only

    class Meta:
        verbose_name = "événement d’un dossier"
        verbose_name_plural = "événements des dossiers"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d %H:%M}"


class KeyPurpose(models.TextChoices):
    FILE = "FILE", "reprendre le dossier"
    ACTIVATION = "ACTIVATION", "activer le compte"


class ApplicationKey(models.Model):
    """A secret that opens a file or activates its account, known by its SHA-256 only."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="keys")
    purpose = models.CharField(max_length=10, choices=KeyPurpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # of an activation: once
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "clé d’un dossier"
        verbose_name_plural = "clés des dossiers"

    def __str__(self) -> str:
        return f"{self.purpose} {self.expires_at:%Y-%m-%d %H:%M}"


class LinkRequest(models.Model):
    """Somebody has asked for links to be sent to an address. Answered after the commit, and deleted with it.

    The request is stored whatever the address is, so that the answer, and how long it takes, says nothing of it.
    """

    email = models.EmailField()
    purpose = models.CharField(max_length=10, choices=KeyPurpose.choices)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "demande de lien"
        verbose_name_plural = "demandes de lien"

    def __str__(self) -> str:
        return self.purpose


class HumanCheck(models.Model):
    """A box that a reviewer has ticked (rule L3). Gone when the file is submitted again."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="human_checks")
    box = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "vérification"
        verbose_name_plural = "vérifications"
        constraints = [models.UniqueConstraint(fields=["application", "box"], name="directory_box_once")]

    def __str__(self) -> str:
        return self.box


class ReviewNote(models.Model):
    """What reviewers write to each other about a file. No applicant ever reads it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    text = models.TextField("note")

    class Meta:
        verbose_name = "note d’instruction"
        verbose_name_plural = "notes d’instruction"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:50]


class ApplicationReader(models.Model):
    """A reviewer who has a file open: the others are told."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "lecture d’un dossier"
        verbose_name_plural = "lectures des dossiers"
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="directory_reader_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.seen_at:%Y-%m-%d %H:%M}"
