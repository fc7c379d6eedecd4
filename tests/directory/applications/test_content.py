"""What the rules look at of a file."""

from __future__ import annotations

import pytest

from directory.applications.content import candidate_of
from tests.factories.files import make_draft


@pytest.mark.django_db
def test_the_addresses_of_a_texts_links_are_kept_for_the_rules() -> None:
    draft = make_draft(services='<p>Lire <a href="https://a.example/label-france-num">ici</a></p>')
    candidate = candidate_of(draft)
    assert "a.example" not in candidate.services
    assert candidate.text_links == (("services", "https://a.example/label-france-num"),)
