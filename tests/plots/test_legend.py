"""Legends and notes use the rows they may, and cut no more than they must."""

from __future__ import annotations

import math

import pytest

from tutor.plots.draw import draw
from tutor.plots.figure import Chart, Series, Stroke, numbers
from tutor.plots.legend import legend_rows, note_rows
from tutor.plots.look import Look
from tutor.plots.words import describe
from tutor.spans import line_width, plain_text

NONE = numbers([])
COLOR, PLAIN, ASCII = Look(), Look(is_colored=False), Look("ascii", is_colored=False)


def series(*labels: str, stroke: Stroke = "line") -> list[Series]:
    return [Series(label, label, NONE, NONE, stroke) for label in labels]


def test_one_row_holds_what_fits() -> None:
    assert plain_text(legend_rows(series("relu", "tanh"), 40, COLOR, 2)) == " ━━ relu  ━━ tanh"


def test_letters_stand_in_for_color() -> None:
    assert plain_text(legend_rows(series("relu", "tanh"), 40, PLAIN, 2)) == " ━o━ relu  ━x━ tanh"
    assert plain_text(legend_rows(series("relu", "tanh"), 40, ASCII, 2)) == " ooo relu  xxx tanh"


@pytest.mark.parametrize(("stroke", "sample"), [("line", "━━"), ("dashed", "╍╍"), ("points", "••"), ("faint", "··")])
def test_sample_shows_the_stroke(stroke: Stroke, sample: str) -> None:
    assert plain_text(legend_rows(series("a", stroke=stroke), 40, COLOR, 2)) == f" {sample} a"


def test_second_row_is_used_before_a_label_is_cut() -> None:
    labels = ["orthogonal gain 1", "Xavier uniform", "He normal", "N(0, 1)"]
    two = plain_text(legend_rows(series(*labels), 46, COLOR, 2)).split("\n")
    assert len(two) == 2
    assert all(label in " ".join(two) for label in labels)


def test_labels_are_cut_alike_where_rows_are_short() -> None:
    rows = plain_text(legend_rows(series("first of two long labels", "second of two long labels"), 30, COLOR, 1))
    assert rows == " ━━ first of t…  ━━ second of…"


def test_words_that_all_labels_begin_with_go_before_anything_is_cut() -> None:
    rows = plain_text(legend_rows(series("a long label number one", "a long label number two"), 30, COLOR, 1))
    assert rows == " ━━ one  ━━ two"
    assert "a long label" in plain_text(legend_rows(series("a long label", "a long tale"), 40, COLOR, 1))


def test_labels_that_would_read_alike_get_the_rows_of_a_crowded_legend() -> None:
    labels = series("gd-0.1 5", "gd-0.1 10", "adam-0.01 5", "adam-0.01 10")
    assert plain_text(legend_rows(labels, 38, COLOR, 1)) == " ━━ gd-…  ━━ gd-…  ━━ ada…  ━━ ada…"
    rows = plain_text(legend_rows(labels, 38, COLOR, 1, 2)).splitlines()
    assert [row.rstrip() for row in rows] == [" ━━ gd-0.1 5  ━━ gd-0.1 10", " ━━ adam-0.01 5  ━━ adam-0.01 10"]


def test_series_without_label_shows_its_name() -> None:
    assert plain_text(legend_rows([Series("name", "", NONE, NONE)], 40, COLOR, 1)) == " ━━ name"


def test_no_rows_where_none_are_allowed_or_nothing_is_to_be_said() -> None:
    assert legend_rows(series("a"), 40, COLOR, 0) == ()
    assert legend_rows([], 40, COLOR, 2) == ()


@pytest.mark.parametrize("width", [1, 5, 12, 40, 100])
def test_notes_never_leave_the_width(width: int) -> None:
    notes = ["relu: ▲ 3 points above 1e38, nan from layer 36 on", "tanh: ▼ 0 up to layer 4", "third"]
    rows = note_rows(notes, width, COLOR, 3)
    assert len(rows) <= 3
    assert width < 5 or all(line_width(row) <= width for row in rows)


def test_faint_values_without_a_label_are_spoken_of_by_their_line() -> None:
    x = numbers([0.0, 1.0])
    chart = Chart("", (Series("raw", "", x, numbers([1.0, math.inf]), "faint", 0), Series("mean", "mean", x, x, hue=0)))
    for look in (Look(), Look(is_colored=False)):
        text = plain_text(draw(chart, 40, 14, look, is_live=True))
        assert "raw" not in text
        assert "o" not in text, "the letter it would have"
        assert "mean" in text
        assert "inf" not in text
    assert describe(chart).header == ("x", "mean")
