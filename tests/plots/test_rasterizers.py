"""plotext and the rasterizer of our own see the same lines: each is the other's oracle."""

from __future__ import annotations

import numpy as np
import pytest
from plot_samples import FIGURES

from tutor.plots import dots, plotext_renderer
from tutor.plots.canvas import Cells
from tutor.plots.dots import NOBODY, Raster
from tutor.plots.figure import Axis, Chart, Series, numbers
from tutor.plots.grain import grain_of
from tutor.plots.located import locate
from tutor.plots.look import Tier
from tutor.plots.prepare import prepare
from tutor.plots.scales import fit_scales

TIERS: tuple[Tier, ...] = ("braille", "blocks", "ascii")
CHARTS = [name for name, figure in FIGURES.items() if isinstance(figure, Chart)]


def rasters(chart: Chart, columns: int, rows: int, tier: Tier, is_bold: bool = False) -> tuple[Raster, Raster]:
    grain = grain_of(columns, rows, tier)
    traces = prepare(locate(chart, *fit_scales(chart)), grain)
    return dots.rasterize(traces, grain, tier, is_bold), plotext_renderer.rasterize(traces, grain, tier, is_bold)


def near(cells: np.ndarray) -> np.ndarray:
    """The cells that are drawn and all their neighbors."""
    padded = np.pad(cells, 1)
    rows, columns = cells.shape
    return np.any([padded[dy : dy + rows, dx : dx + columns] for dy in range(3) for dx in range(3)], axis=0)


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", CHARTS)
def test_each_line_is_where_the_other_rasterizer_has_it(name: str, tier: Tier, is_bold: bool) -> None:
    chart = FIGURES[name]
    for series in chart.series:
        alone = Chart("", (series,), chart.x, chart.y)
        ours, theirs = rasters(alone, 60, 15, tier, is_bold)
        drawn, expected = ours.owners != NOBODY, theirs.owners != NOBODY
        assert drawn.any()
        assert not (drawn & ~near(expected)).any()
        assert not (expected & ~near(drawn)).any()
        assert np.mean(drawn == expected) > 0.95  # plotext rounds down, we round to the nearest dot


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", CHARTS)
def test_shared_cells_belong_to_the_same_line(name: str, tier: Tier) -> None:
    ours, theirs = rasters(FIGURES[name], 60, 15, tier)
    both = (ours.owners != NOBODY) & (theirs.owners != NOBODY)
    assert np.mean(ours.owners[both] == theirs.owners[both]) > 0.95


@pytest.mark.parametrize(("tier", "glyphs"), [("braille", "⣀⠤⠒⠉"), ("blocks", "▄▄▀▀"), ("ascii", "oooo")])
def test_level_lines_are_drawn_with_the_right_dots(tier: Tier, glyphs: str) -> None:
    x = numbers([0.0, 1.0])
    for quarter, glyph in enumerate(glyphs):
        level = Series("a", "a", x, numbers([quarter / 3] * 2))
        for raster in rasters(Chart("", (level,), y=Axis(low=0.0, high=1.0)), 5, 1, tier):
            assert "".join(raster.glyphs[0]) == glyph * 5


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1), (2, 2)])
@pytest.mark.parametrize("tier", TIERS)
def test_smallest_pictures_are_drawn_by_both(tier: Tier, size: tuple[int, int]) -> None:
    line = Series("a", "a", numbers([0.0, 1.0]), numbers([0.0, 1.0]))
    for raster in rasters(Chart("", (line,)), *size, tier):
        assert raster.glyphs.shape == (size[1], size[0])
        assert (raster.owners == 0).any()


def test_faint_dots_do_not_show_through_a_line() -> None:
    x = numbers(np.linspace(0, 1, 80))
    line, noise = (
        Series("a", "a", x, numbers(np.full(80, 0.5))),
        Series("b", "b", x, numbers(np.full(80, 0.52)), "faint"),
    )
    alone, _ = rasters(Chart("", (line,), y=Axis(low=0.0, high=1.0)), 20, 3, "braille")
    for raster in rasters(Chart("", (line, noise), y=Axis(low=0.0, high=1.0)), 20, 3, "braille"):
        assert rows(raster.glyphs) == rows(alone.glyphs)
        assert (raster.owners[1] == 0).all()


def test_plotext_starts_from_a_clean_figure_each_time() -> None:
    line, other = (Series("a", "a", numbers([0.0, 1.0]), numbers(y)) for y in ([0.0, 1.0], [1.0, 0.0]))
    fresh = rows(rasters(Chart("", (line,)), 20, 5, "braille")[1].glyphs)
    rasters(Chart("", (other, other, other)), 30, 9, "ascii", True)
    assert rows(rasters(Chart("", (line,)), 20, 5, "braille")[1].glyphs) == fresh


def rows(glyphs: Cells) -> list[str]:
    return ["".join(row) for row in glyphs.tolist()]
