"""Rule W11."""

import pytest

from core.rules import RuleKind
from directory.rules.links import legal_notice_found, links_answer, links_of

SITE, PAGE = "https://exemple.fr/", "https://social.example/jeanne"


def test_links_with_the_paths_of_their_fields():
    assert list(links_of(f" {SITE} ", ["", PAGE])) == [(("website",), SITE), (("social_links", "2"), PAGE)]
    assert list(links_of(" ", [])) == []


@pytest.mark.parametrize(
    ("broken", "fields"),
    [
        ({}, []),
        ({"https://autre.fr": "réponse 404"}, []),  # one that was corrected since
        ({SITE: "réponse 404"}, [("website",)]),
        ({PAGE: "", SITE: "réponse 404."}, [("website",), ("social_links", "1")]),
    ],
)
def test_broken_links_warn(broken, fields):
    findings = links_answer(SITE, [PAGE], broken)
    assert [finding.field for finding in findings] == fields
    for finding in findings:
        assert (finding.rule.id, finding.code, finding.kind) == ("W11", "BROKEN_LINK", RuleKind.WARN)
        assert "()" not in finding.message
        assert "réponse 404)" in finding.message or finding.excerpt != SITE


def test_sites_without_legal_notice_warn():
    [finding] = legal_notice_found(SITE, [PAGE], frozenset([SITE]))
    assert (finding.rule.id, finding.code, finding.kind) == ("W11", "NO_LEGAL_NOTICE", RuleKind.WARN)
    assert (finding.field, finding.excerpt) == (("website",), SITE)
    assert legal_notice_found(SITE, [PAGE], frozenset()) == []
