"""What can still be read from a file that cannot be used: a damaged one, or one that cannot be written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.progress.connection import beside, connect, transaction

COMPANIONS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file

TABLES = (
    ("settings", "REPLACE"),  # the seed of the old file, not the one that the new file has just drawn
    ("attempts", "IGNORE"),
    ("retractions", "IGNORE"),
    ("outlines", "IGNORE"),
    ("places", "IGNORE"),
    ("drafts", "IGNORE"),
)


def set_aside(path: Path, now: datetime) -> Path:
    """The new place of a damaged file, moved there with its companions; nothing is ever overwritten."""
    stamp = f".damaged-{now:%Y%m%d-%H%M%S}"
    kept, number = beside(path, stamp), 1
    while kept.exists():
        number += 1
        kept = beside(path, f"{stamp}-{number}")
    for suffix in ("", *COMPANIONS):
        with suppress(FileNotFoundError):
            beside(path, suffix).rename(beside(kept, suffix))
    return kept


def rescue(source: Path, into: sqlite3.Connection) -> int:
    """How many answers could be carried over from `source`, which stays as it is, into an empty store.

    Raises OSError or sqlite3.Error if `source` cannot be read at all or `into` cannot be written.
    """
    with _reading(source) as damaged, transaction(into):
        for table, conflict in TABLES:
            _carry_over(damaged, into, table, conflict)
    count: int = into.execute("SELECT count(*) FROM attempts").fetchone()[0]
    return count


@contextmanager
def _reading(source: Path) -> Iterator[sqlite3.Connection]:
    """A connection that leaves `source` and its folder as they are."""
    if not any(beside(source, suffix).exists() for suffix in COMPANIONS):
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            yield connection
        return
    # SQLite would put the companions' content into the file: it may do so in a copy.
    with TemporaryDirectory(prefix="tutor-") as folder:
        copy = Path(folder, "copy")
        for suffix in ("", *COMPANIONS):
            with suppress(FileNotFoundError):
                shutil.copyfile(beside(source, suffix), beside(copy, suffix))
        with closing(connect(copy)) as connection:
            yield connection


def _carry_over(damaged: sqlite3.Connection, into: sqlite3.Connection, table: str, conflict: str) -> None:
    columns = _columns(damaged, table) & _columns(into, table)
    if not columns:
        return
    names = ", ".join(sorted(columns))
    marks = ", ".join("?" * len(columns))
    # Up to the damage from the front, then from the back.
    for direction in ("ASC", "DESC"):
        for row in _readable_rows(damaged, f"SELECT {names} FROM {table} ORDER BY rowid {direction}"):
            with suppress(sqlite3.IntegrityError):  # garbage that breaks the table's rules
                into.execute(f"INSERT OR {conflict} INTO {table} ({names}) VALUES ({marks})", row)


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {str(row[0]) for row in _readable_rows(connection, f"SELECT name FROM pragma_table_info('{table}')")}


def _readable_rows(connection: sqlite3.Connection, query: str) -> Iterator[tuple[object, ...]]:
    with suppress(sqlite3.DatabaseError):
        # Without this SQLite refuses every page of a file that is shorter than its header says.
        connection.execute("PRAGMA writable_schema = ON")
        yield from connection.execute(query)
