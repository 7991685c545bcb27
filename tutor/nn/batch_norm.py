"""Batch normalization. Source: Ioffe & Szegedy 2015, algorithm 1 and the gradients of section 3."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from tutor.errors import TutorError
from tutor.nn.arrays import Array, Shape
from tutor.nn.layer import Layer, Parameter
from tutor.nn.normalization import scale_and_shift

MOMENTUM: Final = 0.1  # weight of the newest batch in the running statistics; PyTorch's


class BatchNorm1d(Layer):
    """y = gamma (x - mu) / sqrt(var + eps) + beta, with mu and var of each feature over the batch: (..., 1, features).

    var is biased, divided by m; the running variance is unbiased, divided by m - 1. In evaluation the running
    statistics take the place of the batch's. With x_hat the normalized input,

        dL/dbeta = sum dy,  dL/dgamma = sum dy x_hat,
        dL/dx = gamma / sqrt(var + eps) (dy - mean(dy) - x_hat mean(dy x_hat)).
    """

    def __init__(self, features: int) -> None:
        self.gamma, self.beta = Parameter(np.ones((1, features))), Parameter(np.zeros((1, features)))
        self.running_mean, self.running_var = Parameter(np.zeros((1, features))), Parameter(np.ones((1, features)))
        self.parameters = (self.gamma, self.beta)
        self.statistics = (self.running_mean, self.running_var)

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        batch = shape[-2]
        self._batch = batch
        self._ones, self._averages = np.ones((1, batch), dtype), np.full((1, batch), 1.0 / batch, dtype)
        self._normalized, self._spare = np.empty(shape, dtype), np.empty(shape, dtype)
        row = (*shape[:-2], 1, shape[-1])
        self._mean, self._var, self._scale = (np.empty(row, dtype) for _ in range(3))
        return super().allocate(shape, dtype)

    def forward(self, x: Array) -> Array:
        """Raises TutorError for a batch of one in training."""
        if self.is_training:
            self._measure(x)
            mean, var = self._mean, self._var
        else:
            mean, var = self.running_mean.value, self.running_var.value
            np.subtract(x, mean, out=self._normalized)
        return scale_and_shift(self._normalized, var, self.gamma.value, self.beta.value, self._scale, self.output)

    def backward(self, gradient: Array) -> Array:
        np.matmul(self._ones, gradient, out=self.beta.gradient)
        np.multiply(gradient, self._normalized, out=self._spare)
        np.matmul(self._ones, self._spare, out=self.gamma.gradient)
        np.multiply(self._scale, self.gamma.value, out=self._scale)
        if not self.is_training:
            return np.multiply(gradient, self._scale, out=self._spare)
        np.divide(self.gamma.gradient, self._batch, out=self._var)
        np.divide(self.beta.gradient, self._batch, out=self._mean)
        np.multiply(self._normalized, self._var, out=self._spare)
        np.subtract(gradient, self._spare, out=self._spare)
        np.subtract(self._spare, self._mean, out=self._spare)
        return np.multiply(self._spare, self._scale, out=self._spare)

    def _measure(self, x: Array) -> None:
        """Mean and variance of the batch, into the running statistics too; x less its mean into `_normalized`."""
        if self._batch < 2:
            raise TutorError("A batch of one has no variance to normalize with.", "Use batches of two or more.")
        np.matmul(self._averages, x, out=self._mean)
        np.subtract(x, self._mean, out=self._normalized)
        np.multiply(self._normalized, self._normalized, out=self._spare)
        np.matmul(self._averages, self._spare, out=self._var)
        unbiased = self._var * (self._batch / (self._batch - 1))
        for running, newest in ((self.running_mean, self._mean), (self.running_var, unbiased)):
            running.value *= 1.0 - MOMENTUM
            running.value += MOMENTUM * newest
