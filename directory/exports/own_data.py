"""All that is kept of one person, for that person (GDPR articles 15 and 20).

A column that is added to a model is in the export by itself; what is left out is named here, with why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.db.models import Model, Q
from wagtail.models import ModelLogEntry, PageLogEntry, WorkflowState

from accounts.models import User
from core.addresses import media_url
from core.models import PortalImage
from directory.applications.mailboxes import addresses_of, files_of
from directory.models import ActivatorProfile, Application, CharterAcceptance, Department, Organisation, Upload
from directory.own_profile import own_status, profile_of
from directory.uploads.addresses import may_see, signed_url

if TYPE_CHECKING:
    from django.db.models import Field

DERIVED = "made from the texts that are here, for searching and sorting"
INTERNAL = "the platform's own bookkeeping, which says nothing of the person"
ELSEWHERE = "in another part of this file"
STAFF = "who works for the portal: their data, not this person's"

WHY_NOT: Mapping[type[Model], Mapping[str, str]] = {
    ActivatorProfile: {
        **dict.fromkeys(("sort_name", "search_names", "search_offer", "search_texts", "search_all"), DERIVED),
        **dict.fromkeys(
            (
                "id", "path", "depth", "numchild", "translation_key", "locale", "content_type", "page_ptr",
                "alias_of", "edition", "geocoding_attempts", "show_in_menus", "draft_title", "live_revision",
                "latest_revision", "url_path", "was_public",
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("owner", "locked_by"), STAFF),
        "account": ELSEWHERE,
    },
    Application: {
        "id": INTERNAL,
        **dict.fromkeys(("person_folded", "search_text"), DERIVED),
        **dict.fromkeys(("photo", "letter", "profile"), ELSEWHERE),
    },
    CharterAcceptance: {"id": INTERNAL, "profile": ELSEWHERE},
    User: {
        "password": "a hash, which would help whoever wants to guess the password",
        "id": INTERNAL,
    },
}  # fmt: skip


def own_data(user: User, *, now: datetime) -> dict[str, Any]:
    """Everything about the account's person, as plain values for JSON.

    What reviewers write for each other (notes, internal reasons) is not in it: the operator's data protection officer
    answers for those (docs/privacy.md).
    """
    profile = profile_of(user)
    application = Application.objects.filter(profile=profile).first() if profile else None
    others = list(files_of(addresses_of(user)).order_by("created_at"))
    return {
        "exported_at": now.isoformat(),
        "account": _account(user),
        "profile": _profile(profile, user, now) if profile else None,
        "application": _application(application) if application else None,
        "other_applications": [_other_application(each) for each in others],
        "uploads": list(_uploads(user, [*others, *([application] if application else [])], now)),
        "mark_downloads": list(_mark_downloads(user)),
        "log": list(_log(user, profile)),
    }


def exported_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns of a model that are in the export."""
    return [field for field in model._meta.concrete_fields if field.name not in WHY_NOT.get(model, {})]


def _columns(row: Model) -> dict[str, Any]:
    return {field.name: _plain(getattr(row, field.name)) for field in exported_fields(row._meta.model)}


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Department():
            return value.code
        case Organisation():
            return {"name": value.name, "siret": value.siret, "address": value.address_key}
        case PortalImage():
            return {
                "title": value.title,
                "description": value.description,
                "width": value.width,
                "height": value.height,
            }
        case Model():
            return str(value)
    return value


# --- the account ----------------------------------------------------------------------------------------


def _account(user: User) -> dict[str, Any]:
    settings = getattr(user, "wagtail_userprofile", None)
    names = {user.username.lower(), user.email.lower()}
    attempts = AccessAttempt.objects.filter(username__in=names).values("attempt_time", "ip_address", "user_agent")
    return {
        **_columns(user),
        "groups": list(user.groups.values_list("name", flat=True)),
        "email_addresses": [
            {"email": row.email, "verified": row.verified, "primary": row.primary}
            for row in EmailAddress.objects.filter(user=user)
        ],
        "second_factors": [
            {"kind": row.type, "created_at": _plain(row.created_at), "last_used_at": _plain(row.last_used_at)}
            for row in Authenticator.objects.filter(user=user)
        ],
        "sessions": [
            {
                "created_at": _plain(row.created_at),
                "last_seen_at": _plain(row.last_seen_at),
                "ip": row.ip,
                "user_agent": row.user_agent,
            }
            for row in UserSession.objects.filter(user=user)
        ],
        "failed_sign_ins": [{name: _plain(value) for name, value in row.items()} for row in attempts],
        "admin_settings": _settings(settings) if settings else None,
    }


