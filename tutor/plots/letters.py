"""A letter every few columns on each line, so that lines can be told apart without color."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    lines = [dict(_cells(trace, grain)) for trace in traces]
    phases = [(2 * position + 1) * PERIOD // (2 * len(traces)) for position in range(len(traces))]
    chosen = [[c for c in line if c % PERIOD == phase] for line, phase in zip(lines, phases, strict=True)]
    for trace, line, columns in zip(traces, lines, chosen, strict=True):
        if not columns:  # a line too short to pass a column of its own takes one that is free
            taken = {column for others in chosen for column in others}
            columns += [column for column in line if column not in taken][:1]
        for column in columns:
            picture.write(column, line[column], trace.letter, inks(look).letter)


def _cells(trace: Trace, grain: Grain) -> Iterator[tuple[int, int]]:
    """The columns of cells a trace passes, and in each the row (from the top) where it comes in."""
    dots = np.concatenate([walk(trace.segments), trace.dots])
    columns, first = np.unique(dots[:, 0] // grain.across, return_index=True)
    return zip(columns.tolist(), (grain.cell_rows - 1 - dots[first, 1] // grain.up).tolist(), strict=True)
