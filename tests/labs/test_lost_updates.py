"""Updates in three number formats: where each ends, what is lost and why, and the stairs of the spacing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.labs.frame import Frame
from tutor.labs.knobs import Number
from tutor.labs.lost_updates import LAB
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart


def updates(*kept: str, **params: Any) -> Frame:
    """In float16, where nothing else is said."""
    usual = {} if kept else {"precision": "float16"}
    return last_frame(LAB, LAB.setting(usual | params, kept))


@pytest.mark.parametrize("rate", [0.1, 0.2, 0.5, 1.0])
def test_float16_stays_at_exactly_one_up_to_rate_one(rate: float) -> None:
    frame = updates(rate=rate)
    assert set(frame.series[0].y) == {1.0}
    assert frame.readout("lost_share") == 1.0
    assert frame.readout("last_move") == 0.0
    assert frame.readout("step") < frame.readout("half_spacing") == 2.0**-12 == pytest.approx(2.4e-4, abs=5e-6)
    assert frame.notes == ("Every step is lost: w − step is rounded back to w.",)


def test_float16_at_rate_five_moves_and_sticks_at_minus_two() -> None:
    frame = updates(rate=5)
    assert frame.readout("final") == -2.0
    assert frame.readout("exact") == pytest.approx(-4.0)
    assert 0.0 < frame.readout("lost_share") < 1.0
    moved = int(frame.readout("last_move"))
    w = frame.series[0].y
    assert w[moved - 1] > w[moved] == -2.0
    assert set(w[moved:]) == {-2.0}
    assert frame.notes == ("It sticks at −2: the next number is two steps away or more.",)


@pytest.mark.parametrize(("rate", "final"), [(0.1, 0.900), (1.0, 0.000), (5.0, -4.000)])
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_wider_formats_get_where_exact_arithmetic_does(precision: str, rate: float, final: float) -> None:
    frame = updates(precision=precision, rate=rate)
    assert frame.readout("final") == pytest.approx(final, abs=5e-4)
    assert frame.readout("exact") == pytest.approx(final)
    assert frame.readout("lost_share") == 0.0
    assert frame.notes == ()


def test_gradient_that_underflows_is_told_from_an_update_that_is_lost() -> None:
    assert updates(gradient=1e-9).notes == ("Too small for float16: the step itself has become 0.",)
    assert updates(gradient=1e-9).readout("step") == 0.0
    assert updates(gradient=1e-6).readout("step") > 0.0
    assert updates(gradient=1e-6).notes == ("Every step is lost: w − step is rounded back to w.",)


def test_small_weights_are_moved_by_steps_that_large_ones_lose() -> None:
    assert updates(w=0).readout("final") < 0.0
    assert updates(w=8).readout("final") == 8.0


@pytest.mark.parametrize("precision", ["float16", "float32"])
@pytest.mark.parametrize(("share", "lost"), [(0.9, 1.0), (1.1, 0.0)])
def test_half_the_spacing_parts_the_steps_that_are_lost(precision: str, share: float, lost: float) -> None:
    half = updates(precision=precision, w=3).readout("half_spacing")
    frame = updates(precision=precision, w=3, rate=0.01, gradient=share * half / 0.01, steps=10)
    assert frame.readout("lost_share") == lost


def test_kept_formats_share_the_picture_with_exact_arithmetic() -> None:
    frame = updates("float32", "float64", "float16")
    assert [line.name for line in frame.series[:4]] == ["w[float32]", "w[float64]", "w[float16]", "exact"]
    assert frame.readout("final") == 1.0
    assert frame.readout("final[float32]") == pytest.approx(0.900, abs=5e-4)
    chart = frame.figures[0]
    assert isinstance(chart, Chart)
    assert [line.stroke for line in chart.series] == ["line", "line", "line", "dashed"]


def test_stairs_double_at_powers_of_two_and_the_step_is_marked() -> None:
    chart = updates(rate=5).figures[1]
    assert isinstance(chart, Chart)
    (stairs,) = chart.series
    normal = stairs.y[stairs.x > 2.0**-13]  # below, float16 has one spacing for all
    assert set(np.unique(normal[1:] / normal[:-1])) == {1.0, 2.0}
    assert chart.marks[0].y == updates(rate=5).readout("step") == pytest.approx(5e-4, rel=1e-3)  # rounded to float16
    beyond_two = stairs.y[stairs.x >= 2.0].min()
    assert stairs.y[stairs.x < 2.0].max() < 5e-4 < beyond_two, "where it sticks"


@pytest.mark.parametrize("precision", ["float16", "float32", "float64"])
@pytest.mark.parametrize("knob", ["rate", "gradient", "w", "steps"])
def test_limits_of_the_knobs_give_finite_weights(knob: str, precision: str) -> None:
    limits = LAB.knob(knob)
    assert isinstance(limits, Number)
    for value in (limits.low, limits.high):
        frame = updates(**{"precision": precision, "rate": 10.0, "gradient": 1.0} | {knob: value})
        assert np.isfinite(frame.series[0].y).all()
