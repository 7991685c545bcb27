"""Lab runs behind questions and plots: the numbers a learner drew reach the knobs."""

from __future__ import annotations

import math

import pytest
from course_samples import GOOD

from tutor.course.figures import compute, figure_of
from tutor.course.loader import load_lesson
from tutor.course.model import Curve, PlotSection
from tutor.course.runs import filled, knobs_among, outcome_of, watch_runs
from tutor.errors import ExpressionError, LabError
from tutor.labs.registry import load
from tutor.plots.figure import Bars, Chart
from tutor.quiz.keys import fulfilled
from tutor.quiz.questions import Predict

LESSON, _ = load_lesson(GOOD, "slopes")
(PREDICTION,) = (question for question in LESSON.quiz.questions if isinstance(question, Predict))
PLOTS = {section.id: section for section in LESSON.file.sections if isinstance(section, PlotSection)}


# --- numbers into knobs


def test_gaps_in_parameters_of_runs_are_filled_with_what_a_knob_reads() -> None:
    params = {"b": "{{z}}", "w": "{{= z / 1e9}}", "x": 1.0, "activation": "{{which}}", "loss": "squared-error"}
    values = {"z": -3.0, "which": "tanh"}
    expected = {"b": "-3", "w": "-3e-9", "x": 1.0, "activation": "tanh", "loss": "squared-error"}
    assert filled(params, values) == expected
    assert dict(load("gate-meter").setting(filled({"b": "{{z}}"}, values)).values)["b"] == -3.0


def test_gap_that_cannot_be_filled_raises() -> None:
    with pytest.raises(ExpressionError, match='no name "n"'):
        filled({"b": "{{n}}"}, {})


def test_only_knobs_of_the_lab_are_taken_from_a_question() -> None:
    drawn = {"b": 1.0, "z": 2.0, "activation": "tanh"}
    assert knobs_among(load("gate-meter"), drawn) == {"b": 1.0, "activation": "tanh"}


# --- predictions


@pytest.mark.parametrize("z", [-4.0, -5.0])
def test_runs_are_watched_one_after_the_other_and_judged_by_their_last_frames(z: float) -> None:
    shown = list(watch_runs(PREDICTION, {"z": z}))
    assert [len(frames) for frames in shown] == [1, 2]
    outcome = outcome_of(PREDICTION, shown[-1])
    slope = math.exp(z) / (1 + math.exp(z)) ** 2
    assert outcome["near_delta"] == pytest.approx(-0.125)
    assert outcome["far_delta"] == pytest.approx((1 / (1 + math.exp(-z)) - 1) * slope)
    assert fulfilled(PREDICTION, {**outcome, "z": z}) == (1,)


# --- figures


def test_plot_of_a_lab_is_its_first_figure_at_that_setting() -> None:
    figure = figure_of(PLOTS["gate-picture"])
    assert isinstance(figure, Bars)
    assert [bar.value for bar in figure.bars] == pytest.approx([-0.5, 0.25, -0.125])


def test_plot_of_curves_draws_each_over_its_range() -> None:
    figure = figure_of(PLOTS["curves"])
    assert isinstance(figure, Chart)
    assert [series.label for series in figure.series] == ["sigmoid", "its slope"]
    value, slope = figure.series
    assert (value.x[0], value.x[-1]) == (-6.0, 6.0)
    assert value.y == pytest.approx([1 / (1 + math.exp(-x)) for x in value.x])
    assert max(slope.y) == pytest.approx(0.25)
    assert len({series.name for series in figure.series}) == 2
    assert (figure.x.label, figure.x.low, figure.x.high, figure.y.scale) == ("z", -6.0, 6.0, "linear")
    tails = figure_of(PLOTS["tails"])
    assert isinstance(tails, Chart)
    assert tails.y.scale == "log"


def test_plot_that_cannot_be_drawn_raises() -> None:
    with pytest.raises(LabError, match="has no range"):
        figure_of(PlotSection(id="a", alt="a", curves=(Curve(label="a", expr="x"),)))
    with pytest.raises(ExpressionError, match='no name "z"'):
        figure_of(PlotSection(id="a", alt="a", x=(0.0, 1.0), curves=(Curve(label="a", expr="z"),)))
    with pytest.raises(LabError, match="no lab"):
        figure_of(PlotSection(id="a", alt="a", plot="ghost"))


def test_expression_is_computed_in_its_own_names_alone() -> None:
    assert compute("2 * x + 1", {"x": 3.0}) == 7.0
    with pytest.raises(ExpressionError, match='no name "y"'):
        compute("2 * y", {"x": 3.0})
