"""The points of a series and where they lie in the frame: the first thing done with data, and done once."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from tutor.plots.figure import Chart, Numbers, Series
from tutor.plots.paths import Flags
from tutor.plots.scales import Scale

EDGE: Final = 1e-9  # axis lengths; so little outside the frame is rounding


class Located(NamedTuple):
    """`x`, `y`: (points,) the values. `across`, `up`: (points,) their places, 0 .. 1 inside the frame."""

    series: Series
    x: Numbers
    y: Numbers
    across: Numbers
    up: Numbers

    @property
    def is_line(self) -> bool:
        """Whether neighbors are connected."""
        return self.series.stroke in ("line", "dashed")

    @property
    def is_shown(self) -> Flags:
        """(points,) whether a point is a number and inside the frame."""
        return self.is_beside & np.isfinite(self.up) & (self.up >= -EDGE) & (self.up <= 1 + EDGE)

    @property
    def is_beside(self) -> Flags:
        """(points,) whether a point has a column in the frame, be its y what it may."""
        return np.isfinite(self.across) & (self.across >= -EDGE) & (self.across <= 1 + EDGE)


def locate(chart: Chart, x: Scale, y: Scale) -> list[Located]:
    """The points of each series; where `x` and `y` differ in length, the pairs there are."""
    located = []
    for series in chart.series:
        points = min(len(series.x), len(series.y))
        across, up = x.places(series.x[:points]), y.places(series.y[:points])
        located.append(Located(series, series.x[:points], series.y[:points], across, up))
    return located
