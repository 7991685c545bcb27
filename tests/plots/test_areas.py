"""Bars, ridges and fields: how long, how high, which shade."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from plot_samples import field, ridge

from tutor.plots.bars import bar_cells, bar_scale
from tutor.plots.draw import draw
from tutor.plots.figure import Axis, Band, Bar, Bars, Cloud, Field, Histogram, Ridge, numbers
from tutor.plots.look import Look
from tutor.plots.palette import DARK, FIELD_STEPS, field_shades
from tutor.plots.ridges import spread
from tutor.plots.scales import Scale
from tutor.spans import plain_text

PLAIN = Look(is_colored=False)


@pytest.mark.parametrize(
    ("value", "start", "cells"),
    [
        (1.0, 0, "████████"),
        (0.5, 0, "████"),
        (0.3, 0, "██▍"),
        (0.0, 0, ""),
        (1e-9, 0, "▏"),
        (math.inf, 0, "████████"),
        (math.nan, 0, ""),
    ],
)
def test_bar_is_as_long_as_its_value(value: float, start: int, cells: str) -> None:
    assert bar_cells(value, Scale(0, 1), 8, PLAIN) == (start, cells)


def test_negative_bar_runs_to_the_left_of_zero() -> None:
    assert bar_cells(-1.0, Scale(-1, 1), 8, PLAIN) == (0, "████")
    assert bar_cells(-0.4, Scale(-1, 1), 8, PLAIN) == (2, "▐█")
    assert bar_cells(0.5, Scale(-1, 1), 8, PLAIN) == (4, "██")


def test_log_bar_is_as_long_as_its_decades() -> None:
    scale = Scale(-8, 0, is_log=True)
    assert [len(bar_cells(value, scale, 8, PLAIN)[1]) for value in (1.0, 1e-4, 1e-7, 1e-9, 0.0, -1.0)] == [
        8,
        4,
        1,
        0,
        0,
        0,
    ]


def test_smallest_log_bar_has_some_length() -> None:
    bars = Bars("", (Bar("a", 1e-6), Bar("b", 1.0)), Axis(scale="log"))
    assert bar_cells(1e-6, bar_scale(bars), 40, PLAIN)[1] != ""


def test_bars_start_at_zero_without_limits() -> None:
    assert bar_scale(Bars("", (Bar("a", 3.0), Bar("b", 5.0)))) == Scale(0, 5)


def test_what_leaves_the_axis_is_said_in_place_and_below() -> None:
    bars = Bars(
        "", (Bar("ok", 0.5), Bar("gone", 0.0), Bar("huge", 5.0), Bar("lost", math.nan)), Axis("", "log", 1e-6, 1)
    )
    rows = plain_text(draw(bars, 60, 14, PLAIN))
    assert "gone │◀ 0" in rows
    assert "▶ 5" in rows
    assert "lost │nan" in rows
    assert "▶ beyond 1: huge" in rows
    assert "◀ below 1e−6: gone" in rows
    assert "nan: lost" in rows


def test_bars_by_size_all_run_to_the_right_and_keep_their_signs() -> None:
    bars = Bars(
        "", (Bar("in", -0.5), Bar("out", 0.25), Bar("huge", -7.0)), Axis("", low=0.0, high=1.0), is_by_size=True
    )
    rows = plain_text(draw(bars, 40, 8, PLAIN)).split("\n")
    assert rows[0].index("█") == rows[2].index("█")
    assert rows[0].endswith(" −0.5") or " −0.5 " in rows[0]
    assert any("▶ −7" in row for row in rows)


def test_bars_without_a_row_are_counted() -> None:
    bars = Bars("", tuple(Bar(f"bar {n}", n) for n in range(20)))
    rows = plain_text(draw(bars, 40, 10, PLAIN))
    assert "… 13 more" in rows
    assert "bar 6" in rows
    assert "bar 7 " not in rows


def heights(counts: list[float], rows: int = 5) -> str:
    """The only histogram of a ridge without axes, drawn on so many columns as it has bins."""
    one = Ridge("", (Histogram("", numbers(counts)),), Axis(low=0.0, high=1.0))
    return plain_text(draw(one, len(counts), min(rows, 3), PLAIN))


def test_columns_are_as_high_as_their_counts() -> None:
    assert heights([0, 1, 50, 100], rows=1) == " ▁▄▇"
    assert heights([0, 50, 100], rows=2) == "  ▇\n ██"


def test_what_is_no_count_is_blank() -> None:
    assert heights([math.nan, -5, math.inf, 1], rows=1) == "   ▇"
    assert heights([0, 0, 0], rows=1) == ""


def test_bins_are_averaged_where_columns_are_few_and_repeated_where_they_are_many() -> None:
    counts = numbers([1.0, 1.0, 3.0, 3.0])
    one = Ridge("", (Histogram("", counts),), Axis(low=0.0, high=1.0))
    assert plain_text(draw(one, 2, 1, PLAIN)) == "▂▇"
    assert plain_text(draw(one, 8, 1, PLAIN)) == "▂▂▂▂▇▇▇▇"


def test_evenly_chosen_layers_keep_the_first_and_the_last() -> None:
    layers = [Histogram(str(n), numbers([1.0])) for n in range(50)]
    assert [layer.label for layer in spread(layers, 5)] == ["0", "12", "24", "37", "49"]
    assert len(spread(layers, 60)) == 50


@pytest.mark.parametrize("height", range(16, 30))
def test_rows_of_a_ridge_are_spread_evenly_over_its_whole_height(height: int) -> None:
    rows = plain_text(draw(ridge(), 60, height, PLAIN)).split("\n")
    labelled = [index for index, row in enumerate(rows) if row.startswith("layer")]
    gaps = [labelled[0], *(after - before for before, after in pairwise(labelled))]
    assert max(gaps) - min(gaps) <= 1


def test_ridge_that_leaves_layers_out_says_so() -> None:
    many = Ridge("", tuple(Histogram(f"layer {n}", numbers([1.0, 2.0])) for n in range(50)), Axis(low=0.0, high=1.0))
    rows = plain_text(draw(many, 60, 16, PLAIN))
    assert "no room for all 50 rows" in rows
    assert "layer 0" in rows
    assert "layer 49" in rows


def test_ridge_explains_its_bands() -> None:
    assert plain_text(draw(ridge(), 60, 20, PLAIN)).split("\n")[-1].endswith("saturated")
    assert Band(-1.0, -0.9, "saturated") in ridge().bands


def level(value: float, look: Look) -> set[tuple[str, str]]:
    """Text and style of the cells of a field that has one value everywhere."""
    flat = Field("", numbers(np.full((4, 4), value)), Axis(low=0.0, high=1.0), Axis(low=0.0, high=1.0))
    return {(span.text, span.style) for line in draw(flat, 4, 2, look) for span in line}


@pytest.mark.parametrize(("value", "shade"), [(-1.0, 0), (0.0, FIELD_STEPS // 2), (1.0, -1), (-9.0, 0), (math.inf, -1)])
def test_shade_follows_the_value(value: float, shade: int) -> None:
    assert level(value, Look()) == {("    ", f"on:{field_shades(DARK)[shade]}")}


@pytest.mark.parametrize(("value", "glyph"), [(-0.9, " "), (-0.1, "·"), (0.1, "░"), (0.9, "▒")])
def test_glyph_follows_the_value_where_there_is_no_color(value: float, glyph: str) -> None:
    assert {text for text, _ in level(value, PLAIN)} == {glyph * 4}


def test_nan_in_a_field_is_shown_and_said() -> None:
    values = np.zeros((4, 4))
    values[0, 0] = math.nan
    rows = plain_text(draw(Field("", numbers(values), Axis(low=0, high=1), Axis(low=0, high=1)), 40, 12, PLAIN))
    assert "?" in rows.split("\n")[6]
    assert "nan in 6.2\u00a0% of the field" in rows


def test_row_0_of_a_field_is_at_the_bottom() -> None:
    values = np.array([[-1.0, -1.0], [1.0, 1.0]])
    rows = plain_text(draw(Field("", numbers(values), Axis(low=0, high=1), Axis(low=0, high=1)), 4, 2, PLAIN))
    assert rows == "▒▒▒▒\n"


def test_half_blocks_show_two_values_a_cell() -> None:
    values = np.array([[-1.0], [1.0]])
    cell = draw(Field("", numbers(values), Axis(low=0, high=1), Axis(low=0, high=1)), 1, 1, Look())[0][0]
    assert cell == ("▀", f"{field_shades(DARK)[-1]} on:{field_shades(DARK)[0]}")


def test_field_is_smooth_between_its_values() -> None:
    """Along a slope it goes through all shades one by one, however few values there are."""
    axis = Axis(low=0.0, high=1.0)
    rows = draw(Field("", numbers([np.linspace(-1.0, 1.0, 4)] * 2), axis, axis), 64, 1, Look())
    shades = [style.split("on:")[-1] for text, style in rows[0] for _ in text]
    assert list(dict.fromkeys(shades)) == list(field_shades(DARK))


def test_points_outside_the_field_are_counted() -> None:
    cloud = Cloud("class A", numbers([0.5, 7.0, math.nan]), numbers([0.5, 0.5, 0.5]))
    small = Field("", numbers(np.zeros((2, 2))), Axis(low=0, high=1), Axis(low=0, high=1), (cloud,))
    rows = plain_text(draw(small, 50, 12, PLAIN))
    assert "class A: 2 points outside the frame" in rows
    assert rows.split("\n")[0:6] != []
    assert sum(row.count("●") for row in rows.split("\n")[:8]) == 1


def test_legend_of_a_field_names_both_ends_and_all_clouds() -> None:
    rows = plain_text(draw(field(), 76, 20, PLAIN)).split("\n")
    assert rows[-1].split() == ["class", "A", "··░░▒▒", "class", "B", "●", "class", "A", "×", "class", "B"]


def bordered(look: Look) -> str:
    """The left half of a unit square, in four columns and two rows of cells."""
    left = numbers(np.array([[0.0, 0.0], [0.5, 0.0], [0.5, 1.0], [0.0, 1.0]]))
    axis = Axis(low=0.0, high=1.0)
    return plain_text(draw(Field("", numbers(np.zeros((2, 2))), axis, axis, borders=(left,)), 4, 2, look))


def test_border_is_a_fine_line_and_what_runs_along_the_frame_is_none() -> None:
    assert bordered(Look()) == "  ⡇\n  ⡇"
    assert bordered(Look("ascii")) == "  :\n  :"
