"""Sizes that many nets of one recipe end with: as a histogram over a log axis, and as quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Histogram, Ridge, numbers

BINS: Final = 30
LEAST_LOW, LEAST_HIGH = 0.1, 10.0


def luck_ridge(title: str, rows: Sequence[tuple[str, Array, str]]) -> Ridge:
    """A histogram a row of (label, sizes, note) over one log axis; sizes of 0 lie on no log axis and are left out."""
    logs = [np.log10(sizes[sizes > 0.0]) for _, sizes, _ in rows]
    everything = np.concatenate([*logs, np.log10([LEAST_LOW, LEAST_HIGH])])
    low, high = np.floor(everything.min()), np.ceil(everything.max())
    histograms = tuple(
        Histogram(label, numbers(np.histogram(log, BINS, (low, high))[0]), note)
        for log, (label, _, note) in zip(logs, rows, strict=True)
    )
    return Ridge(title, histograms, Axis("rms at the top", "log", float(10.0**low), float(10.0**high)))


def geometric_mean(sizes: Array) -> float:
    """0 if one of them is 0."""
    with np.errstate(divide="ignore"):
        return float(np.exp(np.mean(np.log(sizes))))
