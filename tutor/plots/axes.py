"""The two axes of a picture: lines, ticks and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tutor.plots.canvas import Canvas
from tutor.plots.frame import Area, Frame, draw_texts
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain
from tutor.plots.labels import readable
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.plots.scales import Scale
from tutor.plots.ticks import Tick, find_ticks
from tutor.spans import cell_width

ROWS_PER_TICK: Final = 2.5
ROWS_PER_DECADE_TICK: Final = 1.75  # decades are what a log axis is read by
COLUMNS_PER_TICK: Final = 7


def fit_y_ticks(scale: Scale, frame: Frame) -> tuple[Tick, ...]:
    """Ticks for the left axis, none where there is no room for axes."""
    if frame.ticks_row is None:
        return ()
    return find_ticks(scale, max(int(frame.count / (ROWS_PER_DECADE_TICK if scale.is_log else ROWS_PER_TICK)), 2))


def draw_frame(
    canvas: Canvas, look: Look, frame: Frame, area: Area, grain: Grain, x: Scale, y_ticks: Sequence[Tick] = ()
) -> None:
    """Everything around the picture: texts, the two axis lines, ticks with their labels."""
    draw_texts(canvas, look, frame, area)
    if frame.axis_row is not None:
        _draw_lines(canvas, look, frame.axis_row, area)
        _draw_y_ticks(canvas, look, area, grain, y_ticks)
        if frame.ticks_row is not None:
            _draw_x_ticks(canvas, look, frame.axis_row, area, grain, x)


def _draw_lines(canvas: Canvas, look: Look, axis_row: int, area: Area) -> None:
    glyph, ink = glyphs(look.tier), inks(look).axis
    canvas.write(area.left, axis_row, glyph.horizontal * area.columns, ink)
    if area.left > 0:
        canvas.glyphs[area.top : axis_row, area.left - 1] = glyph.vertical
        canvas.inks[area.top : axis_row, area.left - 1] = canvas.number(ink)
        canvas.write(area.left - 1, axis_row, glyph.corner, ink)


def _draw_y_ticks(canvas: Canvas, look: Look, area: Area, grain: Grain, ticks: Sequence[Tick]) -> None:
    glyph, ink = glyphs(look.tier), inks(look)
    for tick in ticks:
        row = area.top + grain.cell_row(tick.place)
        start = area.left - 1 - cell_width(tick.label)
        if start >= 0:
            canvas.write(start, row, readable(tick.label, look.tier), ink.label)
            canvas.write(area.left - 1, row, glyph.y_tick, ink.axis)


def _draw_x_ticks(canvas: Canvas, look: Look, axis_row: int, area: Area, grain: Grain, scale: Scale) -> None:
    glyph, ink = glyphs(look.tier), inks(look)
    for column, start, label in _fit_x_ticks(canvas.width, area, grain, scale):
        canvas.write(column, axis_row, glyph.x_tick, ink.axis)
        canvas.write(start, axis_row + 1, readable(label, look.tier), ink.label)


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
