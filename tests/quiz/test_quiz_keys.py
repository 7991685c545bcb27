"""What makes an answer right is computed from the question and its drawn values."""

from __future__ import annotations

import math

import pytest
from quiz_samples import sample

from tutor.errors import ExpressionError
from tutor.quiz.keys import (
    allowed_error,
    fulfilled,
    is_near,
    keyed_number,
    matching_cells,
    must_precede,
    named_readouts,
    right_options,
)


def test_right_options_count_in_the_order_of_the_file() -> None:
    assert right_options(sample("multiple-select").answers) == (0, 1, 3)


def test_a_key_is_its_value_or_its_expression() -> None:
    assert keyed_number(sample("numeric"), {"k": 3.0}) == 0.25**3
    assert keyed_number(sample("numeric", expr=None, value=0.5), {}) == 0.5
    assert math.isnan(keyed_number(sample("numeric", expr=None), {}))


@pytest.mark.parametrize(
    ("tolerance", "answer", "error"),
    [(0.01, 5.0, 0.01), ("2%", 5.0, 0.1), ("2 %", -5.0, 0.1), ("0.5%", 200.0, 1.0), (0.0, 5.0, 0.0)],
)
def test_a_tolerance_is_absolute_or_a_share_of_the_answer(tolerance: float | str, answer: float, error: float) -> None:
    assert allowed_error(tolerance, answer) == pytest.approx(error)


@pytest.mark.parametrize("tolerance", ["2", "%", "-2%", "two percent", ""])
def test_other_tolerances_are_refused(tolerance: str) -> None:
    with pytest.raises(ExpressionError, match="is not a tolerance"):
        allowed_error(tolerance, 1.0)


@pytest.mark.parametrize(
    ("number", "answer", "tolerance", "near"),
    [
        (0.251, 0.25, 0.001, True),
        (0.2511, 0.25, 0.001, False),
        (1.02, 1.0, "2%", True),
        (0.98, 1.0, "2%", True),
        (1.0201, 1.0, "2%", False),
        (3.0, 3.0, 0.0, True),
        (0.30000000000000004, 0.3, 0.0, True),
        (math.nan, 3.0, 1.0, False),
        (3.0, math.nan, 1.0, False),
        (math.inf, 3.0, 1.0, False),
    ],
)
def test_numbers_on_the_edge_are_near(number: float, answer: float, tolerance: float | str, near: bool) -> None:
    assert is_near(number, answer, tolerance) is near


def items(*expressions: str | None) -> list[dict[str, str | None]]:
    return [{"text": f"item {index}", "expr": expr} for index, expr in enumerate(expressions)]


def test_items_stand_in_the_order_of_the_file() -> None:
    assert must_precede(sample("ordering", items=items(None, None, None)), {}) == {(0, 1), (0, 2), (1, 2)}


def test_items_of_equal_value_tie_for_the_drawn_parameters_only() -> None:
    question = sample("ordering", items=items("0.3", "0.1 + 0.2", "k"), params={"k": 1})
    assert must_precede(question, {"k": 1.0}) == {(0, 2), (1, 2)}
    assert must_precede(question, {"k": 0.3}) == frozenset()
    assert must_precede(sample("ordering", items=items("1", "inf", "inf")), {}) == {(0, 1), (0, 2)}


def test_a_partial_order_holds_along_chains_and_nowhere_else() -> None:
    question = sample("ordering", items=items(*[None] * 4), after=[[1, 0], [2, 1]])
    assert must_precede(question, {}) == {(0, 1), (1, 2), (0, 2)}


def test_cells_to_place_are_those_of_the_rows_and_distractors_join_the_last_column() -> None:
    question = sample("matching", rows=[["a", "{{n}}", "x"], ["b", "2", "y"]], distractors=["z"], params={"n": 1})
    assert matching_cells(question, {"n": 1.0}) == (("1", "2"), ("x", "y", "z"))


def test_readouts_go_by_their_name_or_with_several_runs_by_run_and_name() -> None:
    assert named_readouts(sample("predict"), [{"rms": 2.0}]) == {"rms": 2.0}
    of_two = named_readouts(sample("predicted-number"), [{"norm": 8.0}, {"norm": 2.0}])
    assert of_two == {"he_norm": 8.0, "xavier_norm": 2.0}


def test_predictions_that_came_true_are_told_by_their_when() -> None:
    assert fulfilled(sample("predict"), {"rms": 2e-5}) == (1,)
    assert fulfilled(sample("predict"), {"rms": math.nan}) == ()
