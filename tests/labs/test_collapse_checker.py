"""The collapse checker: the worked example of two layers, and where an activation breaks the collapse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.labs.collapse_checker import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart, Field

SEEDS = range(6)


def checker(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def read(frame: Frame, *names: str) -> list[float]:
    return [frame.readout(name) for name in names]


def test_worked_example_collapses_to_the_product_of_its_matrices() -> None:
    frame = checker()
    assert read(frame, "w_11", "w_12", "w_21", "w_22", "b_1", "b_2") == [2, 3, -1, -5, 1, -2]
    assert read(frame, "z1", "z2") == [6, -3]
    assert read(frame, "y1", "y2") == read(frame, "collapsed_y1", "collapsed_y2") == [9, -13]


def test_relu_breaks_the_worked_example() -> None:
    frame = checker(activation="relu")
    assert read(frame, "y1", "y2") == [12, -4]
    assert read(frame, "collapsed_y1", "collapsed_y2") == [9, -13]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("weights", ["typed", "random"])
def test_without_activation_1000_inputs_agree_to_rounding(weights: str, seed: int) -> None:
    frame = checker(seed, weights=weights)
    assert frame.readout("largest_difference") < 1e-12
    assert frame.readout("agree_share") == 1.0


def test_largest_weights_still_collapse_to_rounding() -> None:
    entries = {knob.name: -5.0 if knob.name.endswith("2") else 5.0 for knob in LAB.knobs if "_" in knob.name}
    assert checker(**entries).readout("largest_difference") < 1e-12


@pytest.mark.parametrize("seed", SEEDS)
def test_relu_changes_nothing_exactly_where_no_hidden_unit_is_negative(seed: int) -> None:
    frame = checker(seed, activation="relu", weights="random")
    assert frame.readout("agree_share") == frame.readout("positive_share")
    assert frame.readout("largest_difference") > 0.1


def test_relu_agrees_everywhere_once_the_biases_lift_every_unit() -> None:
    lifted = {"w1_11": 0.5, "w1_12": 0, "w1_22": 0.5, "b1_1": 5, "b1_2": 5}
    assert read(checker(activation="relu", **lifted), "agree_share", "positive_share") == [1.0, 1.0]


@pytest.mark.parametrize("seed", SEEDS)
def test_tanh_differs_for_all_random_inputs(seed: int) -> None:
    assert checker(seed, activation="tanh", weights="random").readout("agree_share") == 0.0


@pytest.mark.parametrize("a", [-3, 1, 2])
@pytest.mark.parametrize("b", [-2, 3])
def test_sheared_layer_gives_the_entry_asked_for_in_the_quiz(a: int, b: int) -> None:
    entries = {"w1_11": 1, "w1_12": a, "w1_21": 0, "w1_22": 1, "w2_11": b, "w2_12": 0, "w2_21": 1, "w2_22": 1}
    assert read(checker(**entries), "w_11", "w_12", "w_21", "w_22") == [b, a * b, 1, a + 1]


def test_chart_draws_each_output_of_both_maps_and_they_lie_on_each_other_without_activation() -> None:
    chart = checker().figures[0]
    assert isinstance(chart, Chart)
    two_y1, one_y1, two_y2, one_y2 = chart.series
    np.testing.assert_allclose(two_y1.y, one_y1.y, atol=1e-12)
    np.testing.assert_allclose(two_y2.y, one_y2.y, atol=1e-12)
    assert [line.stroke for line in chart.series] == ["line", "dashed"] * 2
    assert [(mark.label, mark.x) for mark in chart.marks] == [("x₁ = 1", 1.0)]


def field(**params: Any) -> Field:
    figure = checker(**params).figures[1]
    assert isinstance(figure, Field)
    return figure


def test_field_is_all_equal_without_activation() -> None:
    assert (field().values == -1.0).all()


def test_field_is_equal_only_in_the_wedge_where_both_units_are_on() -> None:
    values = field(activation="relu").values
    middles = (np.arange(len(values)) + 0.5) * 6.0 / len(values) - 3.0
    x1, x2 = np.meshgrid(middles, middles)
    np.testing.assert_array_equal(values == -1.0, (x1 + 2 * x2 + 1 >= 0) & (-x2 - 1 >= 0))
    assert values.max() == 1.0


def test_drawn_weights_are_told_and_the_knobs_are_said_to_be_idle() -> None:
    (note,) = checker(weights="random").notes
    assert note.startswith("The weights and biases are drawn, not those of the knobs: W₁ = [[0.13, −0.13], ")
    assert "-" not in note
    assert checker().notes == ()


def test_same_setting_gives_the_same_bits() -> None:
    assert checker(3, weights="random").readouts == checker(3, weights="random").readouts
    assert checker(3, weights="random").readouts != checker(4, weights="random").readouts
