"""The knob for the number format that an experiment computes in."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from tutor.labs.knobs import Choice

FORMATS: Final[dict[str, type[np.floating[Any]]]] = {
    "float16": np.float16,
    "float32": np.float32,
    "float64": np.float64,
}


def precision_knob(default: str) -> Choice:
    """Which number format."""
    return Choice("precision", "precision", tuple(FORMATS), default)
