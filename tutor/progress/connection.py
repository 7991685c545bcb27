"""A connection to SQLite set up for a learner's file, transactions on it, and its errors in the learner's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tutor.errors import StoreError

PRIMARY_CODE = 0xFF  # the low byte of an extended result code says which kind of error it is
REASONS = {
    sqlite3.SQLITE_BUSY: "another program keeps {path} locked.",
    sqlite3.SQLITE_FULL: "the disk that holds {path} is full.",
    sqlite3.SQLITE_IOERR: "the disk that holds {path} is full or broken.",
    sqlite3.SQLITE_READONLY: "{path} is read-only.",
    sqlite3.SQLITE_CANTOPEN: "{path} or its folder is read-only.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged.",
    sqlite3.SQLITE_NOTADB: "{path} is damaged.",
}
REMEDIES = {
    sqlite3.SQLITE_BUSY: "Try again in a moment.",
    sqlite3.SQLITE_FULL: "Free some space and try again.",
    sqlite3.SQLITE_CORRUPT: "Quit and start again: the file is then set aside, and what can be read of it is kept.",
    sqlite3.SQLITE_NOTADB: "Quit and start again: the file is then set aside, and what can be read of it is kept.",
}


def beside(path: Path, suffix: str) -> Path:
    """The file whose name is that of `path` with something after it."""
    return path.with_name(path.name + suffix)


def connect(path: Path | str, patience: float = 0) -> sqlite3.Connection:
    """A connection that waits `patience` seconds for others and begins transactions only when told to."""
    return sqlite3.connect(path, timeout=patience, isolation_level=None)


def make_strict(connection: sqlite3.Connection) -> None:
    """Keep promises between tables, run nothing that a manipulated schema brings, reach the disk at each commit."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = FULL")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All statements of the block or none. Takes the write lock at once, so what the block reads stays true."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has rolled back by itself after some errors
            connection.execute("ROLLBACK")
        raise


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def reason_for(error: sqlite3.Error, path: Path) -> str:
    """Why SQLite could not do it, as the end of a sentence."""
    reason = REASONS.get(_code(error))
    return reason.format(path=path) if reason else f"{error} ({path})."


def store_error(what: str, error: sqlite3.Error, path: Path) -> StoreError:
    """`what` failed, why, and what the learner can do."""
    return StoreError(f"{what}: {reason_for(error, path)}", REMEDIES.get(_code(error), ""))


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code, or its plain SQLITE_ERROR where Python raised the error itself."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY_CODE
