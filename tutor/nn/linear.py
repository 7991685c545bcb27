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
        # by one column the product is an outer one, which is several times faster without BLAS
        self._times = np.multiply if weight.shape[-1] == 1 else np.matmul
        self._x: Array = np.empty((0, 0))

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        runs = np.broadcast_shapes(shape[:-2], self.weight.value.shape[:-2])
        batch, (fan_in, fan_out) = shape[-2], self.weight.value.shape[-2:]
        self._ones = np.ones((1, batch), dtype)
        self._weight_transposed = self.weight.value.mT
        self._input_gradient = np.empty((*runs, batch, fan_in), dtype)
        return super().allocate((*runs, batch, fan_out), dtype)

    def forward(self, x: Array) -> Array:
        if x is not self._x:
            self._x, self._x_transposed = x, x.mT
        np.matmul(x, self.weight.value, out=self.output)
        np.add(self.output, self.bias.value, out=self.output)
        return self.output

    def backward(self, gradient: Array) -> Array:
        np.matmul(self._x_transposed, gradient, out=self.weight.gradient)
        np.matmul(self._ones, gradient, out=self.bias.gradient)
        if not self.is_first:
            self._times(gradient, self._weight_transposed, out=self._input_gradient)
        return self._input_gradient
