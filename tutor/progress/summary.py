"""The summary by objective and by lesson, kept beside the answers so that the first screen need not count them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import tzinfo
from typing import TypeVar

from tutor.progress.mastery import Tally, level_of, tally_answers
from tutor.progress.records import Answer, Attempt, LessonSummary, Level, ObjectiveLevel, Place
from tutor.progress.rows import insert, select, to_moment

AnswerOrAttempt = TypeVar("AnswerOrAttempt", Answer, Attempt)

STANDING = "id NOT IN (SELECT attempt_id FROM retractions)"


def read_attempts(
    connection: sqlite3.Connection, course: str | None = None, lesson: str | None = None, question: str | None = None
) -> tuple[Attempt, ...]:
    """The attempts that were not taken back, oldest first."""
    return _select_standing(connection, Attempt, {"course": course, "lesson": lesson, "question": question})


def _select_standing(
    connection: sqlite3.Connection, kind: type[AnswerOrAttempt], wanted: dict[str, str | None]
) -> tuple[AnswerOrAttempt, ...]:
    given: dict[str, str] = {column: value for column, value in wanted.items() if value is not None}
    conditions = " AND ".join((STANDING, *(f"{column} = :{column}" for column in given)))
    return select(connection, kind, f"attempts WHERE {conditions} ORDER BY attempted_at, id", given)


def read_places(connection: sqlite3.Connection, course: str) -> tuple[Place, ...]:
    """Where the learner stands in each lesson, the latest first."""
    return select(connection, Place, "places WHERE course = :course ORDER BY updated_at DESC", {"course": course})


def read_outline(connection: sqlite3.Connection, course: str, lesson: str) -> Counter[str]:
    """How many questions each objective of the lesson has; empty for a lesson that was never opened."""
    rows = connection.execute(
        "SELECT objective, questions FROM outlines WHERE course = ? AND lesson = ?", (course, lesson)
    )
    return Counter(dict(rows.fetchall()))


def replace_outline(connection: sqlite3.Connection, course: str, lesson: str, outline: Counter[str]) -> None:
    """Notes how many questions each objective of the lesson has now."""
    connection.execute("DELETE FROM outlines WHERE course = ? AND lesson = ?", (course, lesson))
    rows = ((course, lesson, objective, questions) for objective, questions in outline.items())
    connection.executemany("INSERT INTO outlines VALUES (?, ?, ?, ?)", rows)


def refresh_levels(connection: sqlite3.Connection, course: str, lesson: str, time_zone: tzinfo | None) -> None:
    """Computes the levels of one lesson anew from its attempts and its outline."""
    answers = _select_standing(connection, Answer, {"course": course, "lesson": lesson})
    tallies = tally_answers(answers, time_zone)
    outline = read_outline(connection, course, lesson)
    connection.execute("DELETE FROM levels WHERE course = ? AND lesson = ?", (course, lesson))
    for objective in outline or tallies:
        tally = tallies.get(objective, Tally())
        level = ObjectiveLevel(
            course=course,
            lesson=lesson,
            objective=objective,
            level=level_of(tally, outline[objective]),
            questions_right=tally.right,
            questions_seen=tally.seen,
            questions_total=max(outline[objective], tally.seen),
            answered_at=tally.answered_at,
        )
        insert(connection, "INSERT", "levels", level)


def refresh_all_levels(connection: sqlite3.Connection, time_zone: tzinfo | None) -> None:
    """Throws the summary away and computes it anew, lesson by lesson."""
    connection.execute("DELETE FROM levels")
    lessons = connection.execute("SELECT course, lesson FROM attempts UNION SELECT course, lesson FROM outlines")
    for course, lesson in lessons.fetchall():
        refresh_levels(connection, course, lesson, time_zone)


def summarize_lessons(connection: sqlite3.Connection, course: str) -> tuple[LessonSummary, ...]:
    """Each lesson that was opened or answered, by its id."""
    results = connection.execute(
        "SELECT lesson, min(level), sum(questions_right), sum(questions_seen), sum(questions_total), max(answered_at)"
        " FROM levels WHERE course = ? GROUP BY lesson",
        (course,),
    )
    by_lesson = {lesson: result for lesson, *result in results}
    places = {place.lesson: place for place in read_places(connection, course)}
    return tuple(
        _summary(lesson, places.get(lesson), *by_lesson.get(lesson, (0, 0, 0, 0, None)))
        for lesson in sorted(places.keys() | by_lesson.keys())
    )


def _summary(
    lesson: str, place: Place | None, level: int, right: int, answered: int, total: int, answered_at: str | None
) -> LessonSummary:
    moments = (to_moment(answered_at), place.updated_at if place else None)
    return LessonSummary(
        lesson=lesson,
        level=Level(level),
        questions_right=right,
        questions_answered=answered,
        questions_total=total,
        place=place,
        last_active_at=max((moment for moment in moments if moment), default=None),
    )
