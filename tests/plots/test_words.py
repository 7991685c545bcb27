"""Figures in words: what the sentences claim and what the table tells."""

from __future__ import annotations

import math

import numpy as np
import pytest
from plot_samples import FIGURES, decay_chart, exploding_chart, field, gate_bars, log_bars, ridge, vanishing_chart

from tutor.plots.area_words import moments
from tutor.plots.figure import Axis, Band, Bar, Bars, Chart, Mark, Ridge, Series, numbers
from tutor.plots.scales import Scale
from tutor.plots.words import describe

INF, NAN = math.inf, math.nan


def sentence(y: list[float], x: Axis | None = None, y_axis: Axis | None = None, *marks: Mark) -> str:
    """What is said of one line over 1, 2, 3 ..."""
    series = Series("a", "relu he", numbers(range(1, len(y) + 1)), numbers(y))
    chart = Chart("", (series,), x or Axis("layer (1 = input)"), y_axis or Axis(), marks)
    return describe(chart).sentences[0].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("y", "said"),
    [
        ([4e-8, 1e-3, 1.0], "relu he rises from 4e−8 at layer 1 to 1 at layer 3."),
        ([3.0, 2.5], "relu he falls from 3 at layer 1 to 2.5 at layer 2."),
        ([0.5, 0.5, 0.5], "relu he stays at 0.5 from layer 1 to layer 3."),
        ([0.0, 1.0, 0.0], "relu he goes from 0 at layer 1 back to 0 at layer 3, highest 1 at layer 2."),
        ([0.0, -0.2, 1.0], "relu he rises from 0 at layer 1 to 1 at layer 3, lowest −0.2 at layer 2."),
        ([0.0, -0.05, 1.0], "relu he rises from 0 at layer 1 to 1 at layer 3."),
        ([7.0], "relu he is 7 at layer 1."),
        ([1.0, 2.0, NAN], "relu he rises from 1 at layer 1 to 2 at layer 2; nan at layer 3."),
        ([1.0, 1.5, INF, INF], "relu he rises from 1 at layer 1 to 1.5 at layer 2; inf from layer 3 on."),
        ([NAN, NAN], "relu he has no finite value; nan everywhere."),
        ([-2.0, 2.0], "relu he rises from −2 at layer 1 to 2 at layer 2."),
    ],
)
def test_sentence_tells_how_the_line_runs(y: list[float], said: str) -> None:
    assert sentence(y) == said


def test_factor_is_said_where_a_log_axis_shows_it() -> None:
    said = "relu he rises from 4e−8 at layer 1 to 1 at layer 3 (a factor of 2.5e7)."
    assert sentence([4e-8, 1e-3, 1.0], None, Axis(scale="log")) == said
    assert "factor" not in sentence([1.0, 1.5], None, Axis(scale="log")), "not a striking one"
    assert "factor" not in sentence([0.0025, 1.0])


def test_story_may_be_told_backward() -> None:
    backward = Axis("layer", is_told_backward=True)
    said = "relu he: δ falls from 1 at layer 3 to 4e−8 at layer 1 (a factor of 4e−8)."
    assert sentence([4e-8, 1e-3, 1.0], backward, Axis("δ", "log")) == said


def test_zeros_on_a_log_axis_are_told() -> None:
    assert sentence([0.0, 0.0, 1.0], None, Axis(scale="log")).endswith("; 0 up to layer 2.")
    assert describe(vanishing_chart()).sentences[1].endswith("; 0 up to layer 9.")


def test_crossings_lie_on_the_line_as_it_is_drawn() -> None:
    assert "; crosses chance at layer 1.5." in sentence([0.0, 1.0, 0.6], None, None, Mark("chance", y=0.5))
    assert "; crosses chance at layer 1.5." in sentence([1e-4, 1.0], None, Axis(scale="log"), Mark("chance", y=0.01))
    assert "; crosses 0.5 at layer 1.5, 2.5, 3.5 and more." in sentence([0, 1, 0, 1, 0], None, None, Mark("", y=0.5))
    assert "crosses" not in sentence([0.0, 1.0], None, None, Mark("far", y=7.0))


def test_crossings_of_what_is_counted_lie_between_two_of_them() -> None:
    steps = Axis("step", is_counted=True)
    assert sentence([0.0, 1.0], steps, None, Mark("ln 2", y=0.65)).endswith("; crosses ln 2 between step 1 and 2.")


def test_value_at_a_vertical_mark_is_told() -> None:
    assert sentence([0.0, 1.0], None, None, Mark("here", x=1.25)).endswith("; 0.25 at layer 1.25.")
    assert sentence([1e-4, 1.0], None, Axis(scale="log"), Mark("here", x=1.5)).endswith("; 0.01 at layer 1.5.")


