"""The linear layer."""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.nn.arrays import Array, Shape
from tutor.nn.layer import Layer, Parameter


class Linear(Layer):
    """z = x W + b with x: (..., batch, fan_in), W: (..., fan_in, fan_out), b: (..., 1, fan_out).

    dL/dW = x^T dL/dz,  dL/db = sum over the batch of dL/dz,  dL/dx = dL/dz W^T.
    """

    def __init__(self, weight: Array, bias: Array) -> None:
        self.weight, self.bias = Parameter(weight), Parameter(bias)
        self.parameters = (self.weight, self.bias)
        self.is_first = False  # then nobody asks for dL/dx
        self._x: Array = np.empty((0, 0))

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        runs = np.broadcast_shapes(shape[:-2], self.weight.value.shape[:-2])
        batch, (fan_in, fan_out) = shape[-2], self.weight.value.shape[-2:]
        self._ones = np.ones((1, batch), dtype)
        self._weight_transposed = self.weight.value.mT
        self._product = np.matmul if runs else np.dot  # which takes half a microsecond less, but no stacks
        # by a single column it is an outer product, which np.matmul does slowly
        self._outer = np.multiply if runs and fan_out == 1 else self._product
        self._input_gradient = np.empty((*runs, batch, fan_in), dtype)
        return super().allocate((*runs, batch, fan_out), dtype)

    def forward(self, x: Array) -> Array:
        if x is not self._x:
            self._x, self._x_transposed = x, x.mT
        self._product(x, self.weight.value, out=self.output)
        np.add(self.output, self.bias.value, out=self.output)
        return self.output

    def backward(self, gradient: Array) -> Array:
        self._product(self._x_transposed, gradient, out=self.weight.gradient)
        self._product(self._ones, gradient, out=self.bias.gradient)
        if not self.is_first:
            self._outer(gradient, self._weight_transposed, out=self._input_gradient)
        return self._input_gradient
