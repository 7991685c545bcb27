"""How fine a picture is: cells, and the dots each cell is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from tutor.plots.look import Tier

DOTS_PER_CELL: Final[dict[Tier, tuple[int, int]]] = {"braille": (2, 4), "blocks": (2, 2), "ascii": (1, 1)}


@dataclass(frozen=True)
class Grain:
    """A picture of cells, each `across` dots wide and `up` dots high."""

    cell_columns: int
    cell_rows: int
    across: int
    up: int

    @property
    def columns(self) -> int:
        """Dots from left to right."""
        return self.cell_columns * self.across

    @property
    def rows(self) -> int:
        """Dots from bottom to top."""
        return self.cell_rows * self.up

    def cell_column(self, place: float) -> int:
        """The column of cells at a place of the x axis, 0 .. 1."""
        return math.floor(place * (self.columns - 1) + 0.5) // self.across

    def cell_row(self, place: float) -> int:
        """The row of cells, counted from the top, at a place of the y axis, 0 .. 1."""
        return self.cell_rows - 1 - math.floor(place * (self.rows - 1) + 0.5) // self.up


def grain_of(cell_columns: int, cell_rows: int, tier: Tier) -> Grain:
    """The grain of the lines of a chart of so many cells."""
    return Grain(cell_columns, cell_rows, *DOTS_PER_CELL[tier])
