"""«Ma fiche»: the screens of an activator who edits their own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth import logout
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import WorkflowState

from accounts.addresses import client_address
from accounts.throttle import TooMany, by_account, by_address, consume
from core.errors import RuleViolation
from directory.actions.erase_account import erase_account
from directory.actions.own_profile import discard_draft, save_draft, submit_draft
from directory.actions.own_profile.common import why_not_editable
from directory.admin.own.charter import notice
from directory.admin.own.erasure import EraseForm
from directory.admin.own.forms import OwnProfileForm, values_of
from directory.admin.own.marks import marks_of
from directory.admin.own.merging import Difference, fingerprints, merge
from directory.errors import DirectoryError, UploadUnknown, ValuesRefused, VersionConflict
from directory.models import ActivatorProfile, Upload, UploadKind
from directory.own_profile import draft_of, own_status, profile_of, request_of_reviewer, review_of, version_of
from directory.rules.own_profile import STATUS_LABELS
from directory.uploads.checking import MAX_BYTES, check, too_large
from directory.uploads.errors import UploadError
from directory.uploads.names import clean_name
from directory.uploads.storing import store

if TYPE_CHECKING:
    from django.http import QueryDict

    from accounts.models import User

EDIT = "own_profile"


def _person(request: HttpRequest) -> User:
    """Who asks; the admin's addresses are for people who are signed in."""
    return cast("User", request.user)


def _count(request: HttpRequest, action: str) -> None:
    """Raises TooMany."""
    consume(action, by_address(client_address(request)), by_account(_person(request)), now=timezone.now())


def edit(request: HttpRequest) -> HttpResponseBase:
    """The draft, to be changed, submitted or given up."""
    profile = profile_of(_person(request))
    if profile is None or (why := why_not_editable(profile)):
        told = why if profile else "Aucune fiche d’activateur n’est rattachée à votre compte."
        now = timezone.now()
        context = {
            "profile": profile,
            "why": told,
            "charter": notice(profile, now=now),
            "marks": marks_of(_person(request), now=now) if profile else None,
        }
        return TemplateResponse(request, "directory/admin/own/closed.html", context, status=200 if profile else 404)
    if request.method == "POST":
        return _post(request, profile)
    return _show(request, profile, _fresh_form(profile))


def _fresh_form(profile: ActivatorProfile) -> OwnProfileForm:
    values = values_of(draft_of(profile))
    hidden = {"version": version_of(profile), "seen": fingerprints(values)}
    return OwnProfileForm(initial=values | hidden)


def _show(
    request: HttpRequest, profile: ActivatorProfile, form: OwnProfileForm, differences: list[Difference] | None = None
) -> HttpResponseBase:
    draft = draft_of(profile)
    now = timezone.now()
    status = own_status(profile, now=now)
    context = {
        "profile": profile,
        "draft": draft,
        "form": form,
        "differences": differences,
        "general_findings": form.place_findings(draft.findings()),
        "status": STATUS_LABELS[status],
        "charter": notice(profile, now=now),
        "marks": marks_of(_person(request), now=now),
        "in_review": review_of(profile, WorkflowState.STATUS_IN_PROGRESS) is not None,
        "request_of_reviewer": request_of_reviewer(profile),
        "media": form.media,
    }
    return TemplateResponse(request, "directory/admin/own/edit.html", context)


def _post(request: HttpRequest, profile: ActivatorProfile) -> HttpResponseBase:
    try:
        _count(request, "save_profile")
    except TooMany as refusal:
        messages.error(request, str(refusal))
        return _show(request, profile, OwnProfileForm(request.POST))
    if request.POST.get("action") == "discard":
        return _discard(request, profile)
    form = OwnProfileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, profile, form)
    upload = _received(request, form)
    if form.errors:
        return _refused(request, profile, form)
    was_in_review = review_of(profile, WorkflowState.STATUS_IN_PROGRESS) is not None
    try:
        saved = _save(request, profile, form, upload)
    except VersionConflict as conflict:
        return _conflict(request, conflict.current, form, upload)
    except (ValuesRefused, UploadUnknown) as refusal:
        _add_errors(form, refusal)
        return _refused(request, profile, _keeping(form, upload))
    except DirectoryError as refusal:
        messages.error(request, str(refusal))
        return redirect(EDIT)
    if was_in_review and version_of(saved) != version_of(profile):
        messages.warning(request, "La relecture en cours est annulée : renvoyez votre brouillon quand il est prêt.")
    if request.POST.get("action") == "submit":
        _submit(request, saved)
    else:
        messages.success(request, "Le brouillon est enregistré. La fiche publique n’a pas changé.")
    return redirect(EDIT)


def _save(
    request: HttpRequest, profile: ActivatorProfile, form: OwnProfileForm, upload: Upload | None
) -> ActivatorProfile:
    changes: dict[str, Any] = form.given()
    if upload is not None:
        changes["photo"] = upload
    elif form.cleaned_data["remove_photo"]:
        changes["photo"] = None
    version = form.cleaned_data["version"]
    return save_draft(profile, changes=changes, expected_version=version, by=_person(request), now=timezone.now())


