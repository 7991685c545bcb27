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
class Frame:
    """What is written around a picture, and in which row of the figure; None where there is no room for it."""

    title: str
    x_label: str
    y_label: str
    footers: tuple[Line, ...]
    title_row: int | None
    top: int
    count: int
    axis_row: int | None
    ticks_row: int | None
    x_label_row: int | None


def allowed_rows(starts: Sequence[int], height: int) -> int:
    """How many rows a legend or the notes may take in a figure of this height."""
    return sum(height >= start for start in starts)


def make_frame(height: int, title: str, x_label: str, y_label: str, footers: Sequence[Line]) -> Frame:
    """The rows of a figure: the picture takes what title, axis, labels and footers leave."""
    has_title = bool(title or y_label) and height >= TITLE_FROM
    has_axis, has_ticks = height >= AXIS_FROM, height >= TICKS_FROM
    has_x_label = bool(x_label) and height >= X_LABEL_FROM
    count = height - has_title - has_axis - has_ticks - has_x_label - len(footers)
    axis_row = has_title + count
    return Frame(
        title=title,
        x_label=x_label,
        y_label=y_label,
        footers=tuple(footers),
        title_row=0 if has_title else None,
        top=int(has_title),
        count=count,
        axis_row=axis_row if has_axis else None,
        ticks_row=axis_row + 1 if has_ticks else None,
        x_label_row=axis_row + 2 if has_x_label else None,
    )


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
    """The title above the middle of the picture, as far as the label of the y axis to its left allows."""
    if frame.title_row is None:
        return
    ellipsis, ink = glyphs(look.tier).ellipsis, inks(look)
    title, y_label = readable(frame.title, look.tier), readable(frame.y_label, look.tier)
    if cell_width(title) + cell_width(y_label) + LABEL_GAP > canvas.width:
        y_label = fit(y_label, canvas.width // Y_LABEL_SHARE, ellipsis)
    start = cell_width(y_label) + LABEL_GAP if y_label else 0
    title = fit(title, canvas.width - start, ellipsis)
    canvas.write(0, frame.title_row, y_label, ink.label)
    canvas.write(max(_middle(title, canvas, area), start), frame.title_row, title, ink.title)


def _middle(text: str, canvas: Canvas, area: Area) -> int:
    """Where a text starts that is centered over the picture, moved so that all of it is on the canvas."""
    start = area.left + (area.columns - cell_width(text)) // 2
    return max(min(start, canvas.width - cell_width(text)), 0)
