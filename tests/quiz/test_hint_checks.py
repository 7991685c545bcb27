"""Hints are neither blank nor repeated, and do not contain the answer."""

from __future__ import annotations

from typing import Any

import pytest
from quiz_samples import sample

from tutor.quiz.checking import check_question
from tutor.quiz.findings import Finding


def of_hints(kind: str, hints: list[str], **changes: Any) -> tuple[Finding, ...]:
    return check_question(sample(kind, hints=hints, **changes))


def test_blank_and_repeated_hints_are_found() -> None:
    assert [finding.path for finding in of_hints("explain", ["a", " "])] == [("hints", 1)]
    assert [finding.what for finding in of_hints("explain", ["Look  up", "Look up"])] == [
        "says the same as an earlier one"
    ]


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("multiple-choice", "It is {{= error * 0.1}}, no?"),
        ("true-false", "Size 4 suffices only at the *very* centre, and large weights leave it."),
        ("short-answer", "Think of Xavier."),
        ("formula", "Try `sigmoid(z)*(1 - sigmoid(z))`"),
        ("numeric", "It comes to {{= 0.25**k:.3e}}."),
    ],
)
def test_a_hint_that_contains_the_answer_is_found(kind: str, hint: str) -> None:
    (finding,) = of_hints(kind, ["Think.", hint])
    assert (finding.path, finding.what, finding.is_warning) == (("hints", 1), "contains the answer", False)


def test_two_digits_are_enough_to_tell_a_number_and_one_is_not() -> None:
    changes = {"expr": "sigmoid_slope(0)", "verify": None, "mistakes": []}
    assert [finding.path for finding in of_hints("numeric", ["Is it 0.25?"], **changes)] == [("hints", 0)]
    assert of_hints("numeric", ["Is it 4?"], **{**changes, "expr": "4"}) == ()


def test_a_hint_that_fits_some_draws_only_is_doubtful() -> None:
    (finding,) = of_hints("numeric", ["something like 0.0156"])
    assert (finding.path, finding.is_warning) == (("hints", 0), True)


@pytest.mark.parametrize(
    ("kind", "hint", "changes"),
    [
        ("numeric", "first σ, then σ·(1−σ)", {"expr": "k - 2", "verify": None, "mistakes": [], "params": {"k": 3}}),
        ("numeric", "the best is 0.25 for one slope, 10.015625 and 0.0156251e-3 for none", {"params": {"k": 3}}),
        ("multiple-choice", "Is it {{error}} or {{= error * 0.1}}?", {}),
        ("short-answer", "not Xavierly", {}),
        ("short-answer", "He did it", {"accept": ["He"]}),
        ("explain", "the mean", {}),
    ],
)
def test_innocent_hints_are_left_alone(kind: str, hint: str, changes: dict[str, Any]) -> None:
    assert of_hints(kind, [hint], **changes) == ()
