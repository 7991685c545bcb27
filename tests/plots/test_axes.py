"""Around a picture everything has its place, and gives way in good order."""

from __future__ import annotations

import re

import pytest

from tutor.plots.draw import draw
from tutor.plots.figure import Axis, Chart, Series, numbers
from tutor.plots.look import Look
from tutor.spans import plain_text

PLAIN = Look(is_colored=False)


def rows(width: int, height: int, x: Axis | None = None, y: Axis | None = None, title: str = "The title") -> list[str]:
    """A chart of one line from corner to corner."""
    line = Series("a", "the legend", numbers([0.0, 1e6]), numbers([0.0, 1.0]))
    chart = Chart(title, (line,), x or Axis("x label"), y or Axis("y label"))
    return plain_text(draw(chart, width, height, PLAIN)).split("\n")


@pytest.mark.parametrize("width", range(10, 120, 5))
@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (0.0, 123456.0), (0.0, 2e-7), (1e6, 1e6 + 4)])
def test_tick_labels_keep_apart_and_belong_to_a_tick_each(width: int, low: float, high: float) -> None:
    chart = rows(width, 12, Axis("", low=low, high=high))
    axis = next(index for index, row in enumerate(chart) if "└" in row)
    assert len(chart[axis + 1].split()) == chart[axis].count("┬")


def test_labels_stand_under_their_ticks() -> None:
    chart = rows(60, 12, Axis("", low=0.0, high=4.0))
    axis = next(index for index, row in enumerate(chart) if "└" in row)
    for label in re.finditer(r"\S+", chart[axis + 1]):
        assert "┬" in chart[axis][label.start() - 1 : label.end() + 1]


def test_y_labels_are_written_at_their_values() -> None:
    chart = rows(60, 15, y=Axis("", low=0.0, high=1.0))
    labels = {row.split("┤")[0].strip(): index for index, row in enumerate(chart) if "┤" in row}
    assert set(labels) == {"0.0", "0.5", "1.0"}
    assert abs(labels["0.0"] + labels["1.0"] - 2 * labels["0.5"]) <= 1


@pytest.mark.parametrize(("height", "fewest"), [(10, 3), (13, 3), (18, 5)])
def test_nine_decades_have_more_than_two_labels(height: int, fewest: int) -> None:
    chart = rows(60, height, y=Axis("", "log", low=1e-8, high=10.0), title="")
    assert sum("┤" in row for row in chart) >= fewest


def test_parts_give_way_as_the_figure_gets_lower() -> None:
    parts = {"x label": 12, "The title": 8, "the legend": 7, "┬": 5, "└": 4}
    for height in range(1, 20):
        chart = "\n".join(rows(60, height))
        assert {part for part in parts if part in chart} == {part for part, least in parts.items() if height >= least}


def test_narrow_figure_gives_its_cells_to_the_picture() -> None:
    assert not any("│" in row or "┤" in row for row in rows(8, 6))
    assert any("┤" in row for row in rows(20, 6))


def test_title_and_y_label_that_do_not_fit_in_one_row_get_rows_of_their_own() -> None:
    axis, title = Axis("root mean square"), "A title with no room for the other"
    assert rows(56, 12, y=axis, title=title)[0].split("  ")[0] == "root mean square"
    top, below, *_ = rows(40, 12, y=axis, title=title)
    assert (top.strip(), below.strip()) == (title, "root mean square")
    top, middle, below, *_ = rows(24, 16, y=axis, title=title)
    assert (f"{top.strip()} {middle.strip()}", below.strip()) == (title, "root mean square")


def test_title_and_y_label_are_cut_only_where_there_are_no_rows_for_them() -> None:
    axis, title = Axis("root mean square"), "A title that is much too long for this"
    top = rows(40, 9, y=axis, title=title)[0]
    assert top.startswith("root mean sq…  A title")
    assert top.endswith("…")
    assert len(top) == 40


def test_axes_have_a_true_minus_except_in_ascii() -> None:
    line = Series("a", "a", numbers([-4.0, 4.0]), numbers([1e-8, 1.0]))
    chart = Chart("", (line,), Axis("z"), Axis("", "log"))
    braille, ascii_only = (
        plain_text(draw(chart, 60, 15, Look(tier, is_colored=False))) for tier in ("braille", "ascii")
    )
    assert "−4" in braille
    assert "1e−8┤" in braille
    assert "-" not in braille
    assert "1e-8+" in ascii_only
    assert "-4" in ascii_only


def test_title_is_centered_over_the_picture() -> None:
    chart = rows(61, 12, y=Axis("", low=0.0, high=1.0))
    left, right = chart[-4].index("└") + 1, 61
    assert abs((chart[0].index("The") + chart[0].index("title") + len("title")) - (left + right)) <= 2
