"""The publishing rules, applied to entries (rules E1 to E3, E5, E6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.errors import PublicationRefused
from core.publication import last_published_revision
from core.rules import Finding, RuleKind, blocking
from core.visibility import PublicScope
from pages.comparison import essence
from pages.models.anchor import Anchor
from pages.rules.catalogue import E1, E6
from pages.rules.publishing import check
from pages.rules.versions import EntryContent, QuestionContent, UpdateContent
from pages.substance import public_blocks, substance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import Revision

    from pages.models import DatedUpdate, FaqEntry

TICKS = ("minor_correction", "dates_corrected")  # what an editor says of one change (rule E2)


def findings_for(entry: FaqEntry, *, updates: Iterable[DatedUpdate] | None = None) -> list[Finding]:
    """What the rules say of publishing this version of the entry.

    `updates` are its dated updates where they are not yet the entry's own, as in a form.
    """
    published = published_version(entry)
    return check(
        content_of(entry, updates=updates),
        content_of(published) if published else None,
        day=timezone.localdate(max(timezone.now(), entry.go_live_at or timezone.now())),
    )


def ensure_publishable(entry: FaqEntry) -> None:
    """Raise PublicationRefused unless the version may be published as it is, without a form to complete it."""
    findings = [*blocking(findings_for(entry)), *_incomplete(entry)]
    if findings:
        raise PublicationRefused(findings, page_id=entry.pk, title=entry.title)


def _incomplete(entry: FaqEntry) -> list[Finding]:
    """What a draft may leave open, and only a form would ask for: required blocks, a free address."""
    findings = []
    try:
        entry._meta.get_field("answer").stream_block.clean(entry.answer)
    except ValidationError:
        message = (
            "Règle E6 : la réponse est incomplète. Ouvrez l’entrée et publiez-la de là : ce qui manque est signalé."
        )
        findings.append(Finding(E6, "INCOMPLETE", message, ("answer",), RuleKind.BLOCK))
    try:
        entry.full_clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            message = f"Règle E1 : {' '.join(messages)}"
            findings.append(Finding(E1, "INVALID", message, (field,), RuleKind.BLOCK))
    return findings


def forget_minor_correction(entry: FaqEntry, revision: Revision) -> None:
    """Untick what has served, so that the next change is asked about again (rule E2)."""
    served = [tick for tick in TICKS if getattr(entry, tick)]
    if not (entry.live and served):
        return
    for tick in served:
        setattr(entry, tick, False)
        revision.content[tick] = False
    type(entry).objects.filter(pk=entry.pk).update(**dict.fromkeys(served, False))
    revision.save(update_fields=["content"])


def published_version(entry: FaqEntry) -> FaqEntry | None:
    """What readers see now, or saw last before the entry was unpublished; None if it never was public."""
    stored = type(entry).objects.filter(pk=entry.pk).first()
    if stored is None or stored.first_published_at is None:
        return None
    if stored.live:
        return stored
    # Once unpublished, the row follows the drafts.
    last = last_published_revision(stored)
    return last.as_object() if last else None


def content_of(entry: FaqEntry, *, updates: Iterable[DatedUpdate] | None = None) -> EntryContent:
    """The version as plain values, for the rules."""
    # The registry knows the anchors; what a form says of them may be a copy of another question's.
    anchors = dict(Anchor.objects.filter(page_id=entry.pk).values_list("block_id", "value"))
    blocks = public_blocks(entry, PublicScope(timezone.now()))
    around = substance(block for block in blocks if block.name != "question")
    questions = [
        QuestionContent(block.value["question"], anchors.get(block.id or "-", ""), held.has_text, held.points_elsewhere)
        for block in blocks
        if block.name == "question" and (held := substance([block]))
    ]
    return EntryContent(
        question=entry.title,
        anchor=anchors.get("", ""),
        answer=essence(entry.answer),
        verdict=entry.verdict,
        has_text=around.has_text,
        points_elsewhere=around.points_elsewhere,
        questions=questions,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        updates=[
            UpdateContent(str(update.key), update.date)
            for update in (entry.updates.all() if updates is None else updates)
        ],
        minor_correction=entry.minor_correction,
        dates_corrected=entry.dates_corrected,
    )