def test_marks_and_bands_are_told() -> None:
    x = numbers([-6.0, 6.0])
    bands = (Band(-INF, -4, "flat"), Band(4, INF, "flat"), Band(-1, 1, ""))
    marks = (Mark("peak", x=0, y=0.25), Mark("z = 2", x=2))
    said = describe(Chart("T", (Series("a", "a", x, x),), Axis("z"), Axis("a"), marks, bands)).sentences
    assert said[0] == "T."
    assert said[2:] == (
        "Marked: peak at z\u00a0=\u00a00 and a\u00a0=\u00a00.25; z\u00a0=\u00a02.",
        "Shaded along z: flat below −4; flat above 4; a band from −1 to 1.",
    )


def test_faint_raw_values_are_in_the_table_only() -> None:
    said = describe(FIGURES["loss"])
    assert not any("per batch" in line for line in said.sentences)
    assert "tanh per batch" in said.header


def test_table_holds_first_last_and_round_places() -> None:
    table = describe(decay_chart())
    assert table.header == ("layer (1 = input side)", "N(0, 0.01²)", "Xavier", "He", "N(0, 1)")
    assert [row[0] for row in table.rows] == ["1", "5", "10", "15", "20", "25", "30", "35", "40", "45", "50"]
    assert table.rows[-1] == ("50", "1", "1", "1", "1")


def test_table_on_a_log_axis_holds_decades() -> None:
    x = numbers(10.0 ** np.linspace(-8, 0, 81))
    table = describe(Chart("", (Series("a", "a", x, x),), Axis("h", "log")))
    assert [row[0] for row in table.rows] == ["1e−8", "1e−7", "1e−6", "1e−5", "1e−4", "0.001", "0.01", "0.1", "1"]


def test_table_tells_what_is_no_number() -> None:
    table = describe(exploding_chart())
    assert table.rows[-1] == ("59", "inf", "nan")


def test_series_without_a_point_nearby_leaves_its_cell_blank() -> None:
    a, b = Series("a", "a", numbers([0, 10]), numbers([1, 2])), Series("b", "b", numbers([10]), numbers([3]))
    assert describe(Chart("", (a, b))).rows == (("0", "1", ""), ("10", "2", "3"))


def test_bars_name_the_largest_and_the_smallest() -> None:
    said = describe(gate_bars())
    assert said.sentences[0] == "Gate sizes."
    assert said.sentences[1].startswith("input gate: 0.62; forget gate: 0.91; ")
    assert said.sentences[1].endswith("candidate: −0.4.")
    many = describe(Bars("", tuple(Bar(f"bar {n}", n - 3.0) for n in range(9)), Axis("height")))
    assert many.sentences == ("Largest height: bar 8, 5; smallest: bar 0, −3.",)
    by_size = describe(Bars("", tuple(Bar(f"bar {n}", n - 6.0) for n in range(9)), Axis("size"), is_by_size=True))
    assert by_size.sentences == ("Largest size: bar 0, −6; smallest: bar 6, 0.",)
    assert said.rows[1] == ("forget gate", "0.91", "keeps most")
    assert "zeros: 0; " in describe(log_bars()).sentences[1]


def test_moments_are_those_of_the_binned_values() -> None:
    values = np.random.default_rng(5).normal(0.2, 0.3, 20_000)
    counts, _ = np.histogram(values, 400, (-2, 2))
    mean, deviation = moments(numbers(counts), Scale(-2, 2))
    assert mean == pytest.approx(values.mean(), abs=0.005)  # half a bin
    assert deviation == pytest.approx(values.std(), rel=0.001)
    assert all(math.isnan(moment) for moment in moments(numbers([0.0, 0.0]), Scale(0, 1)))


def test_ridge_tells_how_the_spread_changes() -> None:
    said = describe(ridge())
    assert said.sentences[1].startswith("The spread (standard deviation) falls from 0.7")
    assert [row[0] for row in said.rows] == [f"layer {n}" for n in range(1, 7)]
    assert describe(Ridge("empty", (), Axis())).sentences == ("empty.",)


def test_field_tells_areas_and_counts_points_by_side() -> None:
    said = describe(field())
    assert said.sentences[1] == "class B takes 50\u00a0% of the area, class A 50\u00a0%."
    assert said.header == ("points", "count", "on class A", "on class B")
    below, above = said.rows
    assert (below[:2], above[:2]) == (("class A", "12"), ("class B", "12"))
    assert int(below[2]) + int(below[3]) == 12
    assert int(below[2]) > int(below[3])
    assert above[2:] == ("0", "12")


@pytest.mark.parametrize("name", FIGURES)
def test_every_row_is_as_long_as_the_header(name: str) -> None:
    said = describe(FIGURES[name])
    assert said.sentences
    assert all(len(row) == len(said.header) for row in said.rows)
    assert 0 < len(said.rows) <= 12
