"""Who may use which mark, asked by anybody and by an activator of themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from directory.actions.standing import leave, reinstate, suspend
from directory.models import ActivatorProfile, BrandMark, Charter
from directory.rules.listing import PARIS
from directory.rules.marks import Holder, Mark, decide
from directory.rules.states import Status
from tests.factories.files import make_file
from tests.factories.pages import make_user
from tests.schema.asking import post
from tests.schema.files import ask

DECISION = "mark holder verdict reason rule { id }"
ONE = f"query ($m: BrandMarkCode!, $h: BrandHolder!) {{ brandDecision(mark: $m, holder: $h) {{ {DECISION} }} }}"
ALL = f"{{ brandMarks {{ code name guidance {{ html }} decisions {{ {DECISION} }} }} }}"
OWN = f"{{ viewer {{ brandDecisions {{ {DECISION} since until }} }} }}"
NOW = datetime(2026, 11, 25, 10, tzinfo=PARIS)


def shown(mark: Mark, holder: Holder) -> dict[str, Any]:
    decision = decide(mark, holder)
    return {
        "mark": str(mark),
        "holder": str(holder),
        "verdict": str(decision.verdict),
        "reason": decision.reason,
        "rule": {"id": decision.rule.id},
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("mark", "holder"), list(product(Mark, Holder)))
def test_anybody_may_ask(client: Client, mark: Mark, holder: Holder) -> None:
    assert ask(client, ONE, {"m": str(mark), "h": str(holder)})["brandDecision"] == shown(mark, holder)


@pytest.mark.django_db
def test_the_whole_table(client: Client) -> None:
    found = ask(client, ALL)["brandMarks"]
    assert [each["code"] for each in found] == [str(mark) for mark in Mark]
    assert [one for each in found for one in each["decisions"]] == [shown(*cell) for cell in product(Mark, Holder)]
    assert [each["name"] for each in found] == ["France Num", "Entreprise France Num", "Activateur France Num"]


@pytest.mark.django_db
def test_what_the_owner_has_written(client: Client) -> None:
    text = '<p>Sur fond <b>clair</b>. <a linktype="page" id="1">Voir</a></p><script>f()</script>'
    BrandMark.objects.filter(code=Mark.ACTIVATEUR_FRANCE_NUM).update(guidance=text, contact="la cellule marque")
    *others, own = ask(client, ALL)["brandMarks"]
    assert own["guidance"]["html"].startswith("<p>Sur fond <b>clair</b>.")
    assert "script" not in own["guidance"]["html"]
    assert [each["guidance"] for each in others] == [None, None]
    asked = ask(client, ONE, {"m": "ACTIVATEUR_FRANCE_NUM", "h": "OTHER"})["brandDecision"]
    assert (asked["verdict"], "demandez à la cellule marque" in asked["reason"]) == ("UNDETERMINED", True)
    assert "cellule" not in ask(client, ONE, {"m": "FRANCE_NUM", "h": "OTHER"})["brandDecision"]["reason"]


@pytest.mark.parametrize("given", [{"m": "AUTRE", "h": "STATE"}, {"m": "FRANCE_NUM"}, {"m": None, "h": "STATE"}])
def test_what_is_no_mark_or_holder_is_refused(client: Client, given: dict[str, Any]) -> None:
    (error,) = post(client, ONE, variables=given).json()["errors"]
    assert error["extensions"]["code"] in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


# --- one's own ------------------------------------------------------------------------------------------


def own(user: User | None, at: datetime) -> dict[str, Any]:
    """The decision of the activators' mark at a moment; of the others nothing is ever allowed here."""
    assert user is not None
    client = Client()
    with time_machine.travel(at, tick=False):
        client.force_login(user)  # sessions do not last as long as these tests
        found = {each["mark"]: each for each in ask(client, OWN)["viewer"]["brandDecisions"]}
    assert set(found) == {str(mark) for mark in Mark}
    assert {found[mark]["verdict"] for mark in ("FRANCE_NUM", "ENTREPRISE_FRANCE_NUM")} <= {
        "FORBIDDEN",
        "UNDETERMINED",
    }
    return found["ACTIVATEUR_FRANCE_NUM"]


def summary(found: dict[str, Any]) -> tuple[Any, ...]:
    return found["holder"], found["verdict"], found["rule"]["id"], found["since"], found["until"]


@pytest.fixture
def activator(db: None) -> ActivatorProfile:
    with time_machine.travel(NOW, tick=False):
        profile = make_file(Status.PUBLISHED, now=NOW).profile
        assert profile is not None
    return profile


def test_an_activator_from_the_day_of_the_activation(activator: ActivatorProfile) -> None:
    assert summary(own(activator.account, NOW + timedelta(days=2))) == (
        "ACTIVATOR",
        "ALLOWED",
        "B3",
        "2026-11-25",
        None,
    )


@pytest.mark.parametrize("step", [suspend, leave])
def test_lost_in_the_same_minute_and_back_with_the_return(activator, step) -> None:
    at = NOW + timedelta(days=2)
    step(activator, by=None, reason="Oui", now=at)
    assert summary(own(activator.account, at)) == ("FORMER_ACTIVATOR", "FORBIDDEN", "B4", "2026-11-27", None)
    back = at + timedelta(days=1)
    reinstate(ActivatorProfile.objects.get(pk=activator.pk), by=None, reason="Retour", now=back)
    assert summary(own(activator.account, back)) == ("ACTIVATOR", "ALLOWED", "B3", "2026-11-28", None)


def test_a_newer_charter_says_until_when_and_ends_it(activator: ActivatorProfile) -> None:
    Charter.objects.create(version="2026-2", in_force_from=date(2026, 11, 26), text="<p>Autre.</p>")
    last = datetime(2026, 12, 26, 23, 59, tzinfo=PARIS)
    assert summary(own(activator.account, NOW)) == ("ACTIVATOR", "ALLOWED", "B3", "2026-11-25", "2026-12-26")
    assert summary(own(activator.account, NOW + timedelta(days=9)))[1] == "ALLOWED"
    Charter.objects.filter(version="2026-2").update(accept_until=date(2026, 12, 2))
    assert summary(own(activator.account, last - timedelta(days=24)))[1] == "ALLOWED"
    lost = own(activator.account, last - timedelta(days=24) + timedelta(minutes=1))
    assert summary(lost) == ("FORMER_ACTIVATOR", "FORBIDDEN", "B4", "2026-12-03", None)
    assert "charte" in lost["reason"]
    assert "suspendu" not in lost["reason"]


def test_what_is_forbidden_does_not_end_on_a_day(activator: ActivatorProfile) -> None:
    Charter.objects.create(version="2026-2", in_force_from=date(2026, 11, 26), text="<p>Autre.</p>")
    assert activator.account is not None
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(activator.account)
        found = ask(client, OWN)["viewer"]["brandDecisions"]
    assert {(each["verdict"], each["until"]) for each in found} == {("ALLOWED", "2026-12-26"), ("FORBIDDEN", None)}


@pytest.mark.django_db
def test_others_are_others_and_nobody_is_null(client: Client) -> None:
    assert ask(client, OWN) == {"viewer": None}
    assert summary(own(make_user("admin", superuser=True), NOW)) == ("OTHER", "UNDETERMINED", "B5", None, None)
