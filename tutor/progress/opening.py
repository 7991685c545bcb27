"""Opening a learner's file, whatever state it is in: the app always starts, and nothing is ever overwritten."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tutor.errors import StoreError
from tutor.progress.connection import beside, connect, is_damage, make_strict, reason_for
from tutor.progress.filesystems import is_shared
from tutor.progress.migrations import Migration, migrate, refuse_strangers

OLDEST_SQLITE = (3, 37)  # STRICT tables
ALWAYS_CHECKED = 512 * 1024  # bytes, some 2,000 answers; SQLite reads a thousand in a millisecond or two
DOUBTFUL = "-doubtful"
UNCLEAN = ("-wal", "-journal", DOUBTFUL)


class Opened(NamedTuple):
    """A connection ready for use, and what the learner has to know about it."""

    connection: sqlite3.Connection
    notices: tuple[str, ...] = ()


def open_database(path: Path, now: datetime, patience: float, migrations: tuple[Migration, ...]) -> Opened:
    """The file at `path`, made if missing; a fresh one if it is damaged; memory if it cannot be written.

    Raises StoreError for files of other programs or newer versions and for failing migrations.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:  # it would take every good file for a damaged one
        raise StoreError(
            f"This Python brings SQLite {sqlite3.sqlite_version}; progress needs 3.37 or newer.",
            "Install tutor with another Python, for example `uv tool install --managed-python gradient-tutor`.",
        )
    refuse_strangers(path, migrations)
    try:
        return Opened(_open_file(path, patience, migrations))
    except sqlite3.Error as error:
        if is_damage(error):
            return _start_afresh(path, now, patience, migrations)
        return _open_in_memory(path, reason_for(error, path), migrations)
    except OSError as error:
        return _open_in_memory(path, _reason_of_system(error, path), migrations)


def _open_file(path: Path, patience: float, migrations: tuple[Migration, ...]) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    is_doubtful = _is_doubtful(path)  # asked before SQLite puts its log beside the file
    connection = connect(path, patience)
    try:
        make_strict(connection)
        if is_doubtful:
            beside(path, DOUBTFUL).unlink(missing_ok=True)
            _check(connection)
        _try_to_write(connection)
        migrate(connection, path, migrations)
        with suppress(sqlite3.OperationalError):  # another process is changing it; each mode keeps its promises
            connection.execute(f"PRAGMA journal_mode = {'DELETE' if is_shared(path.parent) else 'WAL'}")
    except BaseException:
        connection.close()
        raise
    return connection


def mark_doubtful(path: Path) -> None:
    """Asks for a check at the next opening, after damage was met in use."""
    with suppress(OSError):
        beside(path, DOUBTFUL).touch()


def _is_doubtful(path: Path) -> bool:
    """Small files always are; larger ones if the last use did not end cleanly, or met damage."""
    return path.stat().st_size <= ALWAYS_CHECKED or any(beside(path, suffix).exists() for suffix in UNCLEAN)


def _check(connection: sqlite3.Connection) -> None:
    finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        error = sqlite3.DatabaseError(finding)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _try_to_write(connection: sqlite3.Connection) -> None:
    """A write that is taken back, so that a file or folder that only seems writable shows itself now."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("ROLLBACK")


def _start_afresh(path: Path, now: datetime, patience: float, migrations: tuple[Migration, ...]) -> Opened:
    from tutor.progress.rescue import rescue, set_aside

    try:
        kept = set_aside(path, now)
    except OSError as error:
        return _open_in_memory(path, f"{path} is damaged, and {_reason_of_system(error, path)}", migrations)
    fresh = open_database(path, now, patience, migrations)
    try:
        count = rescue(kept, fresh.connection)
    except (OSError, sqlite3.Error):
        count = 0
    found = f"{count} answers could be read from it and go on." if count else "No answer could be read from it."
    return Opened(fresh.connection, (f"Your progress file was damaged. It is kept as {kept}. {found}", *fresh.notices))


def _open_in_memory(path: Path, reason: str, migrations: tuple[Migration, ...]) -> Opened:
    from tutor.progress.rescue import rescue

    connection = connect(":memory:")
    make_strict(connection)
    migrate(connection, path, migrations)
    notice = f"Progress cannot be saved: {reason} What you do now is lost when you quit."
    try:
        if path.exists():
            rescue(path, connection)
    except (OSError, sqlite3.Error):
        notice += " What you did before cannot be read either."
    return Opened(connection, (notice,))


def _reason_of_system(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError):
        return f"{path} or its folder is read-only."
    return f"{path} cannot be written ({error.strerror})."
