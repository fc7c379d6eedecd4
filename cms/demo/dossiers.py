"""The demo's files of applicants, brought to where they stand by the steps that people take, at past moments.

The messages that the steps send are kept as sent then: the demo's mailbox shows them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.demo.accounts import ACTIVATOR
from cms.demo.content.applicants import ACTIVATOR_KEY, APPLICANTS
from cms.demo.content.papers import CHARTER
from cms.demo.files import portrait
from cms.demo.letters import Letter, letter_pdf
from cms.demo.specs import Applicant, Move
from core.models import OutgoingMail
from directory.actions import own_profile
from directory.actions.applications import accept, activate, decide, save, start, submit
from directory.applications.profiles import profile_of
from directory.first_charter import VERSION as CHARTER_VERSION
from directory.models import ActivatorProfile, Application, Charter, ReviewNote, UploadKind
from directory.own_profile import version_of
from directory.rules.commitment import HUMAN_BOXES
from directory.rules.listing import civil_day, regionally_listed_from
from directory.uploads.checking import Checked
from directory.uploads.storing import store

if TYPE_CHECKING:
    from accounts.models import User

SITTING = ("category", "first_name", "last_name", "telephone", "organisation_name")  # what a first save gives
LENT = timedelta(days=3650)
_KEY = re.compile(r"#cle=(\S+)")


def load_dossiers(*, reviewer: User, now: datetime) -> None:
    """Make every file. Within the loading's transaction; the directory, its vocabulary and the groups exist."""
    _ensure_charter(now)
    for place, applicant in enumerate(APPLICANTS):
        Dossier(applicant, place, reviewer=reviewer, now=now).live()


