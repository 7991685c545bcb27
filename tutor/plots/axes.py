"""The two axes of a picture: lines, ticks and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tutor.plots.canvas import Canvas
from tutor.plots.frame import Area, Rows
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.plots.scales import Scale
from tutor.plots.ticks import Tick, find_ticks
from tutor.spans import cell_width

ROWS_PER_TICK: Final = 2.5
COLUMNS_PER_TICK: Final = 7


def fit_y_ticks(scale: Scale, rows: Rows) -> tuple[Tick, ...]:
    """Ticks for the left axis, none where there is no room for axes."""
    return find_ticks(scale, max(int(rows.count / ROWS_PER_TICK), 2)) if rows.ticks is not None else ()


def draw_axes(canvas: Canvas, look: Look, rows: Rows, area: Area) -> None:
    """The two axis lines."""
    if rows.axis is None:
        return
    glyph, ink = glyphs(look.tier), inks(look).axis
    canvas.write(area.left, rows.axis, glyph.horizontal * area.columns, ink)
    canvas.glyphs[area.top : rows.axis, area.left - 1] = glyph.vertical
    canvas.inks[area.top : rows.axis, area.left - 1] = canvas.number(ink)
    canvas.write(area.left - 1, rows.axis, glyph.corner, ink)


def draw_y_ticks(canvas: Canvas, look: Look, area: Area, grain: Grain, ticks: Sequence[Tick]) -> None:
    """The labels of the left axis, where they fit beside the picture."""
    glyph, ink = glyphs(look.tier), inks(look)
    for tick in ticks:
        row = area.top + grain.cell_row(tick.place)
        start = area.left - 1 - cell_width(tick.label)
        if start >= 0:
            canvas.write(start, row, tick.label, ink.label)
            canvas.write(area.left - 1, row, glyph.y_tick, ink.axis)


def draw_x_ticks(canvas: Canvas, look: Look, rows: Rows, area: Area, grain: Grain, scale: Scale) -> None:
    """Ticks and labels of the lower axis, as many as fit without touching."""
    if rows.axis is None or rows.ticks is None:
        return
    glyph, ink = glyphs(look.tier), inks(look)
    for column, start, label in _fit_x_ticks(canvas.width, area, grain, scale):
        canvas.write(column, rows.axis, glyph.x_tick, ink.axis)
        canvas.write(start, rows.ticks, label, ink.label)


def _fit_x_ticks(width: int, area: Area, grain: Grain, scale: Scale) -> list[tuple[int, int, str]]:
    """(column, where its label starts, label) of the most ticks whose labels keep apart."""
    for most in range(max(area.columns // COLUMNS_PER_TICK, 2), 0, -1):
        placed = []
        for tick in find_ticks(scale, most):
            column = area.left + grain.cell_column(tick.place)
            start = min(max(column - cell_width(tick.label) // 2, 0), width - cell_width(tick.label))
            placed.append((column, start, tick.label))
        ends = [start + cell_width(label) for _, start, label in placed]
        if all(end < start for end, (_, start, _) in zip(ends, placed[1:], strict=False)) and placed:
            return placed if placed[0][1] >= 0 else []
    return []
