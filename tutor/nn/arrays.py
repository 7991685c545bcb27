"""The array type of the engine, constants in its precision, and norms that survive very large and small entries."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]
Shape = tuple[int, ...]


@cache
def scalar(value: float, dtype: np.dtype[np.floating[Any]]) -> Array:
    """A constant as a 0-d array, which a ufunc takes in half the time of a Python number."""
    return np.array(value, dtype)


def root_mean_square(values: Array) -> float:
    """sqrt(mean(values^2)) over all entries, scaled by the largest so that 1e200 and 1e-200 are measured too."""
    largest = float(np.max(np.abs(values)))
    if largest == 0.0 or not np.isfinite(largest):
        return largest
    return largest * float(np.sqrt(np.mean((values / largest) ** 2)))


def row_norms(rows: Array) -> Array:
    """Euclidean norms over the last axis, in float64, that axis kept: (..., entries) -> (..., 1).

    Entries of 1e200 or 1e-200 are squared only after the largest of their row is divided out.
    """
    wide = rows.astype(np.float64, copy=False)
    squares = _row_squares(wide)
    if np.all((squares > SMALLEST_SQUARE) & (squares < LARGEST_SQUARE)):
        return np.sqrt(squares)
    largest = np.abs(wide).max(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.where(largest > 0.0, wide / largest, 0.0)
        norms: Array = np.where(np.isinf(largest), largest, largest * np.sqrt(_row_squares(scaled)))
    return norms


SMALLEST_SQUARE, LARGEST_SQUARE = 1e-280, 1e280
"""Between these no square has lost digits that matter to the sum, nor overflowed."""


def _row_squares(rows: Array) -> Array:
    squares: Array = np.matmul(rows[..., None, :], rows[..., :, None])[..., 0]
    return squares
