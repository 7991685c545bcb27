"""Predictions are checked before their runs by what can be read, and after them by what came out."""

from __future__ import annotations

import math
from typing import Any

import pytest
from quiz_samples import OUTCOMES, SAMPLES, sample

from tutor.quiz.checking import check_question
from tutor.quiz.prediction_checks import check_outcome

ANSWERS = SAMPLES["predict"]["answers"]


@pytest.mark.parametrize(
    ("kind", "changes", "path", "words"),
    [
        ("predict", {"answers": None}, ("answers",), "needs two answers, or metric"),
        ("predict", {"answers": ANSWERS[:1]}, ("answers",), "needs two answers, or metric"),
        ("predict", {"metric": "rms", "tolerance": 1}, ("answers",), "needs two answers, or metric"),
        ("predict", {"answers": [ANSWERS[0], {"text": "b", "when": "rms >"}]}, ("answers", 1, "when"), "too early"),
        ("predict", {"answers": [ANSWERS[0], ANSWERS[0]]}, ("answers", 1), "says the same"),
        ("predict", {"runs": SAMPLES["predicted-number"]["runs"]}, ("answers", 0, "when"), '"rms" names no run'),
        ("predicted-number", {"tolerance": None}, ("tolerance",), "is missing beside metric"),
        ("predicted-number", {"tolerance": "much"}, ("tolerance",), "is not a tolerance"),
        ("predicted-number", {"metric": "he_norm +"}, ("metric",), "too early"),
        ("predicted-number", {"metric": "she_norm"}, ("metric",), '"she_norm" names no run'),
        ("predicted-number", {"runs": SAMPLES["predicted-number"]["runs"][:1] * 2}, ("runs", 1), "says the same"),
    ],
)
def test_before_the_runs(kind: str, changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    finding = check_question(sample(kind, **changes))[0]
    assert finding.path == path
    assert words in finding.what
    assert finding.remedy


@pytest.mark.parametrize("kind", OUTCOMES)
def test_a_sound_outcome_has_no_findings(kind: str) -> None:
    assert check_outcome(sample(kind), OUTCOMES[kind], {}) == ()


@pytest.mark.parametrize(
    ("kind", "changes", "outcome", "path", "words"),
    [
        ("predict", {}, {"norm": 1.0}, ("answers", 0, "when"), 'no name "rms"'),
        ("predict", {}, {"rms": math.nan}, ("answers",), "not none"),
        (
            "predict",
            {"answers": [*ANSWERS, {"text": "any", "when": "1 < 2"}]},
            {"rms": 5.0},
            ("answers",),
            "3, answer 4",
        ),
        ("predicted-number", {}, {"he_norm": 1.0}, ("metric",), 'no name "xavier_norm"'),
        ("predicted-number", {}, {"he_norm": 1.0, "xavier_norm": 0.0}, ("metric",), "not finite"),
    ],
)
def test_after_the_runs(
    kind: str, changes: dict[str, Any], outcome: dict[str, float], path: tuple[Any, ...], words: str
) -> None:
    (finding,) = check_outcome(sample(kind, **changes), outcome, {})
    assert finding.path == path
    assert words in finding.what


def test_drawn_parameters_may_stand_in_when() -> None:
    answers = [{"text": "below", "when": "rms < k"}, {"text": "above", "when": "rms >= k"}]
    question = sample("predict", answers=answers, params={"k": {"choices": [1, 2]}})
    assert check_question(question) == check_outcome(question, {"rms": 1.5}, {"k": 2.0}) == ()
