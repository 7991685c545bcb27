"""Data sets small enough to train on while somebody watches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.nn.arrays import Array


@dataclass(frozen=True, eq=False)
class Dataset:
    """Inputs x: (examples, 2), standardized, and labels y: (examples, 1), 0 or 1."""

    x: Array
    y: Array


def moons(count: int, noise: float, rng: np.random.Generator) -> Dataset:
    """Two interleaved half circles, half of the examples each, with N(0, noise^2) added to both coordinates."""
    upper_angle = rng.uniform(0.0, np.pi, count // 2)
    lower_angle = rng.uniform(0.0, np.pi, count - count // 2)
    upper = np.stack([np.cos(upper_angle), np.sin(upper_angle)], axis=1)
    lower = np.stack([1.0 - np.cos(lower_angle), 0.5 - np.sin(lower_angle)], axis=1)
    x = np.concatenate([upper, lower]) + noise * rng.normal(size=(count, 2))
    y = np.concatenate([np.zeros((len(upper), 1)), np.ones((len(lower), 1))])
    order = rng.permutation(count)
    return Dataset((x[order] - x.mean(axis=0)) / x.std(axis=0), y[order])
