"""The marks in «Ma fiche»: what one may use, why, and the files of it (rules B3, B4, B6)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from directory.actions.mark_files import withdraw_file
from directory.actions.standing import suspend
from directory.models import BrandMark, Charter, MarkDownload
from directory.rules.marks import Mark
from tests.factories.marks import OWN, artwork, encoded, make_active, make_mark_file
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db
URL = "/admin/ma-fiche/"


@pytest.fixture
def activator(directory: Any) -> User:
    return make_active(now=timezone.now() - timedelta(days=30))


def opened(user: User) -> tuple[Client, str]:
    client = Client()
    client.force_login(user)
    return client, unescape(client.get(URL).content.decode()).replace("\xa0", " ")


def addresses(html: str) -> list[str]:
    return re.findall(r'href="https?://[^/]+(/compte/marques/[^"]+)"', html)


def test_an_activator_is_told_and_given_what_is_theirs(activator: User) -> None:
    own = make_mark_file(title="Logo en couleurs")
    make_mark_file(Mark.FRANCE_NUM, title="Logo de l’État")
    withdrawn = make_mark_file(title="Ancien logo", version="2020-1", data=encoded(artwork("autre")))
    withdraw_file(withdrawn, by=None, now=timezone.now())
    client, html = opened(activator)
    assert "Vous êtes en activité." in html
    assert "Logo en couleurs" in html
    assert "Logo de l’État" not in html
    assert "Ancien logo" not in html
    assert not MarkDownload.objects.exists()
    (address,) = addresses(html)
    assert client.get(address).getvalue() == encoded(artwork())
    assert MarkDownload.objects.get().file == own


def test_each_mark_has_its_decision_and_the_conditions_of_what_is_allowed(activator: User) -> None:
    BrandMark.objects.filter(code=OWN).update(guidance="<p>Sur fond clair.</p><script>f()</script>")
    BrandMark.objects.filter(code=Mark.FRANCE_NUM).update(guidance="<p>Pour l’État seul.</p>")
    Charter.objects.create(version="2099-1", in_force_from=date(2099, 1, 1), text="<p>Autre.</p>")
    _, html = opened(activator)
    section = html[html.index('id="marques"') :]
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', section)
    assert [(name, verdict.partition(",")[0]) for name, verdict in rows] == [
        ("France Num", "Interdit"),
        ("Entreprise France Num", "Interdit"),
        ("Activateur France Num", "Autorisé"),
    ]
    assert ["31 janvier 2099" in verdict for _, verdict in rows] == [False, False, True]
    assert "Sur fond clair." in section
    assert "<script>f" not in section
    assert "Pour l’État seul." not in section


def test_who_is_suspended_is_told_why_and_given_nothing(activator: User) -> None:
    make_mark_file()
    suspend(activator.profile, by=None, reason="Oui", now=timezone.now())
    _, html = opened(activator)
    assert "Votre fiche est suspendue." in html
    assert "ce droit s’est arrêté" in html
    assert addresses(html) == []
    assert "Autorisé" not in html


def test_who_has_no_profile_is_told_of_no_mark(directory: Any) -> None:
    user = make_user("personne", groups=["Activateurs"])
    assert 'id="marques"' not in opened(user)[1]
