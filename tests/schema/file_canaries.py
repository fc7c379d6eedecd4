"""Files of applicants in the planted portal: one whose key is known, and hidden ones in every status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from directory.actions.applications.decide import correct_address, request_correction
from directory.actions.applications.submit import submit
from directory.actions.standing import suspend
from directory.applications.keys import new_file_key
from directory.models import ActivatorProfile, Application, BrandMark, ReviewNote, UploadKind
from directory.rules.marks import Mark
from directory.rules.states import Status
from tests.factories.files import charter, make_draft, make_file, make_reviewer, make_upload
from tests.factories.marks import make_mark_file

if TYPE_CHECKING:
    from tests.schema.canaries import Planting

INPUT = {"firstName": "Fiche", "website": "rien", "themes": ["magie"]}


def values(key: str) -> dict[str, list[Any]]:
    """What the arguments of files are tried with: the one key that is known, and what opens nothing."""
    return {"Query.application.key": [key, "", "x" * 43], "Query.checkApplication.input": [INPUT]}


def plant(planting: Planting) -> None:
    charter()
    for status in Status:
        _hidden(planting, status)
    own = make_draft(
        "connu@exemple.example", sectors=["commerce"], departments=["35"], latitude=48.1, longitude=-1.7,
        social_links=["https://reseau.example/connu"],
    )  # fmt: skip
    planting.world.file_key = new_file_key(own, now=timezone.now())
    photo = make_upload(own, UploadKind.PICTURE, content_type="image/png")
    Application.objects.filter(pk=own.pk).update(photo=photo)
    now = timezone.now()
    submit(own, now=now)
    request_correction(own, codes=["STYLE"], text="", by=make_reviewer(), now=now)
    submit(own, now=now)
    _internal(planting, own)
    BrandMark.objects.filter(code=Mark.ACTIVATEUR_FRANCE_NUM).update(guidance="<p>Sur fond clair.</p>")
    for mark in Mark:
        token = planting.token_of(f"fichier{mark.lower().replace('_', '')}")
        file = make_mark_file(mark, title=token, version=token)
        planting.canary(f"fichier{mark.lower().replace('_', '')}", addresses=[str(file.pk), file.file.name])


def _internal(planting: Planting, own: Application) -> None:
    """What reviewers keep to themselves of the file whose key is known."""
    tokens = {name: planting.token_of(name) for name in ("instructrice", "motifinterne", "noteinterne")}
    for name in tokens:
        planting.canary(name)
    reviewer, now = make_reviewer(tokens["instructrice"]), timezone.now()
    correct_address(own, slug="connue-autrement", reason=tokens["motifinterne"], by=reviewer, now=now)
    ReviewNote.objects.create(application=own, by=reviewer, at=now, text=tokens["noteinterne"])


def _hidden(planting: Planting, status: Status) -> None:
    name = f"dossier{status.lower().replace('_', '')}"
    token = planting.token_of(name)
    now = timezone.now()
    file = make_file(
        status, now=now, email=f"{token}@exemple.example", first_name=token, last_name=token, pricing=token,
        organisation_name=f"Atelier {token}", presentation=f"Présentation {token}", signatory_name=f"Ada {token}",
    )  # fmt: skip
    if file.profile is not None:
        # As if it had been public: should it come out, no missing date stops it on the way.
        today = timezone.localdate()
        ActivatorProfile.objects.filter(pk=file.profile.pk).update(published_on=today, regionally_listed_from=today)
        if file.profile.live:
            suspend(file.profile, by=None, reason="Plainte", now=now)
    ReviewNote.objects.create(application=file, by=make_reviewer(), at=now, text=f"Note {token}")
    letter = make_upload(file, name=f"{token}.pdf")
    planting.canary(name, addresses=[str(letter.pk), letter.file.name, file.reference])
