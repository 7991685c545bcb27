"""What goes into the store and what comes out of it, as frozen data."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from typing import Literal

from msgspec import Struct

Context = Literal["lesson", "quiz", "review", "test"]


class Level(IntEnum):
    """How well something is known; a higher level compares as greater."""

    NONE = 0
    ATTEMPTED = 1
    FAMILIAR = 2
    PROFICIENT = 3
    MASTERED = 4

    @property
    def label(self) -> str:
        """The level as the learner reads it: "familiar"."""
        return self.name.lower()


class Answer(Struct, frozen=True, kw_only=True):
    """What mastery looks at in an attempt. The time is aware and kept to the millisecond."""

    question: str
    objective: str
    attempted_at: datetime
    context: Context
    credit: float
    is_solution_shown: bool = False

    @property
    def is_right(self) -> bool:
        """Full credit, and earned before the solution was shown."""
        return self.credit >= 1 and not self.is_solution_shown


class Attempt(Answer, frozen=True, kw_only=True):
    """One submitted answer. `values_json` holds the drawn parameters, `seconds` how long the answer took."""

    course: str
    lesson: str
    attempt_number: int
    key_digest: str
    response_json: str
    values_json: str = "{}"
    hints_used: int = 0
    confidence: int | None = None
    misconceptions: tuple[str, ...] = ()
    seconds: float | None = None
    id: int | None = None
    """The store's number for it, once it is recorded."""


class Place(Struct, frozen=True, kw_only=True):
    """Where the learner stands in a lesson: the unit in view, the furthest one, and `reached` of `total` units."""

    course: str
    lesson: str
    unit: str
    furthest_unit: str
    reached: int
    total: int
    updated_at: datetime


class ObjectiveLevel(Struct, frozen=True, kw_only=True):
    """What the latest answers say about one objective; `answered_at` is the time of the last one."""

    course: str
    lesson: str
    objective: str
    level: Level
    questions_right: int
    questions_seen: int
    questions_total: int
    answered_at: datetime | None


class LessonSummary(Struct, frozen=True, kw_only=True):
    """A lesson in one row of a list. Its level is its lowest objective's."""

    lesson: str
    level: Level
    questions_right: int
    questions_answered: int
    questions_total: int
    place: Place | None
    last_active_at: datetime | None
