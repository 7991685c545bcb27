"""Readouts as lines: label and number, in as many columns as fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tutor.labs.frame import Frame, Readout
from tutor.plots.numerals import human
from tutor.spans import Line, Span, cell_width

GAP: Final = 3
LONGEST_NUMBER: Final = 10
DIGITS: Final = 4


def readout_lines(frame: Frame, width: int, watch: Iterable[str] = ()) -> Iterator[Line]:
    """The readouts, those named in `watch` only if any are; labels dim, numbers bright, aligned in columns."""
    watched = tuple(watch)
    chosen = [readout for readout in frame.readouts if not watched or readout.name in watched]
    if not chosen:
        return
    label_width = max(cell_width(readout.label) for readout in chosen)
    cell = label_width + 2 + LONGEST_NUMBER
    columns = max(1, min(len(chosen), (width + GAP) // (cell + GAP)))
    rows = -(-len(chosen) // columns)
    for row in range(rows):
        spans: list[Span] = []
        for readout in chosen[row::rows]:
            spans += _cell(readout, label_width)
        yield tuple(spans)


def _cell(readout: Readout, label_width: int) -> tuple[Span, ...]:
    label = readout.label + " " * (label_width - cell_width(readout.label))
    number = human(readout.value, DIGITS)
    return Span(label, "dim"), Span("  "), Span(number.ljust(LONGEST_NUMBER), "strong"), Span(" " * GAP)
