"""Versions of their own for every test, heard of a moment ago."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.freshness import Versions, versions


@pytest.fixture
def shared(settings, tmp_path: Path) -> Versions:
    settings.BALISE_DATA_DIR = tmp_path
    settings.BALISE_ANSWER_CACHE = True
    found = versions()
    assert found is not None
    found.heard(0)
    return found
