"""Layer normalization. Source: Ba, Kiros & Hinton 2016, eq. 3."""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.nn.arrays import Array, Shape
from tutor.nn.layer import Layer, Parameter
from tutor.nn.normalization import scale_and_shift


class LayerNorm(Layer):
    """y = gamma (x - mu) / sqrt(var + eps) + beta, with mu and var of each example over its features: (..., batch, 1).

    dL/dx = (g - mean(g) - x_hat mean(g x_hat)) / sqrt(var + eps) with g = gamma dL/dy, means over the features.
    """

    def __init__(self, features: int) -> None:
        self.gamma, self.beta = Parameter(np.ones((1, features))), Parameter(np.zeros((1, features)))
        self.parameters = (self.gamma, self.beta)

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        batch, features = shape[-2:]
        self._ones, self._averages = np.ones((1, batch), dtype), np.full((features, 1), 1.0 / features, dtype)
        self._normalized, self._spare, self._product = (np.empty(shape, dtype) for _ in range(3))
        column = (*shape[:-1], 1)
        self._mean, self._scale = np.empty(column, dtype), np.empty(column, dtype)
        return super().allocate(shape, dtype)

    def forward(self, x: Array) -> Array:
        np.matmul(x, self._averages, out=self._mean)
        np.subtract(x, self._mean, out=self._normalized)
        np.multiply(self._normalized, self._normalized, out=self._spare)
        np.matmul(self._spare, self._averages, out=self._scale)
        return scale_and_shift(
            self._normalized, self._scale, self.gamma.value, self.beta.value, self._scale, self.output
        )

    def backward(self, gradient: Array) -> Array:
        np.matmul(self._ones, gradient, out=self.beta.gradient)
        np.multiply(gradient, self._normalized, out=self._product)
        np.matmul(self._ones, self._product, out=self.gamma.gradient)
        np.multiply(gradient, self.gamma.value, out=self._spare)
        np.multiply(self._spare, self._normalized, out=self._product)
        inner = np.matmul(self._product, self._averages)
        np.matmul(self._spare, self._averages, out=self._mean)
        np.subtract(self._spare, self._mean, out=self._spare)
        np.multiply(self._normalized, inner, out=self._product)
        np.subtract(self._spare, self._product, out=self._spare)
        return np.multiply(self._spare, self._scale, out=self._spare)
