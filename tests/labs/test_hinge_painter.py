"""The hinge painter: the published sum of two hinges, and every target reached by its own hinges."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.hinge_painter import LAB, TARGETS
from tutor.labs.running import last_frame
from tutor.plots.figure import Bar, Bars, Chart


def paint(**params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params))


def pieces(**params: Any) -> tuple[Bar, ...]:
    bars = paint(**params).figures[1]
    assert isinstance(bars, Bars)
    return bars.bars


@pytest.mark.parametrize(
    ("x", "y", "slope"),
    [(-2, 0.5, 0), (-1, 0.5, 0), (0, 1.5, 1), (1, 2.5, 1), (2, 1.5, -1), (3, 0.5, -1), (4, -0.5, -1)],
)
def test_two_hinges_give_the_published_values_and_slopes(x: float, y: float, slope: float) -> None:
    frame = paint(x=x)
    assert frame.readout("y") == y
    assert frame.readout("slope") == slope
    curve = frame.series[-1]
    assert curve.y[np.flatnonzero(curve.x == x)] == pytest.approx([y], abs=1e-14)


def test_intervals_and_formulas_are_those_of_the_worked_example() -> None:
    told = [(bar.label, bar.value, bar.note) for bar in pieces()]
    assert told == [
        ("x < −1", 0.0, "y = 0.5"),
        ("−1 < x < 1", 1.0, "y = x + 1.5"),
        ("x > 1", -1.0, "y = −x + 3.5"),
    ]


@pytest.mark.parametrize("v1", [-3, -1, 2])
@pytest.mark.parametrize("v2", [-2, 1, 3])
def test_slope_right_of_both_hinges_is_the_sum_of_their_changes(v1: float, v2: float) -> None:
    frame = paint(v1=v1, v2=v2)
    assert frame.readout("last_slope") == v1 + v2
    assert pieces(v1=v1, v2=v2)[-1].value == v1 + v2


def test_order_of_the_hinges_does_not_matter() -> None:
    assert paint(k1=-1, v1=1, k2=1, v2=-2).readouts == paint().readouts


def test_hinges_in_one_place_make_one_kink_and_may_cancel() -> None:
    assert [bar.label for bar in pieces(k1=2, k2=2)] == ["x < 2", "x > 2"]
    assert [bar.label for bar in pieces(k1=2, v1=1, k2=2, v2=-1)] == ["all x"]
    assert paint(hinges=0).readout("pieces") == 1
    assert paint(hinges=6, v3=1, v4=1, v5=1, v6=1).readout("pieces") == 7


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_is_painted_exactly_by_its_own_hinges(target: str) -> None:
    offset, hinges = TARGETS[target]
    knobs = {
        f"{name}{i}": value for i, pair in enumerate(hinges, start=1) for name, value in zip("kv", pair, strict=True)
    }
    own = {"hinges": len(hinges), "offset": offset} | knobs
    assert paint(target=target, **own).readout("distance") == 0.0
    assert paint(target=target, **own | {"v1": 3}).readout("distance") > 0.1


def test_corners_typed_between_the_points_of_the_curve_become_points_of_it() -> None:
    frame = paint(target="roof", hinges=2, k1=-0.987, v1=3, k2=0.123, v2=-3, offset=0.5)
    assert -0.987 in frame.series[0].x
    assert frame.readout("distance") == pytest.approx(3 * 1.11 + 2.0, rel=1e-14)  # at x = 5 the roof is at -1.5


def test_chart_shows_target_and_sum_with_the_change_of_slope_at_each_kink() -> None:
    chart = paint().figures[0]
    assert isinstance(chart, Chart)
    assert [(line.name, line.stroke) for line in chart.series] == [("target", "dashed"), ("sum", "line")]
    assert [(mark.label, mark.x, mark.y) for mark in chart.marks] == [("slope +1", -1.0, 0.5), ("slope −2", 1.0, 2.5)]


def test_free_painting_has_no_target_and_no_distance() -> None:
    frame = paint(target="free")
    assert math.isnan(frame.readout("distance"))
    assert [line.name for line in frame.series] == ["sum"]
    assert frame.notes == ("Free: there is no target to be far from.",)
    assert paint().notes == ()


@pytest.mark.parametrize("k", [0.1, 0.3, -0.7])
def test_formulas_of_neighbors_meet_at_their_kink(k: float) -> None:
    """Values of y = ax + b read back from what is printed; four significant digits are printed."""
    told = pieces(hinges=3, k3=k, v3=-1.5)
    for left, right in pairwise(told):
        corner = float(right.label.split()[0 if right.label[0] != "x" else -1].replace("−", "-"))
        assert read(left.note, corner) == pytest.approx(read(right.note, corner), abs=0.02)


def read(formula: str, x: float) -> float:
    factor, has_x, rest = formula.removeprefix("y = ").replace("−", "-").replace(" ", "").partition("x")
    if not has_x:
        return float(factor)
    return float({"": "1", "-": "-1"}.get(factor, factor)) * x + float(rest or 0)


def test_axis_of_the_slopes_stays_put_until_a_slope_leaves_it() -> None:
    ends = [paint(**params).figures[1].axis.high for params in ({}, {"v1": 2}, {"v1": 3, "v2": 3})]  # type: ignore[union-attr]
    assert ends == [3.0, 3.0, 6.0]


def test_same_setting_gives_the_same_bits() -> None:
    assert paint(k1=0.3).readouts == paint(k1=0.3).readouts
