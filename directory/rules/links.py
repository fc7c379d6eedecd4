"""Rule W11: links that do not answer, and sites without a legal notice.

What a check of the network found is an argument: it runs in the background, and a link that was never checked
says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from core.rules import Finding, finding
from directory.rules.catalogue import W11


def links_of(website: str, social_links: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every link that is given, with the path of its field; the items of a list count from 1."""
    given = [(("website",), website), *((("social_links", str(n)), link) for n, link in enumerate(social_links, 1))]
    return ((field, link.strip()) for field, link in given if link.strip())


def links_answer(website: str, social_links: Sequence[str], broken: Mapping[str, str]) -> list[Finding]:
    """Rule W11: each link that a check found broken, with why."""
    findings = []
    for field, link in links_of(website, social_links):
        if link in broken:
            why = broken[link].strip().rstrip(".")
            text = f"ce lien ne répond pas{f' ({why})' if why else ''}. Vérifiez-le dans un navigateur."
            findings.append(finding(W11, "BROKEN_LINK", field, text, link))
    return findings


def legal_notice_found(website: str, social_links: Sequence[str], without_notice: Collection[str]) -> list[Finding]:
    """Rule W11: each site on which a check found no legal notice."""
    text = "aucune page de mentions légales n’a été trouvée sur ce site. La loi en demande une."
    return [
        finding(W11, "NO_LEGAL_NOTICE", field, text, link)
        for field, link in links_of(website, social_links)
        if link in without_notice
    ]
