"""Where an activation is flat, as bands to shade."""

from __future__ import annotations

import numpy as np

from tutor.nn.activation import Activation
from tutor.nn.propagation import FLAT_SLOPE
from tutor.plots.figure import Band

POINTS = 961


def flat_bands(activation: Activation, low: float, high: float) -> tuple[Band, ...]:
    """The stretches of [low, high] where |f'(z)| < 0.05."""
    z = np.linspace(low, high, POINTS)
    is_flat = np.concatenate([[False], np.abs(activation.slope(z)) < FLAT_SLOPE, [False]])
    edges = np.flatnonzero(is_flat[1:] != is_flat[:-1])
    starts, ends = edges[::2], edges[1::2] - 1
    return tuple(Band(float(z[i]), float(z[j]), "flat") for i, j in zip(starts, ends, strict=True) if j > i)
