"""The array type of the engine, and norms that survive very large and small entries."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]
Shape = tuple[int, ...]

SMALLEST_SQUARE, LARGEST_SQUARE = 1e-280, 1e280  # sums between these have lost nothing that matters


def root_mean_square(values: Array) -> float:
    """sqrt(mean(values^2)) over all entries, be they 1e200 or 1e-200."""
    return float(row_norms(values.ravel())[0]) / math.sqrt(values.size)


@np.errstate(over="ignore", divide="ignore", invalid="ignore")
def row_norms(rows: Array) -> Array:
    """Euclidean norms over the last axis, in float64, that axis kept: (..., entries) -> (..., 1).

    Where squares would overflow or vanish, the largest entry of each row is divided out first.
    """
    wide = rows.astype(np.float64, copy=False)
    squares = _row_squares(wide)
    is_safe = (squares > SMALLEST_SQUARE) & (squares < LARGEST_SQUARE)
    norms: Array = np.sqrt(squares)
    if is_safe.all():
        return norms
    largest = np.abs(wide).max(axis=-1, keepdims=True)
    scaled = np.where(largest > 0.0, wide / largest, 0.0)
    careful = np.where(np.isinf(largest), largest, largest * np.sqrt(_row_squares(scaled)))
    return np.where(is_safe, norms, careful)  # what one row needs changes no bit of another


def _row_squares(rows: Array) -> Array:
    return np.asarray(np.matmul(rows[..., None, :], rows[..., :, None])[..., 0])
