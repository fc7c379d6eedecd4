"""`manage.py` where there is no database yet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cms.env import BASE_DIR


def manage(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "BALISE_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    environ.pop("DATABASE_URL", None)
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "manage.py", *arguments], cwd=BASE_DIR, env=environ, capture_output=True, text=True
    )


def test_no_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = manage(tmp_path / "data", "publish_scheduled")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"There is no folder {tmp_path}/data yet" in done.stderr
    assert "./run demo" in done.stderr
    assert not (tmp_path / "data").exists()


def test_so_is_an_empty_database(tmp_path: Path) -> None:
    done = manage(tmp_path, "publish_scheduled")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "is empty" in done.stderr
    assert f"mkdir -p {tmp_path} && ./run manage migrate" in done.stderr
