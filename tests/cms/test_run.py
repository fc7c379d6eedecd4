"""The command `./run`, as far as it can be tried without installing anything."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from cms.env import BASE_DIR

RUN = BASE_DIR / "run"
SYSTEM_PATH = "/usr/bin:/bin"


def run(*arguments: str, script: Path = RUN, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(script), *arguments], capture_output=True, text=True, **options)  # type: ignore[call-overload]  # noqa: S603


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the script in a place with a space, with tools that only pretend."""
    place = tmp_path / "un clone"
    place.mkdir()
    shutil.copy(RUN, place / "run")
    (place / "uv.lock").write_text("lock")
    return place


def pretend(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_it_can_be_executed_and_is_posix() -> None:
    assert RUN.stat().st_mode & stat.S_IXUSR
    for shell in filter(shutil.which, ("sh", "dash")):
        assert subprocess.run([shell, "-n", str(RUN)]).returncode == 0  # noqa: S603


def test_help_names_every_command() -> None:
    done = run("help", cwd="/")
    assert done.returncode == 0
    for command in ("demo", "test", "check", "serve", "manage", "help"):
        assert f"\n  {command} " in done.stdout
    assert run().stdout == done.stdout


def test_an_unknown_command_is_an_error() -> None:
    done = run("dmeo")
    assert done.returncode == 2
    assert "Unknown command: dmeo" in done.stderr


def test_no_python_says_what_to_install(clone: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python"):
        pretend(tools / name, "exit 127")
    done = run("test", script=clone / "run", env={"PATH": f"{tools}:{SYSTEM_PATH}"})
    assert done.returncode == 1
    assert "apt-get install python3 python3-venv" in done.stderr


def test_no_venv_module_says_what_to_install(clone: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    pretend(tools / "python3.13", 'case "$*" in *ensurepip*) exit 1 ;; *"%d.%d"*) echo 3.13 ;; esac; exit 0')
    done = run("test", script=clone / "run", env={"PATH": f"{tools}:{SYSTEM_PATH}"})
    assert done.returncode == 1
    assert "apt-get install python3.13-venv" in done.stderr


@pytest.fixture
def installed(clone: Path) -> Path:
    """The clone with an environment whose Python writes down what it is asked."""
    pretend(clone / ".venv" / "bin" / "python", 'echo "python $*" >> "$(dirname "$0")/../../asked"')
    pretend(clone / ".venv" / "uv" / "bin" / "uv", 'echo "uv $*" >> "$(dirname "$0")/../../../asked"')
    return clone


def asked(clone: Path) -> list[str]:
    found = (clone / "asked").read_text().splitlines()
    (clone / "asked").unlink()
    return [line for line in found if line not in ("python -c ", "python -m pip --version")]


def test_packages_are_installed_once_per_lock_file(installed: Path) -> None:
    script = installed / "run"
    assert run("manage", "check", script=script, cwd="/").returncode == 0
    assert asked(installed) == ["uv sync --frozen --quiet", f"python {installed}/manage.py check"]
    run("manage", "check", script=script)
    assert asked(installed) == [f"python {installed}/manage.py check"]
    (installed / "uv.lock").write_text("another lock")
    run("manage", "check", script=script)
    assert asked(installed)[0] == "uv sync --frozen --quiet"


def test_pip_installs_the_same_versions_where_uv_cannot(installed: Path) -> None:
    pretend(installed / ".venv" / "uv" / "bin" / "uv", "exit 1")
    done = run("manage", "check", script=installed / "run")
    assert "with pip" in done.stderr
    assert f"--requirement {installed}/requirements.txt" in asked(installed)[0]


def test_arguments_are_passed_on_as_they_are(installed: Path) -> None:
    run("test", "-k", "deux mots", script=installed / "run")
    assert asked(installed)[-1] == "python -m pytest -n auto --dist worksteal -k deux mots"
    run("demo", "--port", "8123", script=installed / "run")
    assert asked(installed)[-1] == "python -m cms.demo.serve --port 8123"


def test_ci_is_executable_bash() -> None:
    script = BASE_DIR / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["/bin/bash", "-n", str(script)]).returncode == 0  # noqa: S603
