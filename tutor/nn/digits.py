"""The handwritten digits that ship with the program; `data/README.md` says whose they are and under which license."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from tutor.nn.datasets import Dataset

FILE: Final = Path(__file__).parent / "data" / "digits.npz"
CLASSES: Final = 10
MOST_INK: Final = 16.0


def digits() -> Dataset:
    """1,797 images of 8x8 pixels, x: (1797, 64) from 0 (paper) to 1 (ink), y: one-hot (1797, 10); people take turns."""
    with np.load(FILE) as file:
        images, labels = file["images"], file["labels"]
    return Dataset(images / MOST_INK, np.eye(CLASSES)[labels])
