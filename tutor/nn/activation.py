"""What an activation is: f and f', each written into an array that is there already."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from tutor.nn.arrays import Array

Work = tuple[Array, ...]


class Activation:
    """A function applied to each pre-activation, with its derivative.

    `forward` computes f(z) and may leave in `work` (scratch arrays of z's shape) what `backward` needs for f'(z),
    so that an exponential is taken once a step. All arrays have the shape and type of z, whatever that is.
    """

    scratch: ClassVar[int] = 0  # how many arrays `work` holds

    def __init__(self, name: str) -> None:
        self.name = name

    def forward(self, z: Array, a: Array, work: Work) -> None:
        """f(z), into a."""
        raise NotImplementedError

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        """f'(z), into slope; a and work are as `forward` left them."""
        raise NotImplementedError

    def value(self, z: Array) -> Array:
        """f(z), in an array of its own."""
        a = np.empty_like(z)
        self.forward(z, a, self._work(z))
        return a

    def slope(self, z: Array) -> Array:
        """f'(z), in an array of its own."""
        a, slope, work = np.empty_like(z), np.empty_like(z), self._work(z)
        self.forward(z, a, work)
        self.backward(z, a, work, slope)
        return slope

    def _work(self, z: Array) -> Work:
        return tuple(np.empty_like(z) for _ in range(self.scratch))
