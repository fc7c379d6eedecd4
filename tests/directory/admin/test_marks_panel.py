"""What is doubtful about the marks is shown to whoever decides of a version or of a file (rules B1, B2 and B7)."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.rules import Finding, RuleKind
from directory.actions.own_profile import save_draft, submit_draft
from directory.admin.files.findings import shown
from directory.own_profile import version_of
from directory.rules.candidate import Candidate
from directory.rules.mark_catalogue import B7
from directory.rules.states import Status
from tests.factories.directory import make_profile
from tests.factories.files import make_file
from tests.factories.marks import artwork, encoded, make_mark_file

pytestmark = pytest.mark.django_db

DOUBTFUL = "Notre offre France Num. Recommandée par France Num. Certifiée par la mission France Num."


def text_of(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def marked(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html)


def in_review(**changes):
    """A version of somebody's own profile, handed in."""
    profile = make_file(Status.PUBLISHED).profile
    assert profile is not None
    owner = profile.account
    assert owner is not None
    saved = save_draft(profile, changes=changes, expected_version=version_of(profile), by=owner, now=timezone.now())
    return submit_draft(saved, expected_version=version_of(saved), by=owner, now=timezone.now())


def test_the_reviewer_of_a_version_reads_every_doubtful_passage(client, reviewer) -> None:
    profile = in_review(presentation=f"Bonjour. {DOUBTFUL} À bientôt.")
    client.force_login(reviewer)
    html = text_of(client.get(reverse("wagtailadmin_pages:edit", args=[profile.pk])))
    panel = html[html.index("data-marks") :]
    assert "À regarder (3)" in panel
    assert len(marked(panel)) == 3
    assert all("France Num" in passage for passage in marked(panel))
    assert "Règle B7" in panel
    assert '<strong class="file-findings__field">Présentation</strong>' in panel
    assert "Bonjour. Notre " in panel.replace("<mark>", "")


def test_there_is_no_panel_when_there_is_nothing_to_say(client, reviewer) -> None:
    profile = in_review(presentation="J’accompagne les commerces. Activateur France Num.")
    client.force_login(reviewer)
    assert "data-marks" not in text_of(client.get(reverse("wagtailadmin_pages:edit", args=[profile.pk])))


def test_a_new_profile_has_no_panel(editor_client, directory) -> None:
    make_profile("Ada", "Zeller")
    address = reverse("wagtailadmin_pages:add", args=["directory", "activatorprofile", directory.pk])
    assert "data-marks" not in text_of(editor_client.get(address))


@pytest.mark.parametrize("screen", ["file", "step"])
def test_a_file_shows_the_field_and_the_passage_where_it_is_decided(client, reviewer, screen) -> None:
    application = make_file(Status.SUBMITTED, presentation=f"Bonjour. {DOUBTFUL}")
    client.force_login(reviewer)
    names = [application.pk, "accepter"] if screen == "step" else [application.pk]
    html = text_of(client.get(reverse(f"files:{screen}", args=names)))
    assert len(marked(html)) == 3
    assert '<strong class="file-findings__field">Présentation</strong>' in html


def test_a_file_says_where_it_is_decided_that_its_picture_looks_like_a_mark(client, reviewer) -> None:
    from tests.directory.markfiles.test_likeness import COPY, SAID, file_with_photo

    make_mark_file(data=encoded(artwork(ground="white")))
    application = file_with_photo(COPY)
    client.force_login(reviewer)
    html = text_of(client.get(reverse("files:step", args=[application.pk, "accepter"])))
    assert SAID.replace("France Num", "Activateur France Num") in html


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("un label France Num", "un ", ""),
        ("label France Num !", "", " !"),
        (f"{'mot ' * 100}label France Num{' mot' * 100}", f"…{'mot ' * 19}", f"{' mot' * 19}…"),
        ("autre chose", "", ""),
    ],
)
def test_a_passage_is_shown_in_its_text(text, before, after) -> None:
    found = Finding(B7, "MARK_MISUSE", "Règle B7", ("presentation",), RuleKind.WARN, "label France Num")
    told = shown(found, Candidate(presentation=text))
    assert (told.before.rstrip(), told.passage, told.after.strip()) == (
        before.rstrip(), "label France Num", after.strip(),
    )  # fmt: skip
    assert told.label == "Présentation"


def test_a_version_is_approved_where_it_is_read(client, reviewer) -> None:
    profile = in_review(presentation=DOUBTFUL)
    client.force_login(reviewer)
    home = client.get("/admin/").content.decode()
    task = profile.current_workflow_task_state
    for action, is_offered in (("reject", True), ("approve", False)):
        address = reverse("wagtailadmin_pages:workflow_action", args=[profile.pk, action, task.pk])
        assert (address in home) is is_offered, action
    assert reverse("wagtailadmin_pages:edit", args=[profile.pk]) in home
    editing = client.get(reverse("wagtailadmin_pages:edit", args=[profile.pk])).content.decode()
    assert 'data-workflow-action-name="approve"' in editing
