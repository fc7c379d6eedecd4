"""Rule B7 over GraphQL: the dry run, the file and one's own profile say the rule and the passage."""

from __future__ import annotations

import pytest
from django.test import Client

from directory.own_profile import version_of
from tests.factories.directory import make_profile
from tests.factories.files import make_file
from tests.factories.pages import make_user
from tests.schema.directory.test_applications import key_of
from tests.schema.files import FINDINGS, PROFILE, ask, file_step, mutate

pytestmark = pytest.mark.django_db
CLAIM = "Je suis l<b>ab</b>ellisée France\u00adNum."
CHECK = f"query C($input: ApplicationInput!) {{ check: checkApplication(input: $input) {{ {FINDINGS[11:-2]} }} }}"


def marks(findings):
    return [found for found in findings if found["code"] == "MARK_MISUSE"]


def test_the_dry_run_says_the_rule_and_the_passage():
    [found] = marks(ask(Client(), CHECK, {"input": {"services": CLAIM}})["check"])
    assert (found["rule"]["id"], found["kind"], found["field"]) == ("B7", "BLOCK", ["services"])
    assert found["excerpt"].replace("\u00ad", "") == "labellisée FranceNum"
    assert marks(ask(Client(), CHECK, {"input": {"services": "Activatrice France Num depuis 2021."}})["check"]) == []


def test_a_file_that_claims_a_label_is_not_submitted():
    key = key_of(make_file())
    kept = file_step(Client(), "saveApplication", key=key, application={"services": CLAIM})
    assert kept["userErrors"] == []
    assert [found["rule"]["id"] for found in marks(kept["application"]["findings"])] == ["B7"]
    answer = file_step(Client(), "submitApplication", key=key)
    [error] = marks(answer["userErrors"])
    assert (error["rule"], error["field"]) == ({"id": "B7"}, ["services"])
    assert "labellisée" in error["message"]
    assert answer["application"]["status"] == "DRAFT"


def test_one_s_own_profile_is_kept_and_not_handed_in():
    owner = make_user("camille", groups=["Activateurs"])
    profile = make_profile(account=owner)
    client = Client()
    client.force_login(owner)
    given = {"profile": {"pricing": "Partenaire officiel de France Num"}, "expectedVersion": version_of(profile)}
    kept = mutate(client, "saveMyProfile", f"profile {{ {PROFILE} }}", **given)
    [found] = marks(kept["profile"]["findings"])
    assert (found["excerpt"], found["rule"]["id"]) == ("Partenaire officiel de France Num", "B7")
    answer = mutate(client, "submitMyProfile", f"profile {{ {PROFILE} }}", expectedVersion=kept["profile"]["version"])
    [error] = marks(answer["userErrors"])
    assert (error["rule"], error["field"]) == ({"id": "B7"}, ["pricing"])
    assert "Partenaire officiel de France Num" in error["message"]
