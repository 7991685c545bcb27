"""Runs in one picture: what can be compared shares its axes, what cannot stays apart, and everything has its name."""

from __future__ import annotations

from typing import Any

from tutor.labs.frame import Frame
from tutor.labs.overlay import together
from tutor.labs.running import outcome
from tutor.plots.figure import Bars, Chart, Field, Figure, Ridge

NAMES = ("near", "far")


def meter(b: float) -> Frame:
    return outcome("gate-meter", {"b": b})


def joined(lab: str, *params: dict[str, Any], variants: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    return together(NAMES, [outcome(lab, each, 0, variants) for each in params])


def test_one_run_is_shown_as_it_is() -> None:
    frame = meter(-1)
    assert together(("only",), [frame]) == frame.figures
    assert together(NAMES, [frame]) == frame.figures, "the second run is still to begin"


def test_bars_of_two_runs_stand_side_by_side_on_the_longer_axis() -> None:
    bars, _ = together(NAMES, [meter(-1), outcome("gate-meter", {"target": 5})])
    assert isinstance(bars, Bars)
    labels = [bar.label for bar in bars.bars]
    assert labels[:2] == ["error in ∂L/∂a, near", "error in ∂L/∂a, far"]
    assert len(labels) == 6
    assert (bars.axis.low, bars.axis.high, bars.is_by_size) == (0.0, 5.0, True)


def test_lines_bear_the_names_of_their_runs_and_colors_of_their_own() -> None:
    (chart,) = joined("product-of-slopes", {"w": 1}, {"w": 4})
    assert isinstance(chart, Chart)
    assert [line.label for line in chart.series] == ["near", "far"]
    assert [line.name for line in chart.series] == ["derivative[near]", "derivative[far]"]
    assert [line.hue for line in chart.series] == [0, 1]
    assert chart.title == "Size of the derivative after each layer"


def test_a_line_that_is_the_same_in_all_runs_is_drawn_once_with_the_marks_of_each() -> None:
    _, chart = together(NAMES, [meter(-1), meter(-11)])
    assert isinstance(chart, Chart)
    assert [line.label for line in chart.series] == ["f′ sigmoid"]
    assert [(mark.label, mark.x) for mark in chart.marks] == [("near: z = 0", 0.0), ("far: z = −10", -10.0)]


def test_axes_are_as_long_as_the_longest_of_the_runs() -> None:
    (chart,) = joined("depth-profile", {"depth": 5, "init": "small"}, {"depth": 20, "init": "small"})
    assert isinstance(chart, Chart)
    assert (chart.x.low, chart.x.high) == (1.0, 20.0)
    assert chart.y.low is not None
    assert chart.y.low < 1e-20
    assert [line.label for line in chart.series] == [
        "near: relu small",
        "near: relu small, theory",
        "far: relu small",
        "far: relu small, theory",
    ]


def test_an_axis_that_the_data_decide_stays_so() -> None:
    (chart,) = joined("gradient-check", {"activation": "tanh"}, {"activation": "relu"})
    assert isinstance(chart, Chart)
    assert (chart.y.low, chart.y.high) == (None, None)


def test_raw_losses_stay_below_their_own_averages() -> None:
    quick = {"steps": 100, "depth": 1}
    chart, *others = joined("depth-race", quick, {**quick, "rate": 0.01})
    fields = [figure for figure in others if isinstance(figure, Field)]
    assert isinstance(chart, Chart)
    assert [(line.label, line.stroke, line.hue) for line in chart.series] == [
        ("", "faint", 0),
        ("near", "line", 0),
        ("", "faint", 1),
        ("far", "line", 1),
    ]
    assert [mark.label for mark in chart.marks] == ["ln 2"]
    assert [field.title for field in fields] == ["near: relu he 1: P(class 1)", "far: relu he 1: P(class 1)"]


def test_more_than_four_lines_and_ridges_stay_apart_under_their_names() -> None:
    for show, kind in (("all", Chart), ("histogram", Ridge)):
        figures = joined("depth-profile", {"show": show}, {"show": show, "init": "xavier"})
        assert [type(figure) for figure in figures] == [kind, kind]
        assert [figure.title.partition(":")[0] for figure in figures] == list(NAMES)


def test_what_measures_something_else_stays_apart() -> None:
    figures = joined("gradient-check", {"where": "chain"}, {"where": "kink"})
    assert [figure.title.partition(":")[0] for figure in figures] == list(NAMES)
