"""Files of older, newer and other programs."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from progress_samples import an_attempt, fill

from tutor.errors import StoreError
from tutor.progress.connection import connect
from tutor.progress.migrations import MIGRATIONS
from tutor.progress.store import Store


def add_mood(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE attempts ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")


def fail_halfway(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (way TEXT) STRICT")
    connection.execute("CREATE TABLE half (way TEXT) STRICT")


def dump(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return [f"version {version}", *connection.iterdump()]


def test_older_file_is_brought_up_to_date_with_a_copy_kept(path: Path) -> None:
    fill(path, 20)
    before = dump(path)
    with Store.open(path, migrations=(*MIGRATIONS, add_mood)) as store:
        assert len(store.attempts()) == 20
        assert store.notices == ()
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert connection.execute("SELECT DISTINCT mood FROM attempts").fetchall() == [("calm",)]
    backup = path.with_name(f"progress.sqlite3.backup-v{len(MIGRATIONS)}")
    assert dump(backup) == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_present_file_is_not_copied(path: Path) -> None:
    fill(path, 1)
    Store.open(path).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_failing_step_leaves_the_file_as_it_was(path: Path) -> None:
    fill(path, 20)
    before, content = dump(path), path.read_bytes()
    with pytest.raises(StoreError, match="cannot be brought to version 3 and is left as it was"):
        Store.open(path, migrations=(*MIGRATIONS, add_mood, fail_halfway))
    assert dump(path) == before
    assert path.read_bytes() == content
    with Store.open(path) as store:
        assert len(store.attempts()) == 20


def test_two_programs_migrate_once(path: Path) -> None:
    fill(path, 3)
    with Store.open(path, migrations=(*MIGRATIONS, add_mood)), Store.open(path, migrations=(*MIGRATIONS, add_mood)):
        pass
    assert "version 2" in dump(path)


def test_newer_file_is_refused_and_not_touched(path: Path) -> None:
    Store.open(path, migrations=(*MIGRATIONS, add_mood)).close()
    content = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version .*Update tutor"):
        Store.open(path)
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_newer_file_whose_version_is_still_in_the_log_is_refused(path: Path) -> None:
    Store.open(path).close()
    with closing(connect(path)) as newer:
        newer.execute("PRAGMA user_version = 7")
        with pytest.raises(StoreError, match="newer version"):
            Store.open(path)
        assert newer.execute("PRAGMA user_version").fetchone() == (7,)


@pytest.mark.parametrize("application_id", [0, 0x0F055112])
def test_database_of_another_program_is_refused_and_not_touched(path: Path, application_id: int) -> None:
    path.parent.mkdir()
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute("CREATE TABLE recipes (title TEXT)")
    content = path.read_bytes()
    with pytest.raises(StoreError, match=r"another program.*TUTOR_HOME"):
        Store.open(path)
    assert path.read_bytes() == content


def test_empty_file_is_a_new_one(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Store.open(path) as store:
        store.record(an_attempt())
        assert store.notices == ()
