"""Data sets small enough to train on while somebody watches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tutor.nn.arrays import Array


@dataclass(frozen=True, eq=False)
class Dataset:
    """Inputs x: (examples, inputs) and targets y: (examples, outputs): 0 or 1, one-hot rows, or values."""

    x: Array
    y: Array


def moons(count: int, noise: float, rng: np.random.Generator) -> Dataset:
    """Two interleaved half circles, half of the examples each, with N(0, noise^2) added to both coordinates."""
    upper_angle = rng.uniform(0.0, np.pi, count // 2)
    lower_angle = rng.uniform(0.0, np.pi, count - count // 2)
    upper = _on_circle(upper_angle)
    lower = np.array([1.0, 0.5]) - _on_circle(lower_angle)
    return _two_classes(upper, lower, noise, rng)


def circles(count: int, noise: float, rng: np.random.Generator) -> Dataset:
    """Class 1 on a circle inside that of class 0, of half its radius, with N(0, noise^2) added to both coordinates."""
    outer = _on_circle(rng.uniform(0.0, 2.0 * np.pi, count // 2))
    inner = 0.5 * _on_circle(rng.uniform(0.0, 2.0 * np.pi, count - count // 2))
    return _two_classes(outer, inner, noise, rng)


def spirals(count: int, noise: float, rng: np.random.Generator) -> Dataset:
    """Two arms of one and a half turns around each other, with N(0, noise^2) added to both coordinates."""
    arms = []
    for size, sign in ((count // 2, 1.0), (count - count // 2, -1.0)):
        angle = 3.0 * np.pi * np.sqrt(rng.uniform(size=size))  # even along the arm
        arms.append(sign * angle[:, None] / (3.0 * np.pi) * _on_circle(angle))
    return _two_classes(arms[0], arms[1], noise, rng)


def blobs(count: int, classes: int, spread: float, rng: np.random.Generator) -> Dataset:
    """Clouds N(center, spread^2) around evenly spaced points of the unit circle; y: one-hot, (count, classes)."""
    label = rng.permutation(np.arange(count) % classes)
    x = _on_circle(2.0 * np.pi * label / classes) + spread * rng.normal(size=(count, 2))
    return Dataset(_standardized(x), np.eye(classes)[label])


def xor() -> Dataset:
    """The four corners of the unit square; class 1 where exactly one coordinate is 1."""
    return Dataset(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]]))


def sine(count: int, noise: float, rng: np.random.Generator) -> Dataset:
    """y = 2 sin x + N(0, noise^2) on evenly spaced x from -3 to 3: a regression in one input."""
    x = np.linspace(-3.0, 3.0, count)[:, None]
    return Dataset(x, 2.0 * np.sin(x) + noise * rng.normal(size=x.shape))


def batches(data: Dataset, size: int | None, rng: np.random.Generator | None) -> Iterator[Dataset]:
    """All examples, or batches of `size`, for ever: each pass in a new order, its last few examples left out.

    A batch is overwritten by the next one. Examples are counted along the last axis but one.
    """
    count = data.x.shape[-2]
    if size is None or rng is None or size >= count:
        while True:
            yield data
    batch = Dataset(*(np.empty((*a.shape[:-2], size, a.shape[-1]), a.dtype) for a in (data.x, data.y)))
    while True:
        order = rng.permutation(count)
        for start in range(0, count - size + 1, size):
            chosen = order[start : start + size]
            np.take(data.x, chosen, axis=-2, out=batch.x, mode="clip")
            np.take(data.y, chosen, axis=-2, out=batch.y, mode="clip")
            yield batch


def _on_circle(angle: Array) -> Array:
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _two_classes(zeros: Array, ones: Array, noise: float, rng: np.random.Generator) -> Dataset:
    x = np.concatenate([zeros, ones])
    x = x + noise * rng.normal(size=x.shape)
    y = np.concatenate([np.zeros((len(zeros), 1)), np.ones((len(ones), 1))])
    order = rng.permutation(len(x))
    return Dataset(_standardized(x)[order], y[order])


def _standardized(x: Array) -> Array:
    return np.asarray((x - x.mean(axis=0)) / x.std(axis=0))
