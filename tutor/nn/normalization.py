"""What batch and layer normalization share: from centered inputs and their variance to the output."""

from __future__ import annotations

from typing import Final

import numpy as np

from tutor.nn.arrays import Array

EPSILON: Final = 1e-5  # PyTorch's


def scale_and_shift(centered: Array, var: Array, gamma: Array, beta: Array, scale: Array, output: Array) -> Array:
    """gamma x_hat + beta with x_hat = (x - mu) / sqrt(var + eps), in `output`: (..., batch, features).

    `centered`, x - mu of the same shape, becomes x_hat; `scale`, of the shape of `var`, becomes 1 / sqrt(var + eps).
    """
    np.add(var, EPSILON, out=scale)
    np.sqrt(scale, out=scale)
    np.divide(1.0, scale, out=scale)
    np.multiply(centered, scale, out=centered)
    np.multiply(centered, gamma, out=output)
    return np.add(output, beta, out=output)
