"""What surrounds a picture: title, axes, ticks, footers, and which of them there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final, NamedTuple

from tutor.plots.canvas import Canvas
from tutor.plots.glyphs import glyphs
from tutor.plots.labels import fit, readable
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.spans import Line, cell_width

AXIS_FROM: Final = 4  # rows of the whole figure from which on each part is drawn
TICKS_FROM: Final = 5
HEADING_FROM: Final = (8, 11, 14)  # rows from which on title and y label may take one row, two, three
X_LABEL_FROM: Final = 12
LEGEND_FROM: Final = (7, 12, 17)  # the first and the second row, and so on
CROWDED_FROM: Final = (7, 9, 11)  # where less would not tell what is what
NOTES_FROM: Final = (9, 14, 20)
PICTURE_COLUMNS: Final = 8  # labels on the left give way rather than leave less than this
LABEL_GAP: Final = 2
Y_LABEL_SHARE: Final = 3  # where they have to share a row, the y axis's label may take a third of it


class Area(NamedTuple):
    """The cells of the picture on the canvas; `left`, `top` is its upper left corner."""

    left: int
    top: int
    columns: int
    rows: int


@dataclass(frozen=True)
class Frame:
    """What is written around a picture, and in which row of the figure; None where there is no room for it.

    `titles` are the rows of the title from the top on; the label of the y axis stands before the last of them, or in
    a row of its own below them.
    """

    titles: tuple[str, ...]
    x_label: str
    y_label: str
    footers: tuple[Line, ...]
    top: int
    count: int
    axis_row: int | None
    ticks_row: int | None
    x_label_row: int | None


def allowed_rows(starts: Sequence[int], height: int) -> int:
    """How many rows a legend or the notes may take in a figure of this height."""
    return sum(height >= start for start in starts)


def legend_room(height: int) -> tuple[int, int]:
    """How many rows the legend of a figure of this height may take: usually, and where fewer read alike."""
    return allowed_rows(LEGEND_FROM, height), allowed_rows(CROWDED_FROM, height)


def make_frame(
    width: int, height: int, look: Look, title: str, x_label: str, y_label: str, footers: Sequence[Line]
) -> Frame:
    """The rows of a figure: the picture takes what title, axis, labels and footers leave."""
    titles, y_label, top = _head(readable(title, look.tier), readable(y_label, look.tier), width, height, look)
    has_axis, has_ticks = height >= AXIS_FROM, height >= TICKS_FROM
    has_x_label = bool(x_label) and height >= X_LABEL_FROM
    count = height - top - has_axis - has_ticks - has_x_label - len(footers)
    axis_row = top + count
    return Frame(
        titles=titles,
        x_label=x_label,
        y_label=y_label,
        footers=tuple(footers),
        top=top,
        count=count,
        axis_row=axis_row if has_axis else None,
        ticks_row=axis_row + 1 if has_ticks else None,
        x_label_row=axis_row + 2 if has_x_label else None,
    )


def _head(title: str, y_label: str, width: int, height: int, look: Look) -> tuple[tuple[str, ...], str, int]:
    """The rows of the title, the label of the y axis, and how many rows both take: cut only where they must be."""
    most, ellipsis = allowed_rows(HEADING_FROM, height), glyphs(look.tier).ellipsis
    if not (title or y_label) or not most:
        return (), "", 0
    if cell_width(title) + cell_width(y_label) + LABEL_GAP <= width:
        return (title,), y_label, 1
    titles = tuple(wrap(title, max(width, 1)))
    rows = len(titles) + bool(y_label)
    if rows <= most and max(map(cell_width, (*titles, y_label))) <= width:
        return titles, y_label, rows
    y_label = fit(y_label, width // Y_LABEL_SHARE if title else width, ellipsis)
    return (fit(title, width - bool(y_label) * (cell_width(y_label) + LABEL_GAP), ellipsis),), y_label, 1


def place_area(width: int, frame: Frame, left_labels: Sequence[str], right: int = 0) -> Area:
    """The picture's cells: what labels on the left, axis line and `right` columns leave, never less than one."""
    gutter = max((cell_width(label) for label in left_labels), default=0)
    if width - gutter - 1 - right < PICTURE_COLUMNS:
        gutter = 0
    left = gutter + 1 if frame.axis_row is not None and width > PICTURE_COLUMNS else 0
    return Area(left, frame.top, max(width - left - right, 1), frame.count)


def draw_texts(canvas: Canvas, look: Look, frame: Frame, area: Area) -> None:
    """The title and what the y axis measures on top, what the x axis measures and the footers below."""
    _draw_heading(canvas, look, frame, area)
    if frame.x_label_row is not None:
        text = fit(readable(frame.x_label, look.tier), canvas.width, glyphs(look.tier).ellipsis)
        canvas.write(_middle(text, canvas, area), frame.x_label_row, text, inks(look).label)
    for row, line in enumerate(frame.footers, start=canvas.height - len(frame.footers)):
        column = 0
        for span in line:
            canvas.write(column, row, span.text, span.style)
            column += cell_width(span.text)


def _draw_heading(canvas: Canvas, look: Look, frame: Frame, area: Area) -> None:
    """The title above the middle of the picture, as far as a label of the y axis to its left allows."""
    if not frame.top:
        return
    is_beside = frame.top == len(frame.titles)
    start = cell_width(frame.y_label) + LABEL_GAP if is_beside and frame.y_label else 0
    for row, title in enumerate(frame.titles):
        canvas.write(max(_middle(title, canvas, area), start), row, title, inks(look).title)
    canvas.write(0, frame.top - 1, frame.y_label, inks(look).label)


def _middle(text: str, canvas: Canvas, area: Area) -> int:
    """Where a text starts that is centered over the picture, moved so that all of it is on the canvas."""
    start = area.left + (area.columns - cell_width(text)) // 2
    return max(min(start, canvas.width - cell_width(text)), 0)
