"""What surrounds a picture: title, axes, ticks, footers, and which of them there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from tutor.plots.canvas import Canvas
from tutor.plots.glyphs import glyphs
from tutor.plots.labels import fit, readable
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.spans import Line, cell_width

AXIS_FROM: Final = 4  # rows of the whole figure from which on each part is drawn
TICKS_FROM: Final = 5
TITLE_FROM: Final = 8
X_LABEL_FROM: Final = 12
LEGEND_FROM: Final = (7, 12)  # the first and the second row, and so on
NOTES_FROM: Final = (9, 14, 20)
PICTURE_COLUMNS: Final = 8  # labels on the left give way rather than leave less than this
LABEL_GAP: Final = 2
Y_LABEL_SHARE: Final = 3  # the y axis's title may take a third of the top row


class Area(NamedTuple):
    """The cells of the picture on the canvas; `left`, `top` is its upper left corner."""

    left: int
    top: int
    columns: int
    rows: int


@dataclass(frozen=True)
class Rows:
    """Which row of the figure holds what; None where there is no room for it."""

    title: int | None
    top: int
    count: int
    axis: int | None
    ticks: int | None
    x_label: int | None
    footers: tuple[tuple[int, Line], ...]


def allowed_rows(starts: Sequence[int], height: int) -> int:
    """How many rows a legend or the notes may take in a figure of this height."""
    return sum(height >= start for start in starts)


def share_rows(height: int, title: str, x_label: str, footers: Sequence[Line]) -> Rows:
    """The rows of a figure: the picture takes what title, axis, labels and footers leave."""
    has_title = bool(title) and height >= TITLE_FROM
    has_axis, has_ticks = height >= AXIS_FROM, height >= TICKS_FROM
    has_x_label = bool(x_label) and height >= X_LABEL_FROM
    top = int(has_title)
    count = height - top - has_axis - has_ticks - has_x_label - len(footers)
    axis = top + count
    first_footer = height - len(footers)
    return Rows(
        title=0 if has_title else None,
        top=top,
        count=count,
        axis=axis if has_axis else None,
        ticks=axis + 1 if has_ticks else None,
        x_label=axis + 2 if has_x_label else None,
        footers=tuple((first_footer + offset, line) for offset, line in enumerate(footers)),
    )


def place_area(width: int, rows: Rows, left_labels: Sequence[str], right: int = 0) -> Area:
    """The picture's cells: what labels on the left, axis line and `right` columns leave, never less than one."""
    gutter = max((cell_width(label) for label in left_labels), default=0)
    if width - gutter - 1 - right < PICTURE_COLUMNS:
        gutter = 0
    left = gutter + 1 if rows.axis is not None and width > PICTURE_COLUMNS else 0
    return Area(left, rows.top, max(width - left - right, 1), rows.count)


def draw_heading(canvas: Canvas, look: Look, rows: Rows, area: Area, title: str, y_label: str = "") -> None:
    """The title above the middle of the picture, what the y axis measures to its left."""
    if rows.title is None:
        return
    ellipsis, ink = glyphs(look.tier).ellipsis, inks(look)
    title, y_label = readable(title, look.tier), readable(y_label, look.tier)
    if cell_width(title) + cell_width(y_label) + LABEL_GAP > canvas.width:
        y_label = fit(y_label, canvas.width // Y_LABEL_SHARE, ellipsis)
    start = cell_width(y_label) + LABEL_GAP if y_label else 0
    title = fit(title, canvas.width - start, ellipsis)
    middle = area.left + (area.columns - cell_width(title)) // 2
    canvas.write(0, rows.title, y_label, ink.label)
    canvas.write(min(max(middle, start), canvas.width - cell_width(title)), rows.title, title, ink.title)


def draw_footers(canvas: Canvas, look: Look, rows: Rows, area: Area, x_label: str) -> None:
    """What the x axis measures, and the rows below it."""
    if rows.x_label is not None:
        text = fit(readable(x_label, look.tier), canvas.width, glyphs(look.tier).ellipsis)
        middle = area.left + (area.columns - cell_width(text)) // 2
        canvas.write(min(max(middle, 0), canvas.width - cell_width(text)), rows.x_label, text, inks(look).label)
    for row, line in rows.footers:
        column = 0
        for span in line:
            canvas.write(column, row, span.text, span.style)
            column += cell_width(span.text)
