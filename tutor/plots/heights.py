"""How many rows a figure wants where nothing else decides."""

from __future__ import annotations

from typing import Final

from tutor.plots.figure import Bars, Figure, Ridge

CHART_ROWS: Final = 15


def preferred_height(figure: Figure, most: int = CHART_ROWS) -> int:
    """The height at which a figure reads well, at most `most`."""
    match figure:
        case Bars():
            return min(most, 2 * len(figure.bars) + 3)
        case Ridge():
            return min(most, 2 * len(figure.histograms) + 4)
    return most
