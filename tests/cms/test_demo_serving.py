"""`./run demo`: which port, which folder, and what it says."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.demo import ports, serve
from cms.demo.accounts import ACCOUNTS
from cms.demo.folder import MARKER, DataFolder, FolderRefused
from cms.demo.ports import PortBusy, listen
from cms.env import BASE_DIR


@pytest.fixture
def busy() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


# --- port -----------------------------------------------------------------------------------------------


def test_a_busy_port_that_was_asked_for_is_an_error(busy: int) -> None:
    with pytest.raises(PortBusy, match=f"Port {busy} cannot be used .*--port N"):
        listen(busy)


def test_a_busy_default_port_goes_to_the_next_one(busy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "DEFAULT_PORT", busy)
    with listen(None) as found:
        assert busy < found.getsockname()[1] < busy + ports.ATTEMPTS


def test_no_free_port_is_an_error(busy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "DEFAULT_PORT", busy)
    monkeypatch.setattr(ports, "ATTEMPTS", 1)
    with pytest.raises(PortBusy, match="all in use"):
        listen(None)


def test_two_demos_at_the_same_moment_get_two_ports() -> None:
    with listen(None) as one, listen(None) as two:
        assert one.getsockname() != two.getsockname()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "huit"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(SystemExit):
        serve.parse(["--port", port])


# --- folder ---------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path / "données de démo")
    found.claim()
    return found


def test_a_new_or_empty_folder_becomes_ours(tmp_path: Path) -> None:
    DataFolder(tmp_path).claim()
    assert (tmp_path / MARKER).exists()
    DataFolder(tmp_path).claim()


def test_other_people_s_folders_are_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "thèse.odt").write_text("douze ans")
    assert serve.main(["--data", str(tmp_path), "--reset"]) == 2
    assert (tmp_path / "public" / "thèse.odt").exists()
    assert not (tmp_path / MARKER).exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderRefused, match="is a file"):
        DataFolder(tmp_path / "file").claim()


def test_reset_removes_what_the_demo_wrote_and_nothing_else(folder: DataFolder) -> None:
    for name in ("balise.sqlite3", "balise.sqlite3-wal", "notes.txt"):
        (folder.path / name).write_text("x")
    (folder.path / "private").mkdir()
    (folder.path / "private" / "x.pdf").write_text("x")
    folder.reset()
    assert {path.name for path in folder.path.iterdir()} == {MARKER, "notes.txt"}


def test_reset_follows_no_link(folder: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder.path / "public").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderRefused, match="leads elsewhere"):
        folder.reset()
    assert (tmp_path / "elsewhere").exists()


def test_reset_waits_for_nobody(folder: DataFolder) -> None:
    with folder.in_use(), pytest.raises(FolderRefused, match="is running"):
        folder.reset()


def test_two_demos_may_share_a_folder(folder: DataFolder) -> None:
    with folder.in_use(), folder.in_use(), folder.prepared_by_one():
        pass


# --- environment and announcement -----------------------------------------------------------------------


def test_everything_stays_in_the_folder(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://production")
    found = serve.environment(folder, "http://127.0.0.1:8123")
    assert found["DATABASE_URL"] == f"sqlite:///{folder.path}/balise.sqlite3"
    assert found["BALISE_DATA_DIR"] == str(folder.path)
    assert found["BALISE_BASE_URL"] == found["BALISE_PUBLIC_URL"] == "http://127.0.0.1:8123"


def test_the_settings_read_a_folder_with_a_space(folder: DataFolder) -> None:
    environ = {**os.environ, **serve.environment(folder, "http://127.0.0.1:8123")}
    code = "import cms.settings.dev as s; print(s.DATABASES['default']['NAME'], s.DEMO, s.DEBUG, sep='|')"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=BASE_DIR, env=environ, capture_output=True, text=True
    )
    assert done.stdout.strip() == f"{folder.path}/balise.sqlite3|True|False", done.stderr


def test_the_address_comes_last_and_every_role_has_a_login() -> None:
    lines = serve.announcement("http://127.0.0.1:8123").splitlines()
    assert lines[-1] == "Ready: http://127.0.0.1:8123/"
    text = "\n".join(lines)
    for path in ("/admin/", "/graphiql/", "/graphql/schema.graphql", "/readyz"):
        assert f"http://127.0.0.1:8123{path}" in text
    for account in ACCOUNTS:
        assert account.role in text
        assert account.username in text
        assert account.password in text


def test_nothing_is_announced_before_it_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "READY_TIMEOUT", 0.3)
    serve.announce_when_ready("http://127.0.0.1:1")
    printed = capsys.readouterr()
    assert "Ready" not in printed.out
    assert "does not get ready" in printed.err


@pytest.mark.django_db(transaction=True)
def test_it_is_announced_when_it_answers(capsys: pytest.CaptureFixture[str], live_server) -> None:
    serve.announce_when_ready(live_server.url)
    assert capsys.readouterr().out.endswith(f"Ready: {live_server.url}/\n")
