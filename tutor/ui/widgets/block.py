"""What all blocks of a lesson share: the column they stand in, and their id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tutor.spans import Line, Span
from tutor.ui.marks import Marks

MARGIN: Final = 2
BAR_WIDTH: Final = 2


def in_column(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with the column's margin, and a blank one after them."""
    margin = Span(" " * MARGIN)
    return (*((margin, *line) if line else () for line in lines), ())


def beside_bar(lines: Iterable[Line], signs: Marks, is_entered: bool) -> tuple[Line, ...]:
    """The lines with a bar at their left that says: this can be entered, or is."""
    bar = Span(f"{signs.entered if is_entered else signs.bar} ", "accent" if is_entered else "rule")
    return tuple((Span(" " * MARGIN), bar, *line) for line in lines)


def column_width(width: int) -> int:
    """The room for text in a widget of that width."""
    return width - 2 * MARGIN
