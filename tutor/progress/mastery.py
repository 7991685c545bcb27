"""Mastery: from the answers to an objective's questions to a level. Pure; the store calls it after each answer.

Only the latest answer to a question counts, so a level rises and falls. An answer is judged as it was given, by
the key that its `key_digest` names: whoever knows the present keys filters the attempts first and tallies again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from tutor.progress.records import Answer, Level

DAY_TURNS_AT = timedelta(hours=4)  # work after midnight belongs to the evening before
FAMILIAR_PERCENT = 70
MIXED_CONTEXTS = ("review", "test")


class Tally(NamedTuple):
    """What counts of an objective: questions seen, those right at the latest answer, and whether a review held.

    `is_reviewed`: since its last wrong answer the objective was answered right, and again in a mixed review (or
    test) on a later day.
    """

    seen: int = 0
    right: int = 0
    is_reviewed: bool = False
    answered_at: datetime | None = None


def learning_day(moment: datetime, time_zone: tzinfo | None = None) -> date:
    """The day a moment belongs to. Days turn at 4 in the morning, in the computer's time zone unless one is given."""
    return (moment.astimezone(time_zone) - DAY_TURNS_AT).date()


def tally_answers(answers: Iterable[Answer], time_zone: tzinfo | None = None) -> dict[str, Tally]:
    """The tally of each objective, from the answers in one lesson that were not taken back, oldest first.

    A question belongs to the objective that its latest answer names.
    """
    history = tuple(answers)
    latest = {answer.question: answer.objective for answer in history}
    by_objective: dict[str, list[Answer]] = {}
    for answer in history:
        by_objective.setdefault(latest[answer.question], []).append(answer)
    return {objective: _tally(given, time_zone) for objective, given in by_objective.items()}


def _tally(answers: list[Answer], time_zone: tzinfo | None) -> Tally:
    latest = {answer.question: answer.is_right for answer in answers}
    return Tally(len(latest), sum(latest.values()), _is_reviewed(answers, time_zone), answers[-1].attempted_at)


def _is_reviewed(answers: list[Answer], time_zone: tzinfo | None) -> bool:
    first_right_day: date | None = None
    is_reviewed = False
    for answer in answers:
        day = learning_day(answer.attempted_at, time_zone)
        if not answer.is_right:
            first_right_day, is_reviewed = None, False
        elif first_right_day is None:
            first_right_day = day
        elif answer.context in MIXED_CONTEXTS and day > first_right_day:
            is_reviewed = True
    return is_reviewed


def level_of(tally: Tally, questions_total: int = 0) -> Level:
    """The level of an objective that has `questions_total` questions, or as many as were seen if these are more.

    Attempted: any answer. Familiar: at least 70 % of its questions right. Proficient: all of them. Mastered: also
    right again in a mixed review on another day.
    """
    if tally.seen == 0:
        return Level.NONE
    total = max(questions_total, tally.seen)
    if tally.right == total:
        return Level.MASTERED if tally.is_reviewed else Level.PROFICIENT
    return Level.FAMILIAR if 100 * tally.right >= FAMILIAR_PERCENT * total else Level.ATTEMPTED
