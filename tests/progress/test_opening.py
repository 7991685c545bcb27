"""Opening a file in any state: the app starts, says what is the matter, and overwrites nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from progress_samples import COURSE, NOON, an_attempt, fill

from tutor.errors import StoreError
from tutor.progress import opening
from tutor.progress.connection import connect
from tutor.progress.migrations import MIGRATIONS
from tutor.progress.opening import open_database
from tutor.progress.store import Store

PAGE = 4096  # SQLite's page size
DAMAGED = "progress.sqlite3.damaged-20261121-120000"


def put_text(path: Path) -> None:
    path.write_text("Dear diary, today I learned about saturation.\n" * 100)


def cut_in_half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def blank_a_page_of_answers(path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = content.index(b'"answer 600"') // PAGE * PAGE
    content[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def copy_as_if_killed(path: Path, folder: Path) -> None:
    """The file and the log that SQLite keeps beside it while it is in use."""
    for file in path.parent.iterdir():
        shutil.copy(file, folder / file.name)


def open_at_noon(path: Path) -> Store:
    return Store.open(path, now=NOON)


def test_new_file_needs_no_notice(store: Store) -> None:
    assert store.notices == ()


def test_connection_is_durable_and_strict(path: Path) -> None:
    with closing(open_database(path, NOON, 1.0, MIGRATIONS).connection) as connection:
        full_synchronous = 2
        expected = {"synchronous": full_synchronous, "foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 1000}
        assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected


def test_relative_path_is_as_good_as_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open(Path("a b?#.sqlite3")) as store:
        store.record(an_attempt())
    assert [file.name for file in tmp_path.iterdir()] == ["a b?#.sqlite3"]


@pytest.mark.parametrize("damage", [put_text, cut_in_half, blank_a_page_of_answers])
def test_damaged_file_is_kept_beside_a_fresh_one(path: Path, damage: Callable[[Path], None]) -> None:
    fill(path, 1000)
    damage(path)
    content = path.read_bytes()
    with open_at_noon(path) as store:
        assert "was damaged" in store.notices[0]
        assert DAMAGED in store.notices[0]
        store.record(an_attempt())
    assert path.with_name(DAMAGED).read_bytes() == content
    with Store.open(path) as again:
        assert again.notices == ()


def test_nothing_is_read_from_a_file_that_is_no_database(path: Path) -> None:
    path.parent.mkdir()
    put_text(path)
    with open_at_noon(path) as store:
        assert store.notices[0].endswith("No answer could be read from it.")
        assert store.attempts() == ()


def test_front_of_a_cut_file_is_rescued(path: Path) -> None:
    fill(path, 1000)
    cut_in_half(path)
    with open_at_noon(path) as store:
        rescued = [attempt.id for attempt in store.attempts()]
        assert rescued == list(range(1, len(rescued) + 1))
        assert len(rescued) > 100
        assert f"{len(rescued)} answers could be read" in store.notices[0]


def test_answers_before_and_behind_a_lost_page_are_rescued(path: Path) -> None:
    fill(path, 1000)
    with Store.open(path) as store:
        seed = store.seed
        for attempt_id in (600, 1000):
            store.retract(attempt_id, NOON)
        store.save_draft("a/b/c", "half a thought", NOON)
    blank_a_page_of_answers(path)
    with open_at_noon(path) as store:
        rescued = {attempt.id for attempt in store.attempts()}
        assert {1, 999} <= rescued
        assert not {600, 1000} & rescued  # one lost together with what its retraction refers to, one taken back
        assert len(rescued) > 950
        assert (store.seed, store.draft("a/b/c")) == (seed, "half a thought")
        kept = store.levels(COURSE)
        store.rebuild_levels()
        assert store.levels(COURSE) == kept != ()


def test_second_damaged_file_of_a_second_does_not_overwrite_the_first(path: Path) -> None:
    path.parent.mkdir()
    for _ in range(3):
        path.write_text("not a database, " * 100)
        with open_at_noon(path):
            pass
    names = {file.name for file in path.parent.iterdir()}
    assert names == {path.name, DAMAGED, f"{DAMAGED}-2", f"{DAMAGED}-3"}


def test_log_of_a_damaged_file_never_comes_to_the_fresh_one(path: Path, tmp_path: Path) -> None:
    fill(path, 1000)
    with Store.open(path) as store:
        store.record(an_attempt(question="in-the-log"))
        copy_as_if_killed(path, tmp_path)
    left = tmp_path / path.name
    cut_in_half(left)
    with open_at_noon(left) as store:
        assert "was damaged" in store.notices[0]
        assert "in-the-log" in {attempt.question for attempt in store.attempts()}
        assert len(store.attempts()) < 1000


def test_answers_in_a_log_left_behind_are_there(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        store.record(an_attempt())
        copy_as_if_killed(path, tmp_path)
    with Store.open(tmp_path / path.name) as left:
        assert len(left.attempts()) == 1
        assert left.notices == ()


def test_damage_met_in_use_is_dealt_with_at_the_next_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 1000)
    blank_a_page_of_answers(path)
    monkeypatch.setattr(opening, "ALWAYS_CHECKED", 0)
    with Store.open(path) as store, pytest.raises(StoreError, match=r"damaged\. Quit and start again"):
        store.attempts()
    with open_at_noon(path) as store:
        assert "was damaged" in store.notices[0]
        assert len(store.attempts()) > 950
    assert {file.name for file in path.parent.iterdir()} == {path.name, DAMAGED}


def test_large_file_is_checked_after_an_unclean_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 1000)
    blank_a_page_of_answers(path)
    monkeypatch.setattr(opening, "ALWAYS_CHECKED", 0)
    path.with_name("progress.sqlite3-wal").touch()
    with open_at_noon(path) as store:
        assert "was damaged" in store.notices[0]


def test_read_only_file_is_used_in_memory(folder_of_nobody: Path) -> None:
    path = folder_of_nobody / "progress.sqlite3"
    fill(path, 5)
    path.chmod(0o400)
    content = path.read_bytes()
    with Store.open(path) as store:
        (notice,) = store.notices
        assert notice == (
            f"Progress cannot be saved: {path} or its folder is read-only. What you do now is lost when you quit."
        )
        levels = store.levels(COURSE)
        store.record(an_attempt(question="new"))
        assert len(store.attempts()) == 6
        assert levels != ()
    assert path.read_bytes() == content


@pytest.mark.parametrize("journal_mode", ["wal", "delete"])
def test_read_only_folder_is_used_in_memory(folder_of_nobody: Path, journal_mode: str) -> None:
    path = folder_of_nobody / "progress.sqlite3"
    fill(path, 5)
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal_mode}")
    folder_of_nobody.chmod(0o500)
    with Store.open(path) as store:
        assert "read-only" in store.notices[0]
        assert len(store.attempts()) == 5


def test_read_only_folder_with_a_log_left_behind_is_used_in_memory(folder_of_nobody: Path) -> None:
    path = folder_of_nobody / "live" / "progress.sqlite3"
    left = folder_of_nobody / path.name
    with Store.open(path) as store:
        store.record(an_attempt())
        copy_as_if_killed(path, folder_of_nobody)
    left.chmod(0o400)
    folder_of_nobody.chmod(0o500)
    with Store.open(left) as store:
        assert "read-only" in store.notices[0]
        assert len(store.attempts()) == 1


def test_folder_that_cannot_be_made_is_used_in_memory(folder_of_nobody: Path) -> None:
    folder_of_nobody.chmod(0o500)
    with Store.open(folder_of_nobody / "home" / "progress.sqlite3") as store:
        (notice,) = store.notices
        assert notice.endswith("is read-only. What you do now is lost when you quit.")
        store.record(an_attempt())


def test_unreadable_file_is_said_to_be_so(folder_of_nobody: Path) -> None:
    path = folder_of_nobody / "progress.sqlite3"
    fill(path, 5)
    path.chmod(0o000)
    with Store.open(path) as store:
        assert store.notices[0].endswith("What you did before cannot be read either.")
        assert store.attempts() == ()


def test_damaged_file_in_a_read_only_folder_is_left_there(folder_of_nobody: Path) -> None:
    path = folder_of_nobody / "progress.sqlite3"
    fill(path, 1000)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    cut_in_half(path)
    folder_of_nobody.chmod(0o500)
    with Store.open(path) as store:
        assert "is damaged, and" in store.notices[0]
        assert len(store.attempts()) > 100
    assert [file.name for file in folder_of_nobody.iterdir()] == [path.name]


def test_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert f"{tmp_path} cannot be written (Is a directory)" in store.notices[0]


def test_file_locked_for_long_is_used_in_memory(path: Path) -> None:
    fill(path, 5)
    with closing(connect(path)) as another:
        another.execute("BEGIN IMMEDIATE")
        with Store.open(path, patience=0.01) as store:
            assert f"another program keeps {path} locked" in store.notices[0]
            assert len(store.attempts()) == 5


def test_old_sqlite_is_refused_before_it_takes_good_files_for_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"needs 3\.37"):
        Store.open(path)
    assert not path.exists()
