"""A letter every few columns on each line, so that lines can be told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from tutor.plots.canvas import Canvas
from tutor.plots.grain import Grain
from tutor.plots.look import Look
from tutor.plots.palette import inks
from tutor.plots.paths import walk
from tutor.plots.prepare import Trace

PERIOD: Final = 10  # columns


def draw_letters(picture: Canvas, look: Look, traces: Sequence[Trace], grain: Grain) -> None:
    """Write each trace's letter on its line, every trace at columns of its own."""
    taken: set[int] = set()
    for position, trace in enumerate(traces):
        columns, rows = _cells(trace, grain)
        phase = (2 * position + 1) * PERIOD // (2 * len(traces))
        chosen = np.flatnonzero(columns % PERIOD == phase)
        if not len(chosen):
            chosen = np.array([at for at, column in enumerate(columns.tolist()) if column not in taken][:1], dtype=int)
        for column, row in zip(columns[chosen].tolist(), rows[chosen].tolist(), strict=True):
            picture.write(column, row, trace.letter, inks(look).letter)
            taken.add(column)


def _cells(trace: Trace, grain: Grain) -> tuple[np.ndarray, np.ndarray]:
    """The columns of cells a trace passes, and in each the row (from the top) where it comes in."""
    dots = np.concatenate([walk(trace.segments), trace.dots])
    columns, first = np.unique(dots[:, 0] // grain.across, return_index=True)
    return columns, grain.cell_rows - 1 - dots[first, 1] // grain.up
