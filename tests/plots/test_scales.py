"""Scales: any data and limits in, two ends apart out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.scales import FAR, Scale, fit_scale, fit_scales

ANY = st.floats() | st.sampled_from([0.0, 5e-324, -5e-324, 1.7e308, -1.7e308, math.inf, math.nan])
AXES = st.builds(Axis, st.just(""), st.sampled_from(["linear", "log"]), st.none() | ANY, st.none() | ANY)


@settings(derandomize=True, max_examples=150)
@given(AXES, st.lists(ANY, max_size=8))
def test_ends_are_finite_and_apart_and_finite_data_have_finite_places(axis: Axis, values: list[float]) -> None:
    scale = fit_scale(axis, [numbers(values)])
    assert math.isfinite(scale.low)
    assert math.isfinite(scale.high)
    assert scale.low < scale.high
    places = scale.places(values)
    assert (np.isnan(places) == np.isnan(values)).all()
    finite = places[np.isfinite(places)]
    assert (np.abs(finite) <= FAR).all()
    measurable = np.isfinite(values) & ((np.array(values) > 0) | (axis.scale == "linear"))
    assert np.isfinite(places[measurable]).all()


@settings(derandomize=True, max_examples=100)
@given(st.lists(ANY, min_size=1, max_size=8))
def test_data_decide_where_no_limit_is_given(values: list[float]) -> None:
    scale = fit_scale(Axis(), [numbers(values)])
    finite = [value for value in values if math.isfinite(value)]
    assert all(scale.low <= value <= scale.high for value in finite)


def test_places_run_from_0_to_1() -> None:
    assert Scale(-2, 6).places([-2, 2, 6]).tolist() == [0, 0.5, 1]
    assert Scale(-8, 0, is_log=True).places([1e-8, 1e-4, 1]).tolist() == pytest.approx([0, 0.5, 1])


def test_huge_range_does_not_overflow() -> None:
    assert Scale(-1.7e308, 1.7e308).places([-1.7e308, 0, 1.7e308]).tolist() == [0, 0.5, 1]


def test_zero_has_no_place_on_a_log_axis() -> None:
    assert Scale(-3, 0, is_log=True).places([0, -1]).tolist() == [-math.inf, -math.inf]


def test_limits_given_hold_and_are_put_in_order() -> None:
    assert fit_scale(Axis(low=2, high=-3), [numbers([9.0])]) == Scale(-3, 2)
    assert fit_scale(Axis("", "log", 1e-9, 1), []) == Scale(-9, 0, is_log=True)


@pytest.mark.parametrize("limit", [0.0, -1.0, math.nan, math.inf])
def test_impossible_limit_of_a_log_axis_is_left_to_the_data(limit: float) -> None:
    assert fit_scale(Axis("", "log", limit, None), [numbers([0.01, 100.0])]) == Scale(-2, 2, is_log=True)


def test_constant_lies_in_the_middle() -> None:
    for value in (0.0, 3.0, -1e-8, 1e300):
        assert fit_scale(Axis(), [numbers([value, value])]).places([value]).tolist() == pytest.approx([0.5])
    assert fit_scale(Axis(scale="log"), [numbers([1e-8])]) == Scale(-8.5, -7.5, is_log=True)


def test_one_limit_beyond_all_data_still_gives_an_axis() -> None:
    assert fit_scale(Axis(low=10.0), [numbers([1.0, 2.0])]).low == 10.0
    assert fit_scale(Axis(high=-10.0), [numbers([1.0, 2.0])]).high == -10.0


def test_y_ends_on_a_round_number_close_by_and_x_does_not() -> None:
    chart = Chart("", (Series("a", "a", numbers([0.01, 0.98]), numbers([0.01, 0.98])),))
    x, y = fit_scales(chart)
    assert (x.low, x.high) == (0.01, 0.98)
    assert (y.low, y.high) == pytest.approx((0.0, 1.0))


def test_log_y_ends_on_a_decade_close_by() -> None:
    chart = Chart("", (Series("a", "a", numbers([0.0, 1.0]), numbers([1.1e-6, 12.0])),), y=Axis(scale="log"))
    _, y = fit_scales(chart)
    assert y.low == -6
    assert y.high == pytest.approx(math.log10(12.0))


def test_given_limit_is_not_rounded() -> None:
    chart = Chart("", (Series("a", "a", numbers([0.0, 1.0]), numbers([0.5, 0.98])),), y=Axis(low=0.013, high=0.987))
    assert (fit_scales(chart)[1].low, fit_scales(chart)[1].high) == (0.013, 0.987)


def test_marks_are_inside_the_axes_they_stretch() -> None:
    x = numbers([0.0, 1.0])
    chart = Chart("", (Series("a", "a", x, x),), marks=(Mark("far", x=5.0, y=-7.0),))
    across, up = fit_scales(chart)
    assert across.high == 5.0
    assert up.low <= -7.0
