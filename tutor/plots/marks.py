"""Places to look at: dotted lines and points in a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from tutor.plots.canvas import Canvas
from tutor.plots.figure import Mark
from tutor.plots.glyphs import glyphs
from tutor.plots.grain import Grain
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.plots.scales import Scale


class PlacedMark(NamedTuple):
    """A mark in cells of the picture: a vertical line (`row` None), a horizontal one (`column` None) or a point."""

    label: str
    column: int | None
    row: int | None


def place_marks(marks: Sequence[Mark], x: Scale, y: Scale, grain: Grain) -> list[PlacedMark]:
    """The marks that are inside the picture."""
    placed = []
    for mark in marks:
        across, up = _place(x, mark.x), _place(y, mark.y)
        if (across, up) != (None, None) and all(p is None or 0 <= p <= 1 for p in (across, up)):
            column = None if across is None else grain.cell_column(across)
            placed.append(PlacedMark(mark.label, column, None if up is None else grain.cell_row(up)))
    return placed


def _place(scale: Scale, value: float | None) -> float | None:
    """Where a mark lies on an axis; -1, which is outside, for what is not a number."""
    if value is None:
        return None
    place = float(scale.places([value])[0])
    return place if math.isfinite(place) else -1.0


def draw_mark_lines(picture: Canvas, look: Look, marks: Sequence[PlacedMark]) -> None:
    """The dotted lines of the marks, from edge to edge."""
    glyph, ink = glyphs(look.tier), inks(look).mark
    for mark in marks:
        if mark.column is None and mark.row is not None:
            picture.write(0, mark.row, glyph.horizontal_mark * picture.width, ink)
        elif mark.row is None and mark.column is not None:
            for row in range(picture.height):
                picture.write(mark.column, row, glyph.vertical_mark, ink)


def draw_mark_points(picture: Canvas, look: Look, marks: Sequence[PlacedMark]) -> None:
    """The points among the marks."""
    for mark in marks:
        if mark.column is not None and mark.row is not None:
            picture.write(mark.column, mark.row, glyphs(look.tier).point, inks(look).mark)
