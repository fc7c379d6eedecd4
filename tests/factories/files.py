"""Files of applicants for tests: brought to a status by the steps that people take."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.mail.message import EmailMessage
from django.utils import timezone

from accounts.models import User
from directory.actions.applications.accept import accept
from directory.actions.applications.activate import activate, publish
from directory.actions.applications.decide import refuse, request_correction, tick_box
from directory.actions.applications.save import Changes, save
from directory.actions.applications.start import start
from directory.actions.applications.submit import submit, withdraw
from directory.applications.keys import new_activation_key
from directory.models import Application, Charter, Upload, UploadKind
from directory.rules.commitment import HUMAN_BOXES
from directory.rules.states import Status
from directory.setup import REVIEWERS
from tests.factories.directory import directory_page, siret
from tests.factories.pages import make_user

_numbers = count(500)

PASSWORD = "une-phrase-de-passe-longue"


def complete(**changes: Any) -> dict[str, Any]:
    """Everything that a file needs to be submitted, by field of `Content`; with a SIRET of its own."""
    return {
        "category": "PRIVATE_CONSULTANT",
        "first_name": "Camille",
        "last_name": "Le Goff",
        "email": "camille@exemple.example",
        "telephone": "02 00 00 00 00",
        "siret": siret(next(_numbers)),
        "organisation_name": "Atelier Numérique",
        "organisation_kind": "OWN",
        "street": "1 rue de la Paix",
        "postcode": "35000",
        "city": "Rennes",
        "website": "https://atelier.example/",
        "presentation": "J’accompagne les commerces de Rennes dans leur vente en ligne.",
        "services": "Un premier diagnostic gratuit, puis un plan en trois étapes.",
        "references": "Une boulangerie, deux librairies.",
        "pricing": "80 € de l’heure après le diagnostic",
        "themes": ["contenus"],
        "regions": ["bretagne"],
        "signatory_name": "Ada Martin",
        "signatory_role": "Gérante",
    } | changes


def charter(version: str = "2026-1", day: date = date(2020, 1, 1)) -> Charter:
    return Charter.objects.get_or_create(version=version, defaults={"in_force_from": day, "text": "<p>Charte.</p>"})[0]


def make_upload(application: Application, kind: UploadKind = UploadKind.LETTER, **fields: Any) -> Upload:
    fields.setdefault("content_type", "application/pdf" if kind == UploadKind.LETTER else "image/png")
    data = fields.pop("data", b"%PDF-1.4 lettre")
    fields.setdefault("name", "lettre.pdf" if kind == UploadKind.LETTER else "camille-le-goff.png")
    upload = Upload(
        kind=kind, application=application, size=len(data), sha256="0" * 64, created_at=timezone.now(), **fields
    )
    upload.file.save("x", ContentFile(data), save=False)
    upload.save()
    return upload


def make_draft(email: str = "camille@exemple.example", *, now: datetime | None = None, **content: Any) -> Application:
    """A file that can be submitted as it is."""
    now = now or timezone.now()
    directory_page()
    application, _ = start(email=email, now=now)
    letter = make_upload(application)
    changes = Changes(
        content=complete(email=email) | content, uploads={"letter": str(letter.pk)}, charter=charter().version
    )
    return save(application, changes=changes, expected_version=None, now=now, address="192.0.2.1")


def make_reviewer(username: str = "instruction") -> User:
    """Somebody who decides on files."""
    user = User.objects.filter(username=username).first() or make_user(username)
    user.groups.add(Group.objects.get_or_create(name=REVIEWERS)[0])
    return user


def tick_all(application: Application, *, by: User, now: datetime) -> None:
    for box in HUMAN_BOXES:
        tick_box(application, box=box.id, ticked=True, by=by, now=now)


def make_file(status: Status | str = Status.DRAFT, *, now: datetime | None = None, **draft: Any) -> Application:
    """A file in a status, brought there by the steps that lead to it, all at the moment `now`."""
    now = now or timezone.now()
    application = make_draft(now=now, **draft)
    reviewer = make_reviewer()
    match Status(status):
        case Status.DRAFT:
            return application
        case Status.WITHDRAWN:
            return withdraw(application, now=now)
    application = submit(application, now=now)
    match Status(status):
        case Status.SUBMITTED:
            return application
        case Status.NEEDS_CORRECTION:
            return request_correction(
                application, codes=["LETTER_UNSIGNED"], text="Page 2.", by=reviewer, now=now
            )  # fmt: skip
        case Status.REFUSED:
            return refuse(application, reason="Hors du programme.", by=reviewer, now=now)
    tick_all(application, by=reviewer, now=now)
    application = accept(application, by=reviewer, now=now)
    if status != Status.ACCEPTED:
        activate(new_activation_key(application, now=now), password=PASSWORD, now=now)
    if status == Status.PUBLISHED:
        publish(application, now=now)
    return Application.objects.get(pk=application.pk)


def links(message: EmailMessage) -> list[str]:
    """The addresses in a message's text."""
    return re.findall(r"https?://\S+", str(message.body))


def key_in(message: EmailMessage) -> str:
    """The key of the link in a message."""
    return links(message)[0].partition("cle=")[2]
