"""Two moons before anybody has standardized them: what is unseen must be measured with the training data's scale."""

from __future__ import annotations

import numpy as np

from tutor.nn.arrays import Array
from tutor.nn.datasets import Dataset


def raw_moons(count: int, noise: float | Array, rng: np.random.Generator) -> Dataset:
    """Points of both classes in turn, with N(0, noise^2) added to both coordinates; noise: one, or (count, 1)."""
    y = np.arange(count)[:, None] % 2
    angle = rng.uniform(0.0, np.pi, count)
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(y == 1, np.array([1.0, 0.5]) - arc, arc)
    return Dataset(x + noise * rng.normal(size=x.shape), y.astype(float))


def standardized(data: Dataset, training: Dataset) -> Dataset:
    """The data with the training inputs' mean subtracted, over their standard deviation."""
    return Dataset((data.x - training.x.mean(axis=0)) / training.x.std(axis=0), data.y)
