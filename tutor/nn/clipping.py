"""Gradient clipping, in place, on the flat gradient (..., parameters)."""

from __future__ import annotations

import numpy as np

from tutor.nn.arrays import Array, row_norms

NORM_GUARD = 1e-6  # PyTorch's, against division by 0


def clip_grad_norm_(gradient: Array, limit: float) -> Array:
    """The norm before, (..., 1); g is multiplied by min(1, limit / (norm + 1e-6)).

    Source: Pascanu et al. 2013, algorithm 1.
    """
    norms = row_norms(gradient)
    np.multiply(gradient, np.minimum(1.0, limit / (norms + NORM_GUARD)).astype(gradient.dtype), out=gradient)
    return norms


def clip_grad_value_(gradient: Array, limit: float) -> None:
    """Each entry held within +-limit, which turns the direction."""
    np.maximum(gradient, -limit, out=gradient)
    np.minimum(gradient, limit, out=gradient)
