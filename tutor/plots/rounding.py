"""Round numbers inside a range: where ticks stand and where axes like to end."""

from __future__ import annotations

import math
from typing import Final

STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0)  # times the power of ten just below what is wanted
SMALLEST: Final = 1e-300  # below it steps run out of digits
EDGE: Final = 1e-9  # steps, or axis lengths: so little outside is rounding, and counts as inside


def round_numbers(low: float, high: float, most: int) -> list[float]:
    """Multiples of the smallest step 1, 2, 2.5 or 5 times a power of ten that gives at most `most` of them."""
    rough = (high / 2 - low / 2) / most * 2
    if not SMALLEST < rough < math.inf:
        return []
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in STEPS:
        step = factor * power
        if not math.isfinite(high / step) or not math.isfinite(step):
            continue
        first, last = math.ceil(low / step - EDGE), math.floor(high / step + EDGE)
        if last - first < most:
            return [multiple * step for multiple in range(first, last + 1)]
    return []
