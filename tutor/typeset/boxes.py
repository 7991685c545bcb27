"""Blocks of cells that stand beside, above and below each other: what a formula is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tutor.spans import Line, Span, cell_width, line_width

INDENT: Final = 4
"""How far a displayed formula stands in from its surroundings, where there is room."""


class Box(NamedTuple):
    """Rows of exactly `width` cells. The row at index `baseline` stands on the line of its surroundings."""

    rows: tuple[Line, ...]
    width: int
    baseline: int

    @property
    def below(self) -> int:
        """How many rows hang below the baseline."""
        return len(self.rows) - self.baseline - 1


def text_box(text: str, style: str = "") -> Box:
    """One row of text."""
    return Box(((Span(text, style),),), cell_width(text), 0)


def line_box(line: Line) -> Box:
    """A line as a box."""
    return Box((line,), line_width(line), 0)


def blank(width: int) -> Line:
    """`width` empty cells."""
    return (Span(" " * width),) if width > 0 else ()


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes next to each other, on one baseline."""
    if len(boxes) == 1:
        return boxes[0]
    above = max(box.baseline for box in boxes)
    below = max(box.below for box in boxes)
    rows: list[Line] = []
    for offset in range(-above, below + 1):
        row: list[Span] = []
        for box in boxes:
            index = box.baseline + offset
            row.extend(box.rows[index] if 0 <= index < len(box.rows) else blank(box.width))
        rows.append(tuple(row))
    return Box(tuple(rows), sum(box.width for box in boxes), above)


def stacked(boxes: Sequence[Box], base: int, align: str = "center") -> Box:
    """Boxes on top of each other; the baseline is that of the box at index `base`. `align`: left, center or right."""
    width = max(box.width for box in boxes)
    rows = tuple(row for box in boxes for row in widened(box, width, align).rows)
    return Box(rows, width, sum(len(box.rows) for box in boxes[:base]) + boxes[base].baseline)


def widened(box: Box, width: int, align: str) -> Box:
    """The box in the middle, at the left or at the right of `width` cells."""
    free = width - box.width
    if free <= 0:
        return box
    left = {"left": 0, "center": free // 2, "right": free}[align]
    return Box(tuple((*blank(left), *row, *blank(free - left)) for row in box.rows), width, box.baseline)
