"""Batch normalization in its barest form, with an epsilon that can be turned, 0 included."""

from __future__ import annotations

from typing import Final

import numpy as np

from tutor.labs.knobs import Choice
from tutor.nn.arrays import Array

EPSILONS: Final = ("0", "1e-5", "0.001", "0.1")


def epsilon_knob() -> Choice:
    """What is added to the variance: nothing, the usual 1e-5, or so much that it shows."""
    return Choice("epsilon", "epsilon", EPSILONS, EPSILONS[0])


def variance(x: Array) -> Array:
    """The biased variance over the first axis of x: (batch, ...); exactly 0 where all are equal."""
    return np.asarray((x - x[0]).var(axis=0))


def normalize(x: Array, epsilon: float) -> tuple[Array, Array]:
    """x_hat = (x - mean) / sqrt(variance + epsilon) over the first axis of x, and that square root.

    What has neither variance nor epsilon is nan.
    """
    shifted = x - x[0]  # so that equal numbers have no rounding between them
    deviation = np.sqrt(variance(x) + epsilon)
    with np.errstate(invalid="ignore"):
        return np.asarray((shifted - shifted.mean(axis=0)) / deviation), deviation


def input_gradient(upstream: Array, x_hat: Array, deviation: Array) -> Array:
    """dL/dx from dL/dx_hat: (dx_hat - mean(dx_hat) - x_hat mean(dx_hat x_hat)) / deviation, over the first axis."""
    along = (upstream * x_hat).mean(axis=0)
    return np.asarray((upstream - upstream.mean(axis=0) - x_hat * along) / deviation)
