"""What a chart cannot show is said."""

from __future__ import annotations

import math

import pytest

from tutor.plots.figure import Axis, Chart, Series, numbers
from tutor.plots.located import locate
from tutor.plots.losses import tell_losses
from tutor.plots.scales import fit_scales

INF, NAN = math.inf, math.nan


def notes(y: list[float], axis: Axis, x: list[float] | None = None, x_axis: Axis | None = None) -> tuple[str, ...]:
    """The notes on one series over layers 1, 2, 3 ..."""
    series = Series("a", "relu", numbers(x or range(1, len(y) + 1)), numbers(y))
    chart = Chart("", (series,), x_axis or Axis("layer (1 = input)"), axis)
    scales = fit_scales(chart)
    return tell_losses(locate(chart, *scales), chart, *scales)


@pytest.mark.parametrize(
    ("y", "axis", "note"),
    [
        ([1, 2, 30, 40, 50], Axis(high=10), "▲ 3 points above 10"),
        ([1, 2, 1e39], Axis("", "log", 1, 1e38), "▲ 1 point above 1e38"),
        ([1, 2, -3], Axis(low=0), "▼ 1 point below 0"),
        ([1, 2, INF, INF], Axis(), "▲ inf from layer 3 on"),
        ([1, 20, INF], Axis(high=10), "▲ 1 point above 10, inf at layer 3"),
        ([1, -INF, 3], Axis(), "▼ −inf at layer 2"),
        ([1, 2, NAN, NAN], Axis(), "nan from layer 3 on"),
        ([NAN, NAN, 2, 3], Axis(), "nan up to layer 2"),
        ([1, NAN, NAN, 2], Axis(), "nan from layer 2 to 3"),
        ([NAN, 1, NAN, 2], Axis(), "nan at 2 points"),
        ([NAN, NAN], Axis(), "nan everywhere"),
        ([0, 0, 0.1], Axis(scale="log"), "▼ 0 up to layer 2"),
        ([1, 2, -4], Axis(scale="log"), "▼ negative at layer 3"),
        ([INF, 1, NAN], Axis(), "▲ inf at layer 1, nan at layer 3"),
    ],
)
def test_loss_is_said(y: list[float], axis: Axis, note: str) -> None:
    assert notes(y, axis) == (note,)


def test_nothing_is_said_where_nothing_is_lost() -> None:
    assert notes([0, 1, 10], Axis(low=0, high=10)) == ()


def test_points_left_and_right_of_the_frame_are_counted() -> None:
    assert notes([1, 1, 1, 1], Axis(), x_axis=Axis(low=2, high=3)) == ("◀ 1 point left of 2, ▶ 1 point right of 3",)


def test_points_without_x_are_counted() -> None:
    assert notes([1, 2, 3], Axis(), x=[1, NAN, INF]) == ("2 points without a finite x",)


def test_a_symbol_is_set_equal() -> None:
    assert notes([1, 2, INF], Axis(), x_axis=Axis("z")) == ("▲ inf at z = 3",)


def test_of_several_series_each_is_named() -> None:
    x = numbers([1.0, 2.0])
    chart = Chart(
        "", (Series("a", "relu", x, numbers([1, NAN])), Series("b", "tanh", x, numbers([1, 2]))), Axis("step")
    )
    scales = fit_scales(chart)
    assert tell_losses(locate(chart, *scales), chart, *scales) == ("relu: nan at step 2",)
