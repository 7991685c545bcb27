"""Rows of the tables to frozen data and back. A column is named as its field, which is all the mapping there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from tutor.progress.records import Answer, Attempt, Level, ObjectiveLevel, Place

Record = TypeVar("Record", Answer, Attempt, ObjectiveLevel, Place)


def select(
    connection: sqlite3.Connection, kind: type[Record], source: str, values: Mapping[str, object]
) -> tuple[Record, ...]:
    """The records that `source`, all that follows FROM, finds."""
    columns = _columns(kind)
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {source}", values)
    converters = [(column, FROM_SQL[column]) for column in columns if column in FROM_SQL]
    return tuple(_from_row(kind, dict(zip(columns, row, strict=True)), converters) for row in rows)


def insert(connection: sqlite3.Connection, verb: str, table: str, record: Record) -> int:
    """The row id of the record, which the `verb` INSERT or REPLACE has put into the table."""
    columns = _columns(type(record))
    marks = ", ".join(f":{column}" for column in columns)
    values = {column: _to_sql(getattr(record, column)) for column in columns}
    cursor = connection.execute(f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
    return cursor.lastrowid or 0


def to_text(moment: datetime) -> str:
    """The moment in UTC, to the millisecond: 2026-11-21T15:30:00.000Z. Sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_moment(text: str | None) -> datetime | None:
    """The aware moment that `to_text` wrote."""
    return None if text is None else datetime.fromisoformat(text)


def _to_names(text: str) -> tuple[str, ...]:
    import json

    return tuple(json.loads(text))


Converter = Callable[[Any], Any]

FROM_SQL: dict[str, Converter] = {
    "attempted_at": to_moment,
    "answered_at": to_moment,
    "updated_at": to_moment,
    "is_solution_shown": bool,
    "misconceptions": _to_names,
    "level": Level,
}


def _to_sql(value: object) -> object:
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, tuple):
        import json

        return json.dumps(value)
    return value


def _from_row(kind: type[Record], row: dict[str, Any], converters: list[tuple[str, Converter]]) -> Record:
    for column, convert in converters:
        row[column] = convert(row[column])
    return kind(**row)


def _columns(kind: type[Record]) -> tuple[str, ...]:
    return kind.__struct_fields__
