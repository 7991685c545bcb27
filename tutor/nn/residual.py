"""The residual block. Source: He et al. 2016, eq. 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tutor.nn.arrays import Array, Shape
from tutor.nn.layer import Layer


class Residual(Layer):
    """y = x + F(x), where F is a branch of layers that keeps the shape; dL/dx = dL/dy + F's share of it."""

    def __init__(self, branch: Sequence[Layer]) -> None:
        self.branch = tuple(branch)
        self.parameters = tuple(parameter for layer in self.branch for parameter in layer.parameters)
        self.statistics = tuple(statistic for layer in self.branch for statistic in layer.statistics)

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        for layer in self.branch:
            shape = layer.allocate(shape, dtype)
        self._input_gradient = np.empty(shape, dtype)
        return super().allocate(shape, dtype)

    def forward(self, x: Array) -> Array:
        signal = x
        for layer in self.branch:
            signal = layer.forward(signal)
        return np.add(x, signal, out=self.output)

    def backward(self, gradient: Array) -> Array:
        share = gradient
        for layer in reversed(self.branch):
            share = layer.backward(share)
        return np.add(gradient, share, out=self._input_gradient)

    def leaves(self) -> Iterator[Layer]:
        for layer in self.branch:
            yield from layer.leaves()
        yield self
