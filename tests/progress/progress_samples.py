"""Answers and stores to try things on."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tutor.progress.connection import connect, make_strict
from tutor.progress.migrations import MIGRATIONS, migrate
from tutor.progress.records import Attempt
from tutor.progress.store import Store

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
COURSE = "neurons"


def an_attempt(**changes: Any) -> Attempt:
    """A right answer in a quiz, on a Saturday at noon, except for `changes`."""
    usual = {
        "course": COURSE,
        "lesson": "saturation",
        "question": "slope-at-zero",
        "objective": "tell-saturation",
        "attempted_at": NOON,
        "attempt_number": 1,
        "key_digest": "9f86d081",
        "context": "quiz",
        "response_json": '{"chosen":[2]}',
        "credit": 1.0,
    }
    return Attempt(**(usual | changes))


def store_in_memory() -> Store:
    """A store without a disk, in which a learning day is a day of UTC that turns at 4."""
    connection = connect(":memory:")
    make_strict(connection)
    migrate(connection, Path("memory"), MIGRATIONS)
    return Store(connection, Path("memory"), time_zone=UTC)


def fill(path: Path, count: int) -> None:
    """A closed file with `count` answers, ids from 1, written in one transaction to save time."""
    with Store.open(path) as store:
        store.record(an_attempt())
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO attempts SELECT ?, attempted_at, course, lesson, 'question-' || ?, objective, attempt_number,"
            " key_digest, context, ?, values_json, credit, is_solution_shown, hints_used, confidence, misconceptions,"
            " seconds FROM attempts WHERE id = 1",
            ((number, number % 40, f'{{"text":"answer {number}"}}') for number in range(2, count + 1)),
        )
    connection.close()
    with Store.open(path) as store:
        store.rebuild_levels()
