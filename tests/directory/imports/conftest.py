"""Running the import on files of a test's own rows."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from directory.models import DirectoryPage
from tests.directory.imports import exports
from tests.factories.directory import directory_page


@pytest.fixture
def directory() -> DirectoryPage:
    return directory_page()


@pytest.fixture
def run(tmp_path: Path, directory: DirectoryPage) -> Any:
    """Imports a file of these rows; returns the report."""

    def run(*found: Any, content: bytes | None = None, **options: Any) -> str:
        path = tmp_path / "export"
        path.write_bytes(exports.as_json(list(found)) if content is None else content)
        out = StringIO()
        call_command("import_activators", str(path), stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    return run