def _submit(request: HttpRequest, profile: ActivatorProfile) -> None:
    try:
        submit_draft(profile, expected_version=version_of(profile), by=_person(request), now=timezone.now())
    except RuleViolation as refusal:
        count = len(refusal.findings)
        points = "un point est" if count == 1 else f"{count} points sont"
        messages.error(
            request, f"Le brouillon est enregistré. Avant de l’envoyer, {points} à corriger, dits ci-dessous."
        )
    except DirectoryError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Vos changements sont envoyés. Une personne les relit avant qu’ils paraissent.")


def _discard(request: HttpRequest, profile: ActivatorProfile) -> HttpResponseBase:
    version = request.POST.get("version", "")
    now = timezone.now()
    try:
        discard_draft(
            profile, expected_version=int(version) if version.isdecimal() else -1, by=_person(request), now=now
        )
    except DirectoryError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Le brouillon est abandonné : vous repartez de la fiche publique.")
    return redirect(EDIT)


def _refused(request: HttpRequest, profile: ActivatorProfile, form: OwnProfileForm) -> HttpResponseBase:
    messages.error(request, "Rien n’est enregistré : certaines réponses ne peuvent pas l’être. Elles sont restées.")
    return _show(request, profile, form)


def _conflict(
    request: HttpRequest, current: ActivatorProfile, form: OwnProfileForm, upload: Upload | None
) -> HttpResponseBase:
    """The form again, with what was typed and what the other has saved; saving it now keeps both."""
    stored = values_of(draft_of(current))
    merged, differences = merge(form.cleaned_data["seen"], form.given(), stored)
    hidden = {
        "version": version_of(current),
        "seen": fingerprints(stored),
        "photo_upload": upload.pk if upload else None,
        "remove_photo": form.cleaned_data["remove_photo"],
    }
    if isinstance(merged.get("social_links"), list):
        merged["social_links"] = "\n".join(merged["social_links"])
    return _show(request, current, OwnProfileForm(initial=merged | hidden), differences)


def _keeping(form: OwnProfileForm, upload: Upload | None) -> OwnProfileForm:
    """The form with the picture that has come with it: browsers do not send it again by themselves."""
    if upload is not None:
        data = cast("QueryDict", form.data).copy()
        data["photo_upload"] = str(upload.pk)
        form.data = data
    return form


def _add_errors(form: OwnProfileForm, refusal: ValuesRefused | UploadUnknown) -> None:
    if isinstance(refusal, UploadUnknown):
        form.add_error("photo", str(refusal))
        return
    for problem in refusal.problems:
        name = problem.field[0] if problem.field else None
        form.add_error(name if name in form.fields else None, problem.message)


def _received(request: HttpRequest, form: OwnProfileForm) -> Upload | None:
    """The picture that came with the form, or with an earlier one; checked as every file that people send."""
    file = form.cleaned_data["photo"]
    if file is None:
        pk = form.cleaned_data["photo_upload"]
        return Upload.objects.filter(pk=pk, account=_person(request)).first() if pk else None
    try:
        _count(request, "upload")
        if file.size > MAX_BYTES[UploadKind.PICTURE]:
            raise too_large(UploadKind.PICTURE)
        checked = check(UploadKind.PICTURE, file.read())
        name = clean_name(file.name)
        return store(_person(request), kind=UploadKind.PICTURE, name=name, checked=checked, now=timezone.now())
    except (UploadError, TooMany) as refusal:
        form.add_error("photo", str(refusal))
        return None


@require_safe
def preview(request: HttpRequest) -> HttpResponseBase:
    """The draft as it was saved, on paper."""
    draft = draft_of(_profile(request))
    answer: HttpResponseBase = draft.serve_preview(request, "")
    return answer


@require_safe
def photo(request: HttpRequest) -> HttpResponseBase:
    """The draft's picture: not public before the profile is, and then under another address."""
    picture = draft_of(_profile(request)).photo
    if picture is None:
        raise Http404
    answer = FileResponse(picture.file.open("rb"))
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _profile(request: HttpRequest) -> ActivatorProfile:
    profile = profile_of(_person(request))
    if profile is None:
        raise Http404
    return profile


def erase(request: HttpRequest) -> HttpResponseBase:
    """Erase one's own account, for good."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _count(request, "erase_account")
            erase_account(_person(request), password=form.cleaned_data["password"], now=timezone.now())
        except (DirectoryError, TooMany) as refusal:
            form.add_error(None if isinstance(refusal, TooMany) else form.field_of(refusal), str(refusal))
        else:
            logout(request)
            return HttpResponse(_ERASED, content_type="text/plain; charset=utf-8")
    return TemplateResponse(request, "directory/admin/own/erase.html", {"form": form})


_ERASED = "Votre compte est effacé, avec votre fiche, votre dossier et vos fichiers. Un courriel vous le confirme.\n"
