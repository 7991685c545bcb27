"""The array type of the engine, and measures that survive very large and very small entries."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def root_mean_square(values: Array) -> float:
    """sqrt(mean(values^2)) over all entries, scaled by the largest so that 1e200 and 1e-200 are measured too."""
    largest = float(np.max(np.abs(values)))
    if largest == 0.0 or not np.isfinite(largest):
        return largest
    return largest * float(np.sqrt(np.mean((values / largest) ** 2)))
