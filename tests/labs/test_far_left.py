"""A unit far on the left: the published steps, slopes against difference quotients, the ranking and the ways."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.far_left import LAB, RACERS, UNITS
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Bars, Chart


def unit(*kept: str, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, kept))


@pytest.mark.parametrize(
    ("activation", "crossing", "arrival"),
    [
        ("leaky-0.01", 4_879, 4_908),
        ("leaky-0.1", 406, 435),
        ("leaky-0.3", 102, 131),
        ("elu", 754, 782),
        ("softplus", 1_598, 1_653),
        ("relu", math.inf, math.inf),
        ("gelu", math.inf, math.inf),
        ("silu", math.inf, math.inf),
    ],
)
def test_steps_from_minus_five_are_the_published_ones(activation: str, crossing: float, arrival: float) -> None:
    frame = unit(activation=activation)
    assert (frame.readout("crossing"), frame.readout("arrival")) == (crossing, arrival)


def test_elu_starts_with_the_smaller_slope_but_the_larger_error_and_wins() -> None:
    elu, leaky = unit(activation="elu"), unit(activation="leaky-0.01")
    assert elu.readout("slope_start") == pytest.approx(0.0067, abs=5e-5)
    assert leaky.readout("slope_start") == 0.01
    assert elu.readout("error_start") == pytest.approx(-1.99, abs=5e-3)
    assert leaky.readout("error_start") == pytest.approx(-1.05)
    assert elu.readout("crossing") < leaky.readout("crossing")


def test_leaky_unit_takes_the_first_step_worked_out_by_hand() -> None:
    """a = -0.05, error -1.05, gradient -0.0105: a step of 0.00105."""
    frame = unit(activation="leaky-0.01")
    assert frame.readout("delta_start") == pytest.approx(-0.0105)
    assert frame.series[0].y[:2] == pytest.approx([-5.0, -4.99895])


@pytest.mark.parametrize("activation", UNITS)
@pytest.mark.parametrize("start", [-8.0, -5.0, -1.5])
def test_push_at_the_start_is_what_a_difference_quotient_of_the_loss_says(activation: str, start: float) -> None:
    value, h = UNITS[activation][0], 1e-5
    quotient = ((value(start + h) - 1) ** 2 - (value(start - h) - 1) ** 2) / (4 * h)
    frame = unit(activation=activation, start=start, steps=10)
    assert frame.readout("delta_start") == pytest.approx(quotient, rel=1e-6, abs=1e-10)  # rounding: 1e-16 over h


@pytest.mark.parametrize(
    ("activation", "end", "reason"),
    [
        ("relu", -5.0, "The gradient is exactly 0: z stays where it is."),
        ("gelu", -5.007, "The slope is negative: every step pushes z further down."),
        ("silu", -8.852, "The slope is negative: every step pushes z further down."),
    ],
)
def test_who_never_arrives_says_why(activation: str, end: float, reason: str) -> None:
    frame = unit(activation=activation)
    assert frame.notes == (reason,)
    assert frame.readout("z_end") == pytest.approx(end, abs=5e-4)


def test_who_is_on_the_way_says_so() -> None:
    frame = unit(activation="softplus", steps=1_000)
    assert -5.0 < frame.readout("z_end") < 0.0
    assert frame.notes == ("On its way, but not there within these steps.",)
    assert unit(activation="softplus").notes == ()


def test_bars_rank_the_racers_and_tell_where_the_others_stand() -> None:
    bars = unit().figures[0]
    assert isinstance(bars, Bars)
    arrived = ["leaky-0.3", "leaky-0.1", "elu", "softplus", "leaky-0.01"]
    assert [bar.label for bar in bars.bars] == [*arrived, "relu", "gelu", "silu"]
    assert [bar.value for bar in bars.bars] == [102, 406, 754, 1_598, 4_879, math.inf, math.inf, math.inf]
    assert [bar.note for bar in bars.bars] == [""] * 5 + ["at −5", "at −5.01", "at −8.85"]
    assert (bars.axis.scale, bars.axis.low, bars.axis.high) == ("log", 1.0, 10_000.0)


def test_bars_hold_the_present_and_the_kept_ones_too() -> None:
    bars = unit("leaky-0.2", "tanh").figures[0]
    assert isinstance(bars, Bars)
    assert {bar.label for bar in bars.bars} == {*RACERS, "leaky-0.2", "tanh"}
    crossings = {bar.label: bar.value for bar in bars.bars}
    assert 102 < crossings["leaky-0.2"] < 406


def test_ways_end_where_the_output_arrives_and_cross_zero_when_said() -> None:
    frame = unit("leaky-0.1", "elu")
    assert [line.name for line in frame.series] == ["z[leaky-0.1]", "z[elu]"]
    leaky, elu = frame.series
    assert frame.readout("crossing[leaky-0.1]") == 406
    assert leaky.y[405] < 0.0 <= leaky.y[406]
    assert len(elu.y) - 1 == frame.readout("arrival") == 782
    assert abs(elu.y[-1] - 1.0) < 0.05 <= abs(elu.y[-2] - 1.0)
    assert frame.variant == "elu"


def test_chart_of_one_names_it_and_marks_zero() -> None:
    chart = unit(activation="softplus").figures[1]
    assert isinstance(chart, Chart)
    assert chart.title == "softplus: z by step, until a ≈ 1"
    assert [(mark.label, mark.y) for mark in chart.marks] == [("z = 0", 0.0)]


def test_start_at_zero_is_across_already() -> None:
    frame = unit(activation="relu", start=0)
    assert frame.readout("crossing") == 0
    assert frame.readout("arrival") == math.inf


@pytest.mark.parametrize("activation", UNITS)
@pytest.mark.parametrize(("start", "rate"), [(-8.0, 1.0), (0.0, 1.0), (-8.0, 0.01), (0.0, 0.01)])
def test_limits_of_the_knobs_give_finite_ways(activation: str, start: float, rate: float) -> None:
    way = unit(activation=activation, start=start, rate=rate, steps=1_000).series[0]
    assert np.isfinite(way.y).all()
    assert len(way.y) <= 1_001
