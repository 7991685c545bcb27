"""Everything the learner did in a course, for reading elsewhere."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from tutor.progress.records import Attempt, ObjectiveLevel, Place
from tutor.progress.rows import to_text
from tutor.progress.store import Store


class Report(NamedTuple):
    """Levels by lesson and objective, standing attempts from the oldest on, places from the latest on."""

    course: str
    levels: tuple[ObjectiveLevel, ...]
    attempts: tuple[Attempt, ...]
    places: tuple[Place, ...]


def report(store: Store, course: str) -> Report:
    """What the store knows about the course."""
    return Report(course, store.levels(course), store.attempts(course), store.places(course))


def to_json(report: Report) -> str:
    """The report as JSON text with the same keys in the same order each time."""
    document = {
        "course": report.course,
        "levels": [_level(level) for level in report.levels],
        "attempts": [_attempt(attempt) for attempt in report.attempts],
        "places": [_columns(place) for place in report.places],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _level(level: ObjectiveLevel) -> dict[str, object]:
    return {
        "lesson": level.lesson,
        "objective": level.objective,
        "level": level.level.label,
        "right": level.questions_right,
        "seen": level.questions_seen,
        "total": level.questions_total,
    }


def _attempt(attempt: Attempt) -> dict[str, object]:
    parsed = {"response_json": "response", "values_json": "values"}
    return {
        parsed.get(column, column): json.loads(str(value)) if column in parsed else value
        for column, value in _columns(attempt).items()
    }


def _columns(record: Attempt | Place) -> dict[str, object]:
    values = {name: getattr(record, name) for name in record.__struct_fields__ if name != "course"}
    return {name: to_text(value) if isinstance(value, datetime) else value for name, value in values.items()}
