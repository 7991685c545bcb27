"""The tables of a learner's file, as its first version has them.

`attempts` and `retractions` are only ever added to and are the only truth about what the learner did. `levels`
is computed from them and from `outlines` and can be thrown away at any time.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = int.from_bytes(b"GTut")
SEED_BITS = 64

TABLES = (
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        attempted_at TEXT NOT NULL CHECK (attempted_at GLOB '????-??-??T??:??:??.???Z'),
        course TEXT NOT NULL CHECK (course <> ''),
        lesson TEXT NOT NULL CHECK (lesson <> ''),
        question TEXT NOT NULL CHECK (question <> ''),
        objective TEXT NOT NULL CHECK (objective <> ''),
        attempt_number INTEGER NOT NULL CHECK (attempt_number >= 1),
        key_digest TEXT NOT NULL,
        context TEXT NOT NULL CHECK (context IN ('lesson', 'quiz', 'review', 'test')),
        response_json TEXT NOT NULL,
        values_json TEXT NOT NULL,
        credit REAL NOT NULL CHECK (credit BETWEEN 0 AND 1),
        is_solution_shown INTEGER NOT NULL CHECK (is_solution_shown IN (0, 1)),
        hints_used INTEGER NOT NULL CHECK (hints_used >= 0),
        confidence INTEGER CHECK (confidence BETWEEN 1 AND 3),
        misconceptions TEXT NOT NULL,
        seconds REAL CHECK (seconds >= 0)
    ) STRICT""",
    "CREATE INDEX attempts_by_lesson ON attempts (course, lesson, attempted_at)",
    """CREATE TABLE retractions (
        attempt_id INTEGER PRIMARY KEY REFERENCES attempts (id),
        retracted_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE outlines (
        course TEXT NOT NULL,
        lesson TEXT NOT NULL,
        objective TEXT NOT NULL,
        questions INTEGER NOT NULL CHECK (questions >= 1),
        PRIMARY KEY (course, lesson, objective)
    ) STRICT""",
    """CREATE TABLE levels (
        course TEXT NOT NULL,
        lesson TEXT NOT NULL,
        objective TEXT NOT NULL,
        level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4),
        questions_right INTEGER NOT NULL,
        questions_seen INTEGER NOT NULL,
        questions_total INTEGER NOT NULL,
        answered_at TEXT,
        PRIMARY KEY (course, lesson, objective)
    ) STRICT""",
    """CREATE TABLE places (
        course TEXT NOT NULL,
        lesson TEXT NOT NULL,
        unit TEXT NOT NULL,
        furthest_unit TEXT NOT NULL,
        reached INTEGER NOT NULL CHECK (reached >= 0),
        total INTEGER NOT NULL CHECK (total >= reached),
        updated_at TEXT NOT NULL,
        PRIMARY KEY (course, lesson)
    ) STRICT""",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE drafts (question TEXT PRIMARY KEY, text TEXT NOT NULL, saved_at TEXT NOT NULL) STRICT",
)

APPEND_ONLY = tuple(
    f"""CREATE TRIGGER {table}_{verb}_refused BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} are only ever added to'); END"""
    for table in ("attempts", "retractions")
    for verb in ("UPDATE", "DELETE")
)


def create_version_1(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty file, and draws the seed from which the learner's questions take their numbers."""
    from secrets import randbits

    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in TABLES + APPEND_ONLY:
        connection.execute(statement)
    connection.execute("INSERT INTO settings VALUES ('seed', ?)", (str(randbits(SEED_BITS)),))
