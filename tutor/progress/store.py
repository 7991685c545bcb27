"""The store: one SQLite file a learner, in which nothing that was answered is ever lost.

Every answer is one committed transaction. Answers are only ever added; taking one back adds a retraction.
All methods raise StoreError, and leave the file as it was, when the file cannot be read or written.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from tutor.errors import StoreError
from tutor.progress import summary
from tutor.progress.connection import is_damage, store_error, transaction
from tutor.progress.migrations import MIGRATIONS, Migration
from tutor.progress.opening import mark_doubtful, open_database
from tutor.progress.records import Attempt, LessonSummary, ObjectiveLevel, Place
from tutor.progress.rows import insert, select, to_text

PATIENCE = 5.0  # seconds to wait for another process to finish its transaction of a few milliseconds

Read = TypeVar("Read")


class Store:
    """A learner's file, open. `notices` are sentences the learner has to read first."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, notices: tuple[str, ...] = (), time_zone: tzinfo | None = None
    ) -> None:
        self._connection = connection
        self._path = path
        self._time_zone = time_zone
        self.notices = notices

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        now: datetime | None = None,
        time_zone: tzinfo | None = None,
        patience: float = PATIENCE,
        migrations: tuple[Migration, ...] = MIGRATIONS,
    ) -> Self:
        """The store at `path`, made if missing; what could not go as usual is in its `notices`.

        `now` names a damaged file that is set aside; the days of `time_zone` (the computer's by default) count for
        mastery. Raises StoreError for a file of another program or a newer version, and for a failing migration.
        """
        opened = open_database(path, now or datetime.now(UTC), patience, migrations)
        store = cls(opened.connection, path, opened.notices, time_zone)
        if opened.notices:  # what was carried over came without its summary
            store.rebuild_levels()
        return store

    def close(self) -> None:
        """Ends the use of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def record(self, attempt: Attempt) -> int:
        """The id of the attempt, now safe on the disk."""
        with self._writing("Your answer could not be saved") as connection:
            attempt_id = insert(connection, "INSERT", "attempts", attempt)
            summary.refresh_levels(connection, attempt.course, attempt.lesson, self._time_zone)
        return attempt_id

    def retract(self, attempt_id: int, now: datetime) -> None:
        """Takes back a slip: the attempt counts no longer, and its number is free again. Twice is as good as once."""
        with self._writing("Your answer could not be taken back") as connection:
            found = connection.execute("SELECT course, lesson FROM attempts WHERE id = ?", (attempt_id,)).fetchone()
            if found is None:
                raise StoreError(f"There is no answer number {attempt_id} to take back.")
            course, lesson = found
            connection.execute("INSERT OR IGNORE INTO retractions VALUES (?, ?)", (attempt_id, to_text(now)))
            summary.refresh_levels(connection, course, lesson, self._time_zone)

    def attempts(
        self, course: str | None = None, lesson: str | None = None, question: str | None = None
    ) -> tuple[Attempt, ...]:
        """The attempts that were not taken back, oldest first."""
        return self._read(lambda connection: summary.read_attempts(connection, course, lesson, question))

    def latest_attempts(self, course: str, lesson: str) -> tuple[Attempt, ...]:
        """The latest attempt at each question of the lesson.

        Compare its `key_digest` with the present key's: where they differ the question has changed and asks again.
        """
        return tuple({attempt.question: attempt for attempt in self.attempts(course, lesson)}.values())

    def attempt_count(self, course: str, lesson: str, question: str) -> int:
        """How many attempts at the question stand; the next one has this number plus 1."""
        return len(self.attempts(course, lesson, question))

    def save_outline(self, course: str, lesson: str, objectives: Iterable[str]) -> None:
        """Tells how many questions each objective has: `objectives` names that of each question in the lesson's file.

        Without it a lesson is judged by the questions seen so far; with it, by all. Writes only what has changed.
        """
        outline = Counter(objectives)
        if self._read(lambda connection: summary.read_outline(connection, course, lesson)) == outline:
            return
        with self._writing("The outline of the lesson could not be saved") as connection:
            summary.replace_outline(connection, course, lesson, outline)
            summary.refresh_levels(connection, course, lesson, self._time_zone)

    def levels(self, course: str) -> tuple[ObjectiveLevel, ...]:
        """The level of each objective of the lessons that were opened, by lesson and objective."""
        source = "levels WHERE course = :course ORDER BY lesson, objective"
        return self._read(lambda connection: select(connection, ObjectiveLevel, source, {"course": course}))

    def lesson_summaries(self, course: str) -> tuple[LessonSummary, ...]:
        """One row for each lesson that was opened, by lesson: place, level, questions answered, last activity."""
        return self._read(lambda connection: summary.summarize_lessons(connection, course))

    def rebuild_levels(self) -> None:
        """Computes all levels anew from the attempts."""
        with self._writing("The levels could not be computed anew") as connection:
            summary.refresh_all_levels(connection, self._time_zone)

    def save_place(self, place: Place) -> None:
        """Remembers where the learner stands in a lesson."""
        with self._writing("Your place in the lesson could not be saved") as connection:
            insert(connection, "REPLACE", "places", place)

    def places(self, course: str) -> tuple[Place, ...]:
        """Where the learner stands in each lesson that was opened, the latest first."""
        return self._read(lambda connection: summary.read_places(connection, course))

    def place(self, course: str, lesson: str) -> Place | None:
        """Where the learner stands in the lesson."""
        return next((place for place in self.places(course) if place.lesson == lesson), None)

    def last_place(self, course: str) -> Place | None:
        """Where the learner was last."""
        return next(iter(self.places(course)), None)

    @property
    def seed(self) -> int:
        """The learner's own number, drawn once, from which their questions take their numbers."""
        return int(self.setting("seed") or 0)

    def setting(self, key: str) -> str | None:
        """What was set, or None."""
        return self._value("SELECT value FROM settings WHERE key = ?", key)

    def set_setting(self, key: str, value: str) -> None:
        """Remembers a setting."""
        with self._writing("The setting could not be saved") as connection:
            connection.execute("REPLACE INTO settings VALUES (?, ?)", (key, value))

    def save_draft(self, question: str, text: str, now: datetime) -> None:
        """Keeps an answer that is being typed."""
        with self._writing("Your draft could not be saved") as connection:
            connection.execute("REPLACE INTO drafts VALUES (?, ?, ?)", (question, text, to_text(now)))

    def draft(self, question: str) -> str | None:
        """The answer that was being typed, or None."""
        return self._value("SELECT text FROM drafts WHERE question = ?", question)

    def drop_draft(self, question: str) -> None:
        """Forgets a draft once it is submitted."""
        with self._writing("Your draft could not be removed") as connection:
            connection.execute("DELETE FROM drafts WHERE question = ?", (question,))

    def _value(self, query: str, key: str) -> str | None:
        row = self._read(lambda connection: connection.execute(query, (key,)).fetchone())
        return row[0] if row else None

    def _read(self, read: Callable[[sqlite3.Connection], Read]) -> Read:
        try:
            return read(self._connection)
        except sqlite3.Error as error:
            raise self._explain("Your progress could not be read", error) from error

    @contextmanager
    def _writing(self, what_if_not: str) -> Iterator[sqlite3.Connection]:
        try:
            with transaction(self._connection) as connection:
                yield connection
        except sqlite3.Error as error:
            raise self._explain(what_if_not, error) from error

    def _explain(self, what: str, error: sqlite3.Error) -> StoreError:
        if is_damage(error):
            mark_doubtful(self._path)
        return store_error(what, error, self._path)
