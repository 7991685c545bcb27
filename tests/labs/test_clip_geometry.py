"""The geometry of clipping: published vectors and angles, and the turn of heavy-tailed gradients over seeds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.clip_geometry import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Bars, Chart

SEEDS = range(6)


def clip(seed: int = 0, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, seed=seed))


def read(frame: Frame, *names: str) -> list[float]:
    return [frame.readout(name) for name in names]


def by_norm(frame: Frame) -> list[float]:
    return read(frame, "by_norm_1", "by_norm_2")


def by_value(frame: Frame) -> list[float]:
    return read(frame, "by_value_1", "by_value_2")


def test_gradient_3_4_is_turned_by_8_13_degrees_by_value_and_not_by_norm() -> None:
    frame = clip()
    assert frame.readout("norm") == 5
    assert by_norm(frame) == pytest.approx([0.6, 0.8], rel=3e-7)  # the guard against division by 0 is 1e-6 of 5
    assert by_value(frame) == [1, 1]
    assert frame.readout("cosine") == pytest.approx(0.98995, abs=5e-6)
    assert frame.readout("angle_by_value") == pytest.approx(8.13, abs=0.005)
    assert frame.readout("angle_by_norm") == 0.0


def test_lopsided_gradient_goes_from_89_43_to_84_29_degrees_by_value() -> None:
    frame = clip(g1=0.1, g2=10)
    assert by_norm(frame) == pytest.approx([0.01, 0.99995], abs=5e-6)
    assert by_value(frame) == [0.1, 1]
    assert read(frame, "direction", "direction_by_value") == pytest.approx([89.43, 84.29], abs=0.005)


@pytest.mark.parametrize(("a", "b"), [(3, 4), (6, 8), (5, 12), (0.3, 0.4)])
def test_clipping_by_norm_gives_the_first_component_asked_for_in_the_quiz(a: float, b: float) -> None:
    expected = a * min(1.0, 1.0 / math.hypot(a, b))
    assert clip(g1=a, g2=b).readout("by_norm_1") == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("limit", [0.01, 0.5, 7, 100])
@pytest.mark.parametrize(("g1", "g2"), [(3, 4), (-15, 0.1), (15, -15), (0, -2)])
def test_norm_keeps_the_direction_and_both_keep_their_limits(g1: float, g2: float, limit: float) -> None:
    frame = clip(g1=g1, g2=g2, limit=limit)
    assert frame.readout("angle_by_norm") == 0.0
    assert math.hypot(*by_norm(frame)) <= limit
    assert max(map(abs, by_value(frame))) <= limit


def test_small_gradients_pass_unchanged() -> None:
    frame = clip(g1=0.3, g2=-0.4)
    assert by_norm(frame) == by_value(frame) == [0.3, -0.4]
    assert read(frame, "angle_by_value", "angle_by_norm") == [0.0, 0.0]


@pytest.mark.parametrize("seed", SEEDS)
def test_heavy_tailed_gradients_turn_the_more_the_more_coordinates_they_have(seed: int) -> None:
    turns = read(clip(seed), "turn_2", "turn_10", "turn_100", "turn_1000")
    assert turns == sorted(turns)
    assert turns[1] == pytest.approx(27, abs=3)  # medians of 200 turns with a spread of some 14 degrees
    assert turns[3] == pytest.approx(51, abs=1.5)


def test_angles_are_those_of_the_scalar_product() -> None:
    a, b = np.array([-7.0, 2.5]), np.array([-1.0, 1.0])
    expected = math.degrees(math.acos(a @ b / math.hypot(*a) / math.hypot(*b)))
    assert clip(g1=-7, g2=2.5).readout("angle_by_value") == pytest.approx(expected, rel=1e-9)


def test_zero_gradient_has_no_direction() -> None:
    frame = clip(g1=0, g2=0)
    assert np.isnan(read(frame, "angle_by_norm", "angle_by_value", "cosine", "direction", "direction_by_value")).all()
    assert by_norm(frame) == by_value(frame) == [0, 0]
    assert frame.notes == ("A gradient of 0 has no direction to keep.",)


def picture(**params: Any) -> Chart:
    chart = clip(**params).figures[0]
    assert isinstance(chart, Chart)
    return chart


def test_picture_marks_the_ends_of_the_three_vectors() -> None:
    marks = picture().marks
    assert [mark.label for mark in marks] == ["g", "by norm", "by value"]
    assert [(mark.x, mark.y) for mark in marks] == [(3, 4), pytest.approx((0.6, 0.8)), (1, 1)]


@pytest.mark.parametrize(("g1", "g2"), [(3, 4), (-3, 4), (-3, -4), (3, -4), (0, 0)])
@pytest.mark.parametrize("limit", [0.1, 1, 20])
def test_picture_holds_all_vectors_and_limits_at_one_scale(g1: float, g2: float, limit: float) -> None:
    chart = picture(g1=g1, g2=g2, limit=limit)
    for axis, values in ((chart.x, [line.x for line in chart.series]), (chart.y, [line.y for line in chart.series])):
        assert axis.low is not None
        assert axis.high is not None
        assert axis.low < min(line.min() for line in values)
        assert axis.high > max(line.max() for line in values)
    lengths = [(axis.high or 0.0) - (axis.low or 0.0) for axis in (chart.x, chart.y)]
    assert lengths[0] == pytest.approx(lengths[1])


def test_bars_show_the_directions() -> None:
    bars = clip().figures[1]
    assert isinstance(bars, Bars)
    assert [bar.value for bar in bars.bars] == pytest.approx([53.13, 53.13, 45], abs=0.005)


def test_same_setting_gives_the_same_bits() -> None:
    assert clip(3, g1=0.7).readouts == clip(3, g1=0.7).readouts
