"""Versions of the content in memory that processes share."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.freshness import EVERYTHING, Versions, versions
from core.freshness.shared import reopen_if_gone
from core.freshness.tags import SLOTS, slot_of, slots_of


def test_what_changed_is_stale_and_nothing_else(shared: Versions) -> None:
    as_of = shared.now()
    shared.bump(slots_of(["page:1"]))
    assert not shared.is_fresh(slots_of(["page:1", "page:2"]), as_of)
    assert shared.is_fresh((slot_of("page:2"),), as_of)
    assert shared.is_fresh(slots_of(["page:1"]), shared.now())


def test_everything_is_part_of_whatever_is_looked_at() -> None:
    assert slot_of(EVERYTHING) == 0
    assert slots_of([])[0] == slots_of(["page:1"])[0] == 0
    assert all(0 < slot_of(f"page:{number}") < SLOTS for number in range(1000))


def test_a_change_is_seen_by_another_mapping_of_the_file(shared: Versions) -> None:
    other = Versions(shared.path)
    as_of = other.now()
    shared.bump([7])
    assert not other.is_fresh((7,), as_of)


def _bump(path: Path, times: int) -> None:
    own = Versions(path)
    for _ in range(times):
        own.bump([1])


def test_processes_and_threads_lose_no_number(shared: Versions) -> None:
    before = shared.now()
    spawn = multiprocessing.get_context("fork")
    processes = [spawn.Process(target=_bump, args=(shared.path, 200)) for _ in range(2)]
    for process in processes:
        process.start()
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: shared.bump([1]), range(400)))
    for process in processes:
        process.join()
    assert shared.now() == before + 800


def test_a_file_that_was_removed_is_made_anew_and_nothing_older_is_fresh(shared: Versions) -> None:
    as_of = shared.now()
    shared.path.unlink()
    assert not shared.is_still_there()
    reopen_if_gone()
    again = versions()
    assert again is not None
    assert again is not shared
    assert again.is_still_there()
    assert not again.is_fresh(slots_of([]), as_of)


def test_a_file_of_another_size_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "versions-1"
    path.write_bytes(b"old")
    assert Versions(path).is_fresh((1,), 0)
    assert list(tmp_path.iterdir()) == [path]


def test_a_row_acted_upon_is_known(shared: Versions) -> None:
    assert not shared.knows(5)
    shared.bump([1], row=5)
    assert shared.knows(5)
    assert not shared.knows(5 + 4096)


def test_without_word_from_the_database_nothing_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Versions(tmp_path / "versions-1")
    assert not own.is_heard()
    own.heard(3)
    assert own.is_heard()
    assert own.cursor == 3
    later = own._words[1] + 1_100_000_000
    monkeypatch.setattr("core.freshness.shared.time.monotonic_ns", lambda: later)
    assert not own.is_heard()


def test_a_folder_that_cannot_be_used_keeps_nothing(settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.BALISE_ANSWER_CACHE = True
    settings.BALISE_DATA_DIR = tmp_path / "file"
    assert versions() is None


def test_the_setting_turns_it_off(settings) -> None:
    settings.BALISE_ANSWER_CACHE = False
    assert versions() is None