def _settings(settings: Any) -> dict[str, Any]:
    skipped = {"id", "user", "avatar", "dismissibles"}
    values = {
        f.name: _plain(getattr(settings, f.name)) for f in settings._meta.concrete_fields if f.name not in skipped
    }
    return {**values, "has_avatar": bool(settings.avatar)}


# --- the profile ----------------------------------------------------------------------------------------


def _profile(profile: ActivatorProfile, user: User, now: datetime) -> dict[str, Any]:
    return {
        "status": str(own_status(profile, now=now)),
        "public": _version(profile),
        "addresses": [
            {"slug": row.slug, "kind": row.kind, "since": _plain(row.since)} for row in profile.addresses.all()
        ],
        "versions": [
            {
                "saved_at": _plain(revision.created_at),
                "by": _by(revision.user_id, user),
                **_version(revision.as_object()),
            }
            for revision in profile.revisions.order_by("created_at", "pk").iterator(chunk_size=20)
        ],
        "charter_acceptances": [_columns(row) for row in profile.charter_acceptances.all()],
        "reviews": [_review(state) for state in WorkflowState.objects.for_instance(profile).order_by("created_at")],
        "charter_notices": [
            {"version": row.version, "stage": row.stage, "told_at": _plain(row.told_at)}
            for row in profile.charter_notices.all()
        ],
    }


def _version(profile: ActivatorProfile) -> dict[str, Any]:
    words = {
        "themes": [theme.slug for theme in profile.themes.all()],
        "sectors": [sector.slug for sector in profile.sectors.all()],
        "regions": [region.code for region in profile.regions.all()],
        "departments": [department.code for department in profile.departments.all()],
    }
    return _columns(profile) | words


def _review(state: WorkflowState) -> dict[str, Any]:
    answers = state.task_states.order_by("started_at").values("started_at", "finished_at", "status", "comment")
    return {
        "asked_at": _plain(state.created_at),
        "status": state.status,
        "answers": [{name: _plain(value) for name, value in row.items()} for row in answers],
    }


def _by(user_id: int | None, user: User) -> str:
    return "you" if user_id == user.pk else "the portal"


# --- the file -------------------------------------------------------------------------------------------


def _application(application: Application) -> dict[str, Any]:
    return {
        **_columns(application),
        "events": [
            {"at": _plain(row.at), "event": row.event, "by": row.actor, "message": row.message, "codes": row.codes}
            for row in application.events.all()
        ],
        "links": [
            {"purpose": row.purpose, "created_at": _plain(row.created_at), "expires_at": _plain(row.expires_at),
             "used_at": _plain(row.used_at)}
            for row in application.keys.order_by("created_at")
        ],
    }  # fmt: skip


def _other_application(application: Application) -> dict[str, Any]:
    """A file of the same mailbox. Somebody else may have written it there: from where is theirs to know."""
    return _application(application) | {"charter_accepted_from": None}


def _uploads(user: User, applications: list[Application], now: datetime) -> Iterator[dict[str, Any]]:
    mine = Upload.objects.filter(Q(account=user) | Q(application__in=applications))
    for upload in mine.select_related("application__profile").order_by("created_at"):
        yield {
            "kind": upload.kind,
            "name": upload.name,
            "content_type": upload.content_type,
            "size": upload.size,
            "sha256": upload.sha256,
            "created_at": _plain(upload.created_at),
            "application": upload.application.reference if upload.application else None,
            # Opens for five minutes, and for this account only; a file that is no account's yet, by its own link.
            "url": media_url(signed_url(upload, user=user, now=now)) if may_see(upload, user) else None,
        }


def _mark_downloads(user: User) -> Iterator[dict[str, Any]]:
    for row in user.mark_downloads.select_related("file__mark").order_by("at", "pk"):
        file = row.file
        yield {
            "at": _plain(row.at),
            "mark": file.mark.code,
            "title": file.title,
            "version": file.version,
            "format": file.format,
            "sha256": file.sha256,
        }


def _log(user: User, profile: ActivatorProfile | None) -> Iterator[dict[str, Any]]:
    """What the histories of the admin have of the page and of the account: what was done and when."""
    about: list[Iterable[Any]] = [ModelLogEntry.objects.for_instance(user)]
    if profile is not None:
        about.append(PageLogEntry.objects.filter(page=profile.pk))
    entries = sorted((entry for rows in about for entry in rows), key=lambda entry: entry.timestamp)
    for entry in entries:
        yield {"at": _plain(entry.timestamp), "action": entry.action, "by": _by(entry.user_id, user)}
