"""The demo's files of applicants: every status, a history that could be, nobody real."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.mail import get_connection
from django.test import override_settings
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import User
from cms.demo.accounts import ACTIVATOR, REVIEWER
from cms.demo.content.applicants import APPLICANTS, DRAFT_EMAIL
from core.models import OutgoingMail
from core.rules import blocking
from directory.applications.content import candidate_of
from directory.applications.findings import address_findings, findings_for, unknown_words
from directory.applications.keys import application_for
from directory.models import ActivatorProfile, Application, UploadKind
from directory.own_profile import own_status
from directory.rules.deadlines import days_left, is_late
from directory.rules.listing import civil_day
from directory.rules.own_profile import ProfileStatus
from directory.rules.states import Status, Step, after
from directory.uploads.checking import check
from tests.cms.demo.cases import DemoTestCase


class DossierTests(DemoTestCase):
    def file(self, email: str) -> Application:
        return Application.objects.get(email=email)

    def test_every_status_has_one(self):
        counts = Counter(Application.objects.values_list("status", flat=True))
        assert set(counts) == {str(status) for status in Status}
        assert sum(counts.values()) == len(APPLICANTS)

    def test_one_is_late_one_is_due_within_three_days_and_the_others_have_time(self):
        today = civil_day(self.now)
        waiting = Application.objects.filter(status=Status.SUBMITTED)
        due = [application.decision_due_on for application in waiting if application.decision_due_on]
        left = sorted(days_left(day, today, working_days=False) for day in due)
        assert (left[0] < 0, 0 <= left[1] <= 3, left[2] > 3) == (True, True, True)
        assert [is_late(day, today) for day in due].count(True) == 1

    def test_histories_lead_where_the_files_stand(self):
        for application in Application.objects.all():
            moments = [event.at for event in application.events.all()]
            assert moments == sorted(moments)
            assert moments[-1] < self.now
            status = Status.DRAFT
            for event in application.events.exclude(event="START"):
                status = after(Step(event.event), status)
            assert status == application.status

    def test_reviewers_have_decided_and_nobody_else(self):
        reviewer = User.objects.get(username=REVIEWER.username)
        for application in Application.objects.exclude(decided_at=None):
            assert {event.by for event in application.events.filter(actor="REVIEWER")} == {reviewer}

    def test_one_was_sent_back_twice_and_two_share_a_siret(self):
        twice = self.file("rosalba@dossiers.example")
        assert twice.events.filter(event="REQUEST_CORRECTION").count() == 2
        shared = Application.objects.filter(siret=self.file("achille@dossiers.example").siret)
        assert shared.count() == 2

    def test_one_name_waits_for_an_address_and_every_submitted_file_could_be_submitted(self):
        waiting = [
            application.display_name
            for application in Application.objects.filter(status=Status.SUBMITTED)
            if address_findings(application)
        ]
        assert waiting == ["★★★"]
        for application in Application.objects.exclude(submitted_at=None):
            assert blocking(findings_for(application, today=civil_day(self.now))) == []

    def test_what_was_chosen_is_on_the_lists(self):
        for application in Application.objects.all():
            assert not any(unknown_words(candidate_of(application)).values())

    def test_letters_are_real_and_one_is_not_signed(self):
        signed = {}
        for application in Application.objects.exclude(letter=None):
            assert application.letter is not None
            with application.letter.file.open() as file:
                data = file.read()
            (page,) = PdfReader(io.BytesIO(data), strict=True).pages
            text = page.extract_text()
            assert application.content["signatory_name"] in text
            assert application.siret in text.replace(" ", "")
            assert page.get_contents() is not None
            signed[application.email] = b" c\n" in data
        assert [email for email, is_signed in signed.items() if not is_signed] == ["capucine@dossiers.example"]
        assert check(UploadKind.LETTER, data).content_type == "application/pdf"

    def test_nobody_real_is_meant(self):
        for application in Application.objects.all():
            assert application.email.endswith(".example")
            assert application.siret[:4] in ("", "0000")
            assert urlsplit(application.content.get("website", "https://x.example")).hostname.endswith(".example")
        for mail in OutgoingMail.objects.all():
            assert all(address.endswith(".example") for address in mail.recipients)

    def test_mail_was_sent_when_things_happened(self):
        mails = OutgoingMail.objects.all()
        assert mails.filter(sent_at=None).count() == 0
        assert mails.filter(created_at__lt=self.now - timedelta(days=30)).exists()
        assert not mails.filter(created_at__gte=self.now).exists()
        assert mails.filter(subject__contains="activez votre compte").count() == 3

    def test_the_draft_opens_with_the_key_on_the_front_page(self):
        html = self.client.get("/").content.decode()
        (key,) = re.findall(r'href="[^"]*/inscription/dossier#cle=([^"]+)"', html)
        assert application_for(key, now=timezone.now() + timedelta(days=300)).email == DRAFT_EMAIL
        self.file(DRAFT_EMAIL).delete()
        assert "#cle=" not in self.client.get("/").content.decode()

    def test_the_activator_s_change_waits_for_a_reviewer(self):
        account = User.objects.get(username=ACTIVATOR.username)
        profile = ActivatorProfile.objects.public(self.scope).get(account=account)
        assert own_status(profile, now=self.now) is ProfileStatus.IN_REVIEW
        assert "70" not in profile.pricing
        assert "70" in profile.get_latest_revision_as_object().pricing
        assert profile.published_on < civil_day(self.now) - timedelta(days=30)
        assert profile.regionally_listed_from > profile.published_on

    def test_every_account_is_the_demo_s(self):
        assert not User.objects.filter(is_demo=False).exists()
        assert User.objects.filter(profile__isnull=False).count() == 2

    @override_settings(BALISE_MAIL_TRANSPORT="django.core.mail.backends.dummy.EmailBackend")
    def test_nothing_of_it_is_sent_again(self):
        from core.mail.delivery import deliver_due

        assert get_connection("django.core.mail.backends.dummy.EmailBackend")
        assert deliver_due(now=timezone.now() + timedelta(days=1)) == 0
