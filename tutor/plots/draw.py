"""The one door to drawing: a figure in, lines of cells out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tutor.plots import dots
from tutor.plots.bars import draw_bars
from tutor.plots.chart import draw_chart
from tutor.plots.dots import Raster
from tutor.plots.fields import draw_field
from tutor.plots.figure import Bars, Chart, Field, Figure, Ridge
from tutor.plots.grain import Grain
from tutor.plots.look import Look, Tier
from tutor.plots.prepare import Trace, count_dots
from tutor.plots.ridges import draw_ridge
from tutor.spans import Line

DOTS_PER_COLUMN: Final = 12
"""plotext draws pictures with up to so many dots for each column of cells: four lines, but no clouds of raw values."""


def draw(figure: Figure, width: int, height: int, look: Look, *, is_live: bool = False) -> tuple[Line, ...]:
    """Exactly `height` lines of exactly `width` cells that show the figure; both at least 1.

    A still chart is drawn by plotext, and therefore in one thread at a time; everything else, and a live chart,
    straight from numpy.
    """
    match figure:
        case Bars():
            return draw_bars(figure, width, height, look)
        case Ridge():
            return draw_ridge(figure, width, height, look)
        case Field():
            return draw_field(figure, width, height, look)
        case Chart() if is_live:
            return draw_chart(figure, width, height, look, dots.rasterize)
        case Chart():
            return draw_chart(figure, width, height, look, _rasterize_still)


def _rasterize_still(traces: Sequence[Trace], grain: Grain, tier: Tier, is_bold: bool) -> Raster:
    """plotext's lines, unless there are so many dots that it would hold up the screen: it visits each in Python."""
    if sum(count_dots(trace) for trace in traces) > DOTS_PER_COLUMN * grain.cell_columns:
        return dots.rasterize(traces, grain, tier, is_bold)
    from tutor.plots import plotext_renderer  # a cost that figures which move need not pay

    raster: Raster = plotext_renderer.rasterize(traces, grain, tier, is_bold)
    return raster
