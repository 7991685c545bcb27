"""How many rows a figure wants where nothing else decides."""

from __future__ import annotations

from typing import Final

from tutor.plots.figure import Bars, Figure, Ridge
from tutor.plots.frame import X_LABEL_FROM

CHART_ROWS: Final = 15
AROUND_BARS: Final = 3  # title, axis, ticks


def preferred_height(figure: Figure, most: int = CHART_ROWS) -> int:
    """The height at which a figure reads well, at most `most`."""
    match figure:
        case Bars():
            airy, dense = (_around_bars(rows * len(figure.bars)) for rows in (2, 1))
            return airy if airy <= most else min(dense, most)
        case Ridge():
            return min(most, 2 * len(figure.histograms) + 4)
    return most


def _around_bars(rows: int) -> int:
    """The height of a figure whose picture has so many rows."""
    return rows + AROUND_BARS + (rows + AROUND_BARS >= X_LABEL_FROM)
