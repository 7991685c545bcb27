"""Traces as braille dots, quarter blocks or letters, straight from numpy: fast enough to move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tutor.plots.canvas import Cells
from tutor.plots.glyphs import FAINT_ASCII
from tutor.plots.grain import Grain
from tutor.plots.look import Tier
from tutor.plots.paths import walk
from tutor.plots.prepare import Trace, order_of_drawing

BITS: Final[dict[Tier, tuple[tuple[int, ...], ...]]] = {
    "braille": ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)),
    "blocks": ((1, 2), (4, 8)),
    "ascii": ((1,),),
}
"""What each dot of a cell counts, rows of dots from the top."""

BRAILLE: Final = np.array([chr(0x2800 + bits) for bits in range(256)])
QUARTERS: Final = np.array(list(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"))
NOBODY: Final = -1


class Raster(NamedTuple):
    """The picture of all traces, (rows, columns) of cells from the top: glyphs, and which trace owns each cell."""

    glyphs: Cells
    owners: npt.NDArray[np.int8]


def rasterize(traces: Sequence[Trace], grain: Grain, tier: Tier, is_bold: bool) -> Raster:
    """The cells of all traces, later ones over earlier ones; in a shared cell the later one's color wins."""
    shape = (grain.cell_rows, grain.cell_columns)
    bits = np.zeros(shape, dtype=np.uint8)
    owners = np.full(shape, NOBODY, dtype=np.int8)
    is_faint = np.ones(shape, dtype=bool)
    for position in order_of_drawing(traces):
        own = bits_of(traces[position], grain, tier, is_bold)
        is_drawn = own > 0
        bits[is_drawn] = own[is_drawn] | np.where(is_faint[is_drawn], 0, bits[is_drawn])
        is_faint[is_drawn] = traces[position].stroke == "faint"
        owners[is_drawn] = position
    if tier == "ascii":
        letters = np.array([" ", *(FAINT_ASCII if trace.stroke == "faint" else trace.letter for trace in traces)])
        return Raster(letters[owners + 1], owners)
    table = BRAILLE if tier == "braille" else QUARTERS
    return Raster(np.where(bits > 0, table[bits], " "), owners)


def bits_of(trace: Trace, grain: Grain, tier: Tier, is_bold: bool) -> npt.NDArray[np.uint8]:
    """(rows, columns) of cells from the top: which of its dots each cell shows."""
    field = np.zeros((grain.rows, grain.columns), dtype=np.uint8)
    for dots in (walk(trace.segments), trace.dots):
        field[dots[:, 1], dots[:, 0]] = 1
    if is_bold and len(trace.segments):
        field[1:] |= field[:-1]
    cells = field[::-1].reshape(grain.cell_rows, grain.up, grain.cell_columns, grain.across)
    bits = np.zeros((grain.cell_rows, grain.cell_columns), dtype=np.uint8)
    for row, weights in enumerate(BITS[tier]):
        for column, weight in enumerate(weights):
            bits |= cells[:, row, :, column] * np.uint8(weight)
    return bits
