"""Lines that lie on each other are all seen; lines that only cross are as they are."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.plots.coinciding import take_turns
from tutor.plots.dots import NOBODY, Raster, rasterize
from tutor.plots.figure import Axis, Chart, Series, Stroke, numbers
from tutor.plots.grain import grain_of
from tutor.plots.located import locate
from tutor.plots.look import Tier
from tutor.plots.prepare import prepare
from tutor.plots.scales import fit_scales

COLUMNS, ROWS = 24, 8
UP = (0.0, 1.0)
DOWN = (1.0, 0.0)


def rasters(
    *ends: tuple[float, float], tier: Tier = "braille", strokes: tuple[Stroke, ...] = ()
) -> tuple[Raster, Raster]:
    """Straight lines from end to end of the frame: as they are drawn, and with turns taken."""
    x = numbers([0.0, 1.0])
    lines = tuple(
        Series(f"line{at}", "", x, numbers(pair), (strokes or ("line",) * len(ends))[at])
        for at, pair in enumerate(ends)
    )
    chart = Chart("", lines, Axis(low=0.0, high=1.0), Axis(low=0.0, high=1.0))
    grain = grain_of(COLUMNS, ROWS, tier)
    traces = prepare(locate(chart, *fit_scales(chart)), grain)
    before = rasterize(traces, grain, tier, False)
    return before, take_turns(before, traces, grain, tier, False)


def shares(raster: Raster) -> list[int]:
    """How many cells each line owns."""
    return np.bincount(raster.owners[raster.owners != NOBODY]).tolist()


@pytest.mark.parametrize("count", [2, 3, 4])
def test_lines_on_each_other_own_about_as_many_cells_each(count: int) -> None:
    before, after = rasters(*[UP] * count)
    assert np.array_equal(before.glyphs, after.glyphs)
    assert shares(before) == [0] * (count - 1) + [sum(shares(after))]
    assert min(shares(after)) >= sum(shares(after)) // count - 2


def test_turns_are_long_enough_to_be_seen() -> None:
    _, after = rasters((0.5, 0.5), (0.5, 0.5))
    (row,) = {row for row in range(ROWS) if (after.owners[row] != NOBODY).any()}
    assert after.owners[row].tolist() == [0, 0, 1, 1] * (COLUMNS // 4)


def test_letters_take_turns_where_there_is_nothing_but_letters() -> None:
    before, after = rasters((0.5, 0.5), (0.5, 0.5), tier="ascii")
    assert len(set(before.glyphs.ravel()) - {" "}) == 1
    assert len(set(after.glyphs.ravel()) - {" "}) == 2


def test_lines_that_cross_are_as_they_are() -> None:
    before, after = rasters(UP, DOWN)
    assert np.count_nonzero(before.owners != after.owners) <= 2


def test_faint_line_stays_behind() -> None:
    before, after = rasters(UP, UP, strokes=("faint", "line"))
    assert np.array_equal(before.owners, after.owners)
    assert shares(after)[0] == 0
