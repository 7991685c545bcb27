"""The one door to drawing: a figure in, lines of cells out."""

from __future__ import annotations

from collections.abc import Sequence

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
    """plotext's lines, as long as it needs no longer for them than a frame may take: it walks every dot in Python."""
    from tutor.plots import plotext_renderer  # a cost that figures which move need not pay

    visits = sum(count_dots(trace) for trace in traces) * (2 if is_bold else 1)
    is_light = visits <= grain.cell_columns * grain.cell_rows
    rasterize = plotext_renderer.rasterize if is_light else dots.rasterize
    return rasterize(traces, grain, tier, is_bold)
