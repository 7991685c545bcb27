"""What a field says of the points that are drawn on it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tutor.plots.figure import Axis, Field, Numbers


def share_on_their_side(field: Field) -> float:
    """The share of the points of two classes whose cell is low for the first and high for the second."""
    rows, columns = field.values.shape
    right = [
        sign * field.values[_cells(field.y, cloud.y, rows), _cells(field.x, cloud.x, columns)] > 0.0
        for sign, cloud in zip((-1.0, 1.0), field.clouds, strict=True)
    ]
    return float(np.concatenate(right).mean())


def _cells(axis: Axis, places: Numbers, count: int) -> npt.NDArray[np.int_]:
    """The cell of each place; of one outside, the nearest."""
    assert axis.low is not None
    assert axis.high is not None
    return np.clip((places - axis.low) / (axis.high - axis.low) * count, 0, count - 1).astype(int)
