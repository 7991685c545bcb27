"""From answers to levels: what counts, what does not, and that levels fall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from progress_samples import DAY, NOON, an_attempt

from tutor.progress.mastery import MIXED_CONTEXTS, Tally, learning_day, level_of, tally_answers
from tutor.progress.records import Answer, Attempt, Level


def level(*answers: Answer, total: int = 0) -> Level:
    tallies = tally_answers(answers, UTC)
    return level_of(tallies.get("tell-saturation", Tally()), total)


def answers(right: int, wrong: int) -> list[Attempt]:
    credits_given = [1.0] * right + [0.0] * wrong
    return [an_attempt(question=f"q{number}", credit=credit) for number, credit in enumerate(credits_given)]


def test_no_answer_is_no_level() -> None:
    assert level() == Level.NONE


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (0, 1, Level.ATTEMPTED),
        (2, 1, Level.ATTEMPTED),
        (69, 31, Level.ATTEMPTED),
        (7, 3, Level.FAMILIAR),
        (9, 1, Level.FAMILIAR),
        (1, 0, Level.PROFICIENT),
        (10, 0, Level.PROFICIENT),
    ],
)
def test_share_of_right_answers_decides(right: int, wrong: int, expected: Level) -> None:
    assert level(*answers(right, wrong)) == expected


def test_questions_not_seen_yet_count_as_not_right() -> None:
    assert level(*answers(1, 0), total=4) == Level.ATTEMPTED
    assert level(*answers(3, 0), total=4) == Level.FAMILIAR
    assert level(*answers(4, 0), total=4) == Level.PROFICIENT


def test_more_questions_seen_than_the_lesson_has_raise_the_total() -> None:
    assert level(*answers(2, 1), total=2) == Level.ATTEMPTED


def test_only_the_latest_answer_to_a_question_counts() -> None:
    wrong, right = an_attempt(credit=0.0), an_attempt(credit=1.0)
    assert level(wrong, right) == Level.PROFICIENT
    assert level(right, wrong) == Level.ATTEMPTED


def test_shown_solution_counts_as_not_right() -> None:
    assert level(an_attempt(is_solution_shown=True)) == Level.ATTEMPTED


def test_partial_credit_is_not_right() -> None:
    assert level(an_attempt(credit=0.99)) == Level.ATTEMPTED


@pytest.mark.parametrize("context", MIXED_CONTEXTS)
def test_right_again_in_a_mixed_review_on_another_day_is_mastered(context: str) -> None:
    assert level(an_attempt(), an_attempt(attempted_at=NOON + DAY, context=context)) == Level.MASTERED


def test_review_may_ask_another_question_of_the_objective() -> None:
    review = an_attempt(question="other", attempted_at=NOON + DAY, context="review")
    assert level(an_attempt(), review) == Level.MASTERED


def test_review_on_the_same_day_is_not_enough() -> None:
    late = datetime(2026, 11, 22, 3, 59, tzinfo=UTC)
    assert level(an_attempt(), an_attempt(attempted_at=late, context="review")) == Level.PROFICIENT
    assert level(an_attempt(), an_attempt(attempted_at=late + timedelta(minutes=1), context="review")) == Level.MASTERED


def test_quiz_on_another_day_is_not_a_review() -> None:
    assert level(an_attempt(), an_attempt(attempted_at=NOON + DAY)) == Level.PROFICIENT


def test_first_answer_in_a_review_is_not_right_again() -> None:
    assert level(an_attempt(context="review")) == Level.PROFICIENT


def test_practice_after_mastery_keeps_it() -> None:
    review = an_attempt(attempted_at=NOON + DAY, context="review")
    assert level(an_attempt(), review, an_attempt(attempted_at=NOON + 2 * DAY)) == Level.MASTERED


def test_wrong_answer_ends_mastery_until_another_day_of_review() -> None:
    history = [an_attempt(), an_attempt(attempted_at=NOON + DAY, context="review")]
    history.append(an_attempt(attempted_at=NOON + 2 * DAY, context="review", credit=0.0))
    assert level(*history) == Level.ATTEMPTED
    history.append(an_attempt(attempted_at=NOON + 2 * DAY))
    assert level(*history) == Level.PROFICIENT
    history.append(an_attempt(attempted_at=NOON + 3 * DAY, context="review"))
    assert level(*history) == Level.MASTERED


def test_question_belongs_to_the_objective_of_its_latest_answer() -> None:
    moved = an_attempt(objective="predict-slope")
    assert tally_answers([an_attempt(), moved], UTC).keys() == {"predict-slope"}


@pytest.mark.parametrize(
    ("hour_utc", "offset", "expected"),
    [(3, 0, date(2026, 11, 20)), (4, 0, date(2026, 11, 21)), (3, 1, date(2026, 11, 21)), (4, -1, date(2026, 11, 20))],
)
def test_day_turns_at_four_in_the_morning_local_time(hour_utc: int, offset: int, expected: date) -> None:
    moment = datetime(2026, 11, 21, hour_utc, tzinfo=UTC)
    assert learning_day(moment, timezone(timedelta(hours=offset))) == expected


@st.composite
def histories(draw: st.DrawFn) -> list[Attempt]:
    hours = sorted(draw(st.lists(st.integers(0, 100), max_size=12)))
    return [
        an_attempt(
            attempted_at=NOON + timedelta(hours=hour),
            question=draw(st.sampled_from("abc")),
            credit=draw(st.sampled_from([0.0, 1.0, 1.0, 1.0])),
            context=draw(st.sampled_from(["lesson", "review"])),
        )
        for hour in hours
    ]


@given(histories())
@settings(derandomize=True, max_examples=200, deadline=None)
def test_review_holds_as_the_definition_says(history: list[Attempt]) -> None:
    holds = any(
        again.context == "review"
        and learning_day(again.attempted_at, UTC) > learning_day(first.attempted_at, UTC)
        and all(answer.is_right for answer in history[index:])
        for index, first in enumerate(history)
        for again in history[index:]
    )
    assert tally_answers(history, UTC).get("tell-saturation", Tally()).is_reviewed == holds
