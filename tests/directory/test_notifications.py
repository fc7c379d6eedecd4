"""Messages: text and HTML say the same, in French, and nothing typed by a stranger becomes markup or a message."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts.mail import to_html
from core.text import plain_text
from directory.models import Application
from directory.notifications.messages import MESSAGES, SAMPLE
from directory.notifications.rendering import render
from directory.notifications.sending import greeted, send


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_reads_well(name: str) -> None:
    rendered = render(name, SAMPLE)
    assert rendered.subject == " ".join(rendered.subject.split(" "))
    assert "{" not in rendered.subject + rendered.text
    assert "  " not in rendered.text
    assert "\n\n\n" not in rendered.text
    assert not re.search(r" [:;?!»]|« ", rendered.text), "French typography: no-break spaces"
    assert "'" not in rendered.text
    assert rendered.text.startswith("Bonjour")
    body = plain_text(rendered.html)
    for line in filter(None, rendered.text.split("\n")):
        assert " ".join(line.split()) in " ".join(body.split())


def test_the_list_of_messages_is_the_list_of_templates() -> None:
    from pathlib import Path

    folder = Path(__file__).parents[2] / "directory" / "templates" / "directory" / "emails"
    assert {path.stem for path in folder.glob("*.txt")} >= set(MESSAGES)


def test_what_was_typed_is_no_markup() -> None:
    rendered = render("refused", {**SAMPLE, "reason": "<script>alert(1)</script> & « oui »"})
    assert "<script>" not in rendered.html
    assert "<script>alert(1)</script> & « oui »" in rendered.text


def test_links_lists_and_paragraphs() -> None:
    html = to_html("Un\ndeux\n\nhttps://portail.example/a?b=1&c=2\n\n- a\n- b <i>\n")
    assert "<p>Un<br>deux</p>" in html
    assert '<a href="https://portail.example/a?b=1&amp;c=2">' in html
    assert "<ul><li>a</li><li>b &lt;i&gt;</li></ul>" in html


@pytest.mark.parametrize("name", ["Gagnez https://evil.example", "a@b", "x" * 61, "evil.example", "<b>"])
def test_a_name_that_is_a_message_is_not_passed_on(name: str) -> None:
    assert greeted(Application(display_name=name)) == ""


def test_a_name_is_a_name() -> None:
    assert greeted(Application(display_name="Marie‑Lou d’Aboville")) == "Marie‑Lou d’Aboville"


@pytest.mark.django_db
def test_both_versions_are_sent() -> None:
    send("ada@exemple.example", "withdrawn", reference="ACT-2026-AAAAAA", name="Ada")
    (message,) = mail.outbox
    assert "ACT-2026-AAAAAA" in message.body
    assert isinstance(message, EmailMultiAlternatives)
    assert message.alternatives[0][1] == "text/html"
