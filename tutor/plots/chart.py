"""A chart as lines of cells: frame, bands, grid, marks, the traces of a rasterizer, letters, markers at the edge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from tutor.plots.axes import draw_frame, fit_y_ticks
from tutor.plots.bands import draw_bands
from tutor.plots.callouts import draw_callouts
from tutor.plots.canvas import Canvas
from tutor.plots.coinciding import take_turns
from tutor.plots.dots import NOBODY, Raster
from tutor.plots.figure import Chart
from tutor.plots.frame import NOTES_FROM, allowed_rows, legend_room, make_frame, place_area
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain, grain_of
from tutor.plots.legend import legend_rows, note_rows
from tutor.plots.letters import draw_letters
from tutor.plots.located import locate
from tutor.plots.look import Look, Tier
from tutor.plots.losses import tell_losses
from tutor.plots.marks import draw_mark_lines, draw_mark_points, place_marks
from tutor.plots.palette import inks
from tutor.plots.prepare import Trace, prepare
from tutor.plots.scales import fit_scales
from tutor.plots.ticks import Tick
from tutor.spans import Line

Rasterize = Callable[[Sequence[Trace], Grain, Tier, bool], Raster]

NO_DATA: Final = "no data"
BOLD_FROM: Final = 120  # columns from which on a line is two dots thick


def draw_chart(chart: Chart, width: int, height: int, look: Look, rasterize: Rasterize) -> tuple[Line, ...]:
    """`height` lines of `width` cells with the chart, its lines drawn by `rasterize`."""
    x, y = fit_scales(chart)
    located = locate(chart, x, y)
    legend = legend_rows(chart.series, width, look, *legend_room(height))
    notes = note_rows(tell_losses(located, chart, x, y), width, look, allowed_rows(NOTES_FROM, height))
    frame = make_frame(width, height, look, chart.title, chart.x.label, chart.y.label, (*legend, *notes))
    y_ticks = fit_y_ticks(y, frame)
    area = place_area(width, frame, [tick.label for tick in y_ticks])
    grain = grain_of(area.columns, area.rows, look.tier)
    traces = prepare(located, grain)
    canvas = Canvas(width, height)
    picture = canvas.part(*area)
    draw_frame(canvas, look, frame, area, grain, x, y_ticks)
    marks = place_marks(chart.marks, x, y, grain)
    _draw_grid(picture, look, grain, y_ticks)
    draw_bands(picture, look, chart.bands, x, grain)
    draw_mark_lines(picture, look, marks)
    _draw_edges(picture, look, [trace for trace in traces if trace.stroke == "faint"], grain)
    is_bold = width >= BOLD_FROM
    raster = take_turns(rasterize(traces, grain, look.tier, is_bold), traces, grain, look.tier, is_bold)
    _draw_traces(picture, look, traces, raster)
    _draw_edges(picture, look, [trace for trace in traces if trace.stroke != "faint"], grain)
    if not look.is_colored:
        told = [trace for trace, one in zip(traces, located, strict=True) if one.series.is_told]
        draw_letters(picture, look, told, grain)
    draw_mark_points(picture, look, marks)
    draw_callouts(picture, look, marks, chart.bands, x, grain)
    return canvas.lines()


def _draw_grid(picture: Canvas, look: Look, grain: Grain, y_ticks: Sequence[Tick]) -> None:
    for tick in y_ticks:
        picture.write(0, grain.cell_row(tick.place), glyphs(look.tier).grid * picture.width, inks(look).grid)


def _draw_traces(picture: Canvas, look: Look, traces: Sequence[Trace], raster: Raster) -> None:
    numbers = np.array([picture.number(_shade(trace, look)) for trace in traces], dtype=np.int16)
    is_drawn = raster.owners != NOBODY
    picture.glyphs[is_drawn] = raster.glyphs[is_drawn]
    picture.inks[is_drawn] = numbers[raster.owners[is_drawn]]
    if not is_drawn.any() and not any(len(trace.above) + len(trace.below) + len(trace.undefined) for trace in traces):
        picture.write((picture.width - len(NO_DATA)) // 2, picture.height // 2, NO_DATA, inks(look).label)


def _draw_edges(picture: Canvas, look: Look, traces: Sequence[Trace], grain: Grain) -> None:
    """Markers in the top and bottom rows where data leave the frame or are not numbers."""
    glyph = glyphs(look.tier)
    for trace in traces:
        edges = ((trace.above, 0, glyph.above), (trace.below, -1, glyph.below), (trace.undefined, -1, glyph.undefined))
        for columns, row, sign in edges:
            picture.glyphs[row, columns // grain.across] = sign
            picture.inks[row, columns // grain.across] = picture.number(_shade(trace, look))


def _shade(trace: Trace, look: Look) -> str:
    shades = inks(look).faint if trace.stroke == "faint" else inks(look).hues
    return shades[trace.hue % len(shades)]
