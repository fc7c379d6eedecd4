"""A front for the tests of what it keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.front import Asker, keeping


@pytest.fixture
def ask(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asker:
    return keeping(settings, tmp_path, monkeypatch)
