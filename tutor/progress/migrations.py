"""From whatever version a file has to the present one, all in one transaction, with a copy of the old file first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tutor.errors import StoreError
from tutor.progress.connection import beside, connect, store_error, transaction
from tutor.progress.schema import APPLICATION_ID, create_version_1

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[Migration, ...] = (create_version_1,)
"""Number n leads from version n to n + 1 by single statements: `executescript` would commit half of the way."""

MAGIC = b"SQLite format 3\0"
VERSION_BYTES = slice(60, 64)  # places in the file's header: https://www.sqlite.org/fileformat.html, section 1.3
APPLICATION_ID_BYTES = slice(68, 72)
HEADER_LENGTH = 100


def refuse_strangers(path: Path, migrations: tuple[Migration, ...]) -> None:
    """Raises StoreError for a file of another program or of a newer version of this one.

    Looks at the header without SQLite, which would tidy up after an unfinished transaction and so change the file.
    """
    header = _read_header(path)
    if not header.startswith(MAGIC):
        return
    if int.from_bytes(header[APPLICATION_ID_BYTES]) != APPLICATION_ID:
        raise StoreError(
            f"{path} is a database of another program.", "Move it away, or set TUTOR_HOME to another folder."
        )
    _refuse_newer(path, int.from_bytes(header[VERSION_BYTES]), migrations)


def migrate(connection: sqlite3.Connection, path: Path, migrations: tuple[Migration, ...]) -> None:
    """Brings the file up to date. Raises StoreError, the file unchanged, if it is newer or a step fails."""
    version = _version(connection)
    _refuse_newer(path, version, migrations)
    if version == len(migrations):
        return
    try:
        if version > 0:
            _back_up(connection, path, version)
        _run(connection, migrations)
    except sqlite3.Error as error:
        if version == 0:
            raise
        what = f"Progress of version {version} cannot be brought to version {len(migrations)} and is left as it was"
        raise store_error(what, error, path) from error


def _run(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    with transaction(connection):
        # Another process may have been here while this one waited for the lock.
        for number in range(_version(connection), len(migrations)):
            migrations[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    kept = beside(path, f".backup-v{version}")
    kept.touch(mode=0o600)
    with closing(connect(kept)) as target:
        connection.backup(target)


def _refuse_newer(path: Path, version: int, migrations: tuple[Migration, ...]) -> None:
    if version > len(migrations):
        raise StoreError(
            f"{path} was written by a newer version of tutor (format {version}; this one knows {len(migrations)}).",
            "Update tutor: `pip install --upgrade gradient-tutor`.",
        )


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_LENGTH)
    except OSError:  # missing or unreadable: opening it says so
        return b""
