"""After the gate every number is whole and inside the picture, whatever the series holds."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.figure import Axis, Chart, Series, Stroke, numbers
from tutor.plots.grain import Grain, grain_of
from tutor.plots.located import locate
from tutor.plots.look import Tier
from tutor.plots.prepare import Trace, assert_inside, count_dots, order_of_drawing, prepare
from tutor.plots.scales import fit_scales

ANY = st.floats() | st.sampled_from([0.0, 5e-324, 1e300, -1e300, 1.7e308, -1.7e308, math.inf, -math.inf, math.nan])
STROKES: list[Stroke] = ["line", "dashed", "points", "faint"]


def traces_of(chart: Chart, grain: Grain) -> tuple[Trace, ...]:
    return prepare(locate(chart, *fit_scales(chart)), grain)


def one(y: list[float], stroke: Stroke = "line", axis: Axis | None = None) -> Trace:
    """The trace of y over 0, 1, 2 ... in a picture of 20 by 10 braille cells."""
    series = Series("a", "a", numbers(range(len(y))), numbers(y), stroke)
    return traces_of(Chart("", (series,), y=axis or Axis()), grain_of(20, 10, "braille"))[0]


@settings(derandomize=True, max_examples=120)
@given(
    st.lists(ANY, max_size=12),
    st.lists(ANY, max_size=12),
    st.sampled_from(STROKES),
    st.builds(Axis, st.just(""), st.sampled_from(["linear", "log"]), st.none() | ANY, st.none() | ANY),
    st.sampled_from(["braille", "blocks", "ascii"]),
    st.tuples(st.integers(1, 169), st.integers(1, 49)),
)
def test_every_number_is_inside(
    x: list[float], y: list[float], stroke: Stroke, axis: Axis, tier: Tier, size: tuple[int, int]
) -> None:
    grain = grain_of(*size, tier)
    traces = traces_of(Chart("", (Series("a", "a", numbers(x), numbers(y), stroke),), axis, axis), grain)
    assert_inside(traces, grain)
    for columns in (traces[0].above, traces[0].below, traces[0].undefined):
        assert ((columns >= 0) & (columns < grain.columns)).all()


def test_dot_outside_is_caught() -> None:
    trace, grain = one([0.0, 1.0]), grain_of(20, 10, "braille")
    with pytest.raises(AssertionError):
        assert_inside((trace,), Grain(19, 10, 2, 4))
    with pytest.raises(AssertionError):
        assert_inside((trace,), Grain(20, 9, 2, 4))
    with pytest.raises(AssertionError):
        assert_inside((dataclasses.replace(trace, dots=np.array([[-1, 0]])),), grain)
    assert_inside((trace,), grain)


def test_line_runs_from_corner_to_corner() -> None:
    segments = one([0.0, 1.0]).segments
    assert segments.tolist() == [[0, 0, 39, 39]]


def test_nan_leaves_a_gap_and_is_marked_where_it_is() -> None:
    trace = one([1.0, 1.0, math.nan, math.nan, 1.0, 1.0, 2.0])
    assert len(trace.segments) == 3
    assert set(range(13, 20)) <= set(trace.undefined.tolist())


def test_values_beyond_the_limits_are_marked_at_the_edges() -> None:
    trace = one([0.0, 5.0, 0.5, -math.inf, 0.0], axis=Axis(low=0.0, high=1.0))
    assert trace.above.tolist() == [10]
    assert trace.below.tolist() == [29]


def test_zero_on_a_log_axis_is_below() -> None:
    trace = one([0.0, 0.0, 1e-3, 1.0], axis=Axis(scale="log"))
    assert set(trace.below.tolist()) == set(range(14))
    assert len(trace.above) == 0


def test_points_that_leave_are_not_joined_by_markers() -> None:
    assert one([5.0, 5.0, 0.5], "points", Axis(low=0.0, high=1.0)).above.tolist() == [0, 20]


def test_points_are_not_connected_and_faint_ones_are_single_dots() -> None:
    assert len(one([0.0, 1.0, 0.0], "points").segments) == 0
    assert len(one([0.0, 1.0, 0.0], "faint").dots) == 3
    assert len(one([0.2, 1.0, 0.2], "points", Axis(low=0.0, high=2.0)).dots) == 12


def test_series_of_different_lengths_keep_the_pairs_there_are() -> None:
    series = Series("a", "a", numbers([0.0, 1.0, 2.0]), numbers([0.0, 1.0]))
    trace = traces_of(Chart("", (series,), Axis(high=2.0)), grain_of(20, 10, "braille"))[0]
    assert trace.segments[:, 2].max() == 20


def test_faint_lines_lie_below_the_others() -> None:
    traces = [one([0.0, 1.0], stroke) for stroke in ("line", "faint", "dashed", "faint")]
    assert order_of_drawing(traces) == [1, 3, 0, 2]


def test_dots_are_counted_as_a_renderer_visits_them() -> None:
    assert count_dots(one([0.0, 1.0])) == 40
    assert count_dots(one([0.0, 1.0, 0.0], "faint")) == 3


def test_long_noise_is_thinned_to_its_extremes() -> None:
    y = np.sin(np.arange(200_000) ** 2 * 0.37)
    trace = one(y.tolist())
    assert len(trace.segments) <= 4 * 40
    assert trace.segments[:, [1, 3]].min() == 0
    assert trace.segments[:, [1, 3]].max() == 39
