"""Histograms of what enters the activations, layer below layer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from tutor.labs.bands import flat_bands
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array, root_mean_square
from tutor.plots.figure import Axis, Histogram, Ridge, numbers

ROWS: Final = 6
BINS: Final = 60
DEVIATIONS: Final = 3.0  # of the layer that scatters most, at each side of 0


def layer_ridge(title: str, activation: str, inputs: Sequence[Array], notes: Sequence[str]) -> Ridge:
    """Up to six of these layers over one axis, with the stretches shaded where the activation is flat.

    `inputs`: what enters the activation of each layer, of any shape; `notes`: what is said of each.
    """
    finite = {layer: _finite(inputs[layer - 1]) for layer in some_layers(len(inputs))}
    spreads = [root_mean_square(z) if z.size else 1.0 for z in finite.values()]
    end = DEVIATIONS * max((spread for spread in spreads if math.isfinite(spread)), default=1.0) or 1.0
    histograms = tuple(
        Histogram(f"layer {layer}", numbers(_counts(z, end)), notes[layer - 1]) for layer, z in finite.items()
    )
    return Ridge(title, histograms, Axis("z", low=-end, high=end), flat_bands(ACTIVATIONS[activation], -end, end))


def some_layers(depth: int) -> tuple[int, ...]:
    """The first layer, and from the top down every so many, for at most six of them."""
    stride = -(-(depth - 1) // (ROWS - 1)) or 1
    return tuple(sorted({1, *range(depth, 1, -stride)}))


def _finite(z: Array) -> Array:
    return z if np.isfinite(z).all() else z[np.isfinite(z)]


def _counts(z: Array, end: float) -> Array:
    """(BINS,) how many lie in each part of -end .. end, in less than half of the time of np.histogram."""
    inside = z[np.abs(z) <= end]
    places = np.minimum((inside / end + 1.0) * (BINS / 2), BINS - 1).astype(int)
    return np.bincount(places, minlength=BINS).astype(float)
