"""Marks, bands and their labels find their places in a picture."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.plots.draw import draw
from tutor.plots.figure import Axis, Band, Chart, Mark, Series, numbers
from tutor.plots.look import Look
from tutor.spans import Line, plain_text

UNIT = Axis(low=0.0, high=1.0)
PLAIN, COLOR = Look(is_colored=False), Look()


def picture(*marks: Mark, bands: tuple[Band, ...] = (), look: Look = PLAIN, y: float = 0.02) -> list[str]:
    """The rows of a chart with one level line."""
    line = Series("a", "a", numbers([0.0, 1.0]), numbers([y, y]))
    return plain_text(drawn(Chart("", (line,), UNIT, UNIT, marks, bands), look)).split("\n")


def drawn(chart: Chart, look: Look) -> tuple[Line, ...]:
    return draw(chart, 44, 14, look, is_live=True)


def test_vertical_mark_runs_from_edge_to_edge_with_its_label_beside() -> None:
    rows = picture(Mark("here", x=0.5))
    columns = {row.index("┊") for row in rows if "┊" in row}
    assert len(columns) == 1
    assert sum("┊" in row for row in rows) >= 9
    assert any("┊here" in row for row in rows)


def test_vertical_mark_at_the_right_edge_has_its_label_to_the_left() -> None:
    assert any(row.endswith("edge┊") for row in picture(Mark("edge", x=1.0)))


def test_horizontal_mark_has_its_label_on_its_line_at_the_right() -> None:
    rows = picture(Mark("level", y=0.5))
    assert next(row for row in rows if "╌╌╌" in row).endswith("╌level")


def test_horizontal_mark_gives_way_to_a_line_on_it() -> None:
    rows = picture(Mark("level", y=0.5), y=0.5)
    assert "level" in rows[[("╌" in row or "⠒" in row or "⠤" in row) for row in rows].index(True) - 1]


def test_point_is_shown_with_its_label() -> None:
    assert any("● peak" in row for row in picture(Mark("peak", x=0.4, y=0.6)))


def test_labels_do_not_cover_each_other() -> None:
    rows = "\n".join(picture(Mark("first mark", x=0.5), Mark("second mark", x=0.52), Mark("third mark", y=0.97)))
    assert all(label in rows for label in ("first mark", "second mark", "third mark"))


def test_label_avoids_the_line() -> None:
    rows = picture(Mark("label", x=0.5), y=0.999)
    assert "label" not in rows[0]
    assert any("label" in row for row in rows)


@pytest.mark.parametrize(
    "mark", [Mark("m", x=2.0), Mark("m", y=-1.0), Mark("m", x=math.nan), Mark("m"), Mark("m", x=0.5, y=7)]
)
def test_mark_outside_the_frame_is_not_drawn(mark: Mark) -> None:
    assert picture(mark) == picture()


def band_columns(bands: tuple[Band, ...], look: Look) -> list[int]:
    """The columns of the picture that have a ground of their own."""
    line = drawn(Chart("", (Series("a", "a", numbers([0.0, 1.0]), numbers([0.5, 0.5])),), UNIT, UNIT, (), bands), look)[
        3
    ]
    grounds = [("on:" in span.style) for span in line for _ in span.text]
    return [column for column, is_shaded in enumerate(grounds) if is_shaded]


def test_band_shades_its_columns_even_where_it_never_ends() -> None:
    shaded = band_columns((Band(0.5, math.inf),), COLOR)
    assert shaded == list(range(shaded[0], 44))
    assert 20 <= shaded[0] <= 26
    assert len(band_columns((Band(-math.inf, math.inf),), COLOR)) == 40


@pytest.mark.parametrize("band", [Band(2.0, 3.0), Band(-2.0, -1.0), Band(math.nan, 0.5)])
def test_band_outside_the_frame_shades_nothing(band: Band) -> None:
    assert band_columns((band,), COLOR) == []


def test_band_has_a_texture_where_there_is_no_color() -> None:
    plain, shaded = picture(), picture(bands=(Band(0.0, 1.0),))
    assert not any("·" in row for row in plain[:9])
    assert sum(row.count("·") for row in shaded[:9]) > 50


def test_band_label_stands_in_the_band() -> None:
    row = next(row for row in picture(bands=(Band(0.5, 1.0, "saturated"),)) if "saturated" in row)
    assert row.index("saturated") >= 22


def test_band_labels_share_the_row_where_they_cover_least() -> None:
    x = np.linspace(0, 1, 61)
    falling = Series("a", "a", numbers(x), numbers(1.0 - x))
    rising = Series("b", "b", numbers(x), numbers(x))
    bands = (Band(0.0, 0.2, "flat"), Band(0.8, 1.0, "flat"))
    for series in ((falling,), (rising,), (falling, rising)):
        bare = plain_text(drawn(Chart("", series, UNIT, UNIT), PLAIN)).split("\n")
        rows = plain_text(drawn(Chart("", series, UNIT, UNIT, (), bands), PLAIN)).split("\n")
        labelled = [index for index, row in enumerate(rows) if "flat" in row]
        assert [rows[index].count("flat") for index in labelled] == [2]
        left, right = rows[labelled[0]].index("flat"), rows[labelled[0]].rindex("flat")
        assert all(bare[labelled[0]][place : place + 4].strip(" ┈") == "" for place in (left, right))


def test_label_spares_the_only_letter_of_a_line() -> None:
    x, y = (numbers(values.ravel()) for values in np.meshgrid(np.linspace(0, 1, 90), np.linspace(0, 1, 60)))
    crowd, lone = Series("a", "a", x, y, "points"), Series("b", "b", numbers([0.95]), numbers([0.6]))
    rows = plain_text(drawn(Chart("", (crowd, lone), UNIT, UNIT, (Mark("a long label", y=0.5),)), PLAIN)).split("\n")
    assert any("a long label" in row for row in rows)
    assert any("x" in row for row in rows[:10])
