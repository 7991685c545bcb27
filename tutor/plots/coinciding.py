"""Where lines lie dot on dot they take turns along the way, so that each of them is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from tutor.plots.dots import NOBODY, Raster, bits_of
from tutor.plots.grain import Grain
from tutor.plots.look import Tier
from tutor.plots.prepare import Trace

TURN: Final = 2  # cells


def take_turns(raster: Raster, traces: Sequence[Trace], grain: Grain, tier: Tier, is_bold: bool) -> Raster:
    """The same picture, each cell that several lines fill alike owned by one of them after the other."""
    lines = [position for position, trace in enumerate(traces) if trace.stroke != "faint"]
    if len(lines) < 2:
        return raster
    own = np.stack([bits_of(traces[position], grain, tier, is_bold) for position in lines])
    numbers = np.array([*lines, NOBODY], dtype=np.int8)  # the last one is found by index -1
    place = np.full(len(traces) + 1, -1)
    place[lines] = range(len(lines))
    owner_bits = np.take_along_axis(own, place[raster.owners][None], axis=0)
    is_alike = (own == owner_bits) & (own > 0) & (place[raster.owners] >= 0)
    count = is_alike.sum(axis=0)
    turn = np.arange(grain.cell_columns) // TURN % np.maximum(count, 1)
    is_next = is_alike & (np.cumsum(is_alike, axis=0) - 1 == turn)
    owners = np.where(count > 1, numbers[np.argmax(is_next, axis=0)], raster.owners)
    if tier != "ascii":
        return Raster(raster.glyphs, owners)
    letters = np.array([trace.letter for trace in traces])
    return Raster(np.where(count > 1, letters[owners], raster.glyphs), owners)