def _ensure_charter(now: datetime) -> None:
    """The charter that the applicants accept: the demo's document of that name, in place of a new portal's."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in CHARTER.paragraphs)
    in_force_from = civil_day(now - timedelta(days=400))
    Charter.objects.update_or_create(version=CHARTER_VERSION, defaults={"in_force_from": in_force_from, "text": text})


class Dossier:
    """One file while it is being made; its methods are the moves of `cms.demo.content.applicants`."""

    application: Application
    account: User

    def __init__(self, applicant: Applicant, place: int, *, reviewer: User, now: datetime) -> None:
        self.applicant, self.place, self.reviewer, self.loaded_at = applicant, place, reviewer, now

    def live(self) -> None:
        for move in self.applicant.moves:
            self.now = self._moment(move)
            getattr(self, move.name)(**move.detail)
            self._date_mail()

    def _moment(self, move: Move) -> datetime:
        if not move.days:
            return self.loaded_at - timedelta(hours=move.hours)
        day = timezone.localdate(self.loaded_at) - timedelta(days=move.days)
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(move.at)))

    def _date_mail(self) -> None:
        """What the step has sent was delivered at once, then."""
        waiting = OutgoingMail.objects.filter(sent_at=None, next_try_at__isnull=False)
        waiting.update(created_at=self.now, sent_at=self.now, attempts=1, next_try_at=None)

    # --- the applicant's steps ---

    def start(self) -> None:
        self.application, _ = start.start(email=self.applicant.email, now=self.now)

    def save(self) -> None:
        """Everything but the letter and the charter, in two sittings."""
        content = self.applicant.content
        first = {name: value for name, value in content.items() if name in SITTING}
        self._save(content=first)
        self._save(content={name: value for name, value in content.items() if name not in SITTING})

    def correct(self, **content: Any) -> None:
        self._save(content=content)

    def join_letter(self, signed: bool) -> None:
        given = self.applicant.content
        letter = Letter(
            signatory=given["signatory_name"], role=given["signatory_role"], organisation=given["organisation_name"],
            siret=given["siret"], activator=f"{given['first_name']} {given['last_name']}", city=given["city"],
            day=civil_day(self.now), is_signed=signed,
        )  # fmt: skip
        self._join(UploadKind.LETTER, "lettre-engagement.pdf", letter_pdf(letter), "application/pdf", "letter")

    def join_photo(self) -> None:
        name = f"{self.applicant.content['first_name']} {self.applicant.content['last_name']}"
        file_name = f"{name.lower().replace(' ', '-')}.png"
        self._join(UploadKind.PICTURE, file_name, portrait(name, self.place), "image/png", "photo")

    def lend_key(self) -> None:
        """The key of the first message is on the front page, for anybody to try: it lasts as long as the demo."""
        self.application.keys.update(expires_at=self.loaded_at + LENT)

    def accept_charter(self) -> None:
        self._save(charter=CHARTER_VERSION)

    def submit(self) -> None:
        self.application = submit.submit(self.application, now=self.now)

    def withdraw(self) -> None:
        self.application = submit.withdraw(self.application, now=self.now)

    def _save(self, **changes: Any) -> None:
        """Save what is given of `Changes`."""
        self.application = save.save(
            self.application, changes=save.Changes(**changes), expected_version=self.application.version, now=self.now,
            address="192.0.2.24",
        )  # fmt: skip

    def _join(self, kind: UploadKind, name: str, data: bytes, content_type: str, field: str) -> None:
        checked = Checked(data, content_type)  # made here: there is nothing to examine
        upload = store(self.application, kind=kind, name=name, checked=checked, now=self.now)
        self._save(uploads={field: str(upload.pk)})

    # --- the reviewer's ---

    def note(self, text: str) -> None:
        ReviewNote.objects.create(application=self.application, by=self.reviewer, at=self.now, text=text)

    def tick(self, boxes: Sequence[str]) -> None:
        for box in boxes:
            decide.tick_box(self.application, box=box, ticked=True, by=self.reviewer, now=self.now)

    def send_back(self, codes: Sequence[str], text: str) -> None:
        step = partial(decide.request_correction, codes=codes, text=text)
        self.application = step(self.application, by=self.reviewer, now=self.now)

    def refuse(self, reason: str) -> None:
        self.application = decide.refuse(self.application, reason=reason, by=self.reviewer, now=self.now)

    def accept(self) -> None:
        self.tick([box.id for box in HUMAN_BOXES])
        self.application = accept.accept(self.application, by=self.reviewer, now=self.now)

    # --- what comes after ---

    def activate(self) -> None:
        """With the link of the message. The account is the demo's: production refuses it."""
        password = secrets.token_urlsafe(16)
        self.account = activate.activate(self._emailed_key(), password=password, now=self.now)
        self.account.is_demo = True
        if self.applicant.key == ACTIVATOR_KEY:
            self.account.username = ACTIVATOR.username
            self.account.set_password(ACTIVATOR.password)
        self.account.save()

    def _emailed_key(self) -> str:
        last = OutgoingMail.objects.filter(recipients=[self.applicant.email]).order_by("pk").last()
        found = _KEY.search(last.text) if last else None
        if found is None:
            raise LookupError(f"no link was sent to {self.applicant.email}")
        return found[1]

    def publish(self) -> None:
        """Published by the round of that day; Wagtail dates it today, which is put right."""
        self.application = activate.publish(Application.objects.get(pk=self.application.pk), now=self.now)
        day = civil_day(self.now)
        ActivatorProfile.objects.filter(pk=profile_of(self.application).pk).update(
            published_on=day, regionally_listed_from=regionally_listed_from(day), first_published_at=self.now,
            last_published_at=self.now,
        )  # fmt: skip

    def change_profile(self, **texts: str) -> None:
        """The activator's change, which waits for a reviewer (rule F9)."""
        before = ActivatorProfile.objects.get(account=self.account)
        after = own_profile.save_draft(
            before, changes=texts, expected_version=version_of(before), by=self.account, now=self.now
        )
        own_profile.submit_draft(after, expected_version=version_of(after), by=self.account, now=self.now)
