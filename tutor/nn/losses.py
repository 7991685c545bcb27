"""Losses on the outputs of a network: logistic, cross-entropy and squared error, in forms that never overflow.

Outputs z and targets y: (..., batch, outputs). A value is a mean, (...); its derivative by z has the shape of z.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from tutor.nn.arrays import Array
from tutor.nn.exponential import Sigmoid


class Loss:
    """A mean loss and its derivative by the outputs."""

    def value(self, outputs: Array, targets: Array) -> Array:
        """The loss of each run: (...)."""
        raise NotImplementedError

    def delta(self, outputs: Array, targets: Array) -> Array:
        """dL/dz, in a buffer that the next call overwrites."""
        raise NotImplementedError

    _delta: Array = np.empty((0, 0))

    def _buffer(self, outputs: Array) -> Array:
        if self._delta.shape != outputs.shape or self._delta.dtype != outputs.dtype:
            self._delta = np.empty_like(outputs)
            self._allocate(outputs)
        return self._delta

    def _allocate(self, outputs: Array) -> None:
        """Further buffers for outputs like these."""


class BinaryCrossEntropy(Loss):
    """The mean of -y ln sigma(z) - (1 - y) ln(1 - sigma(z)) = max(z, 0) - z y + ln(1 + e^-|z|), in nats.

    dL/dz = (sigma(z) - y) / entries, y in [0, 1]. PyTorch's BCEWithLogitsLoss.
    """

    _gate = Sigmoid("sigmoid")

    def value(self, outputs: Array, targets: Array) -> Array:
        entropies = np.maximum(outputs, 0.0) - outputs * targets + np.log1p(np.exp(-np.abs(outputs)))
        return np.asarray(entropies.mean(axis=(-2, -1)))

    def delta(self, outputs: Array, targets: Array) -> Array:
        delta = self._buffer(outputs)
        self._gate.forward(outputs, delta, self._work)
        delta -= targets
        delta *= self._share
        return delta

    def _allocate(self, outputs: Array) -> None:
        self._work = np.empty_like(outputs), np.empty_like(outputs)
        self._share = np.asarray(1.0 / (outputs.shape[-2] * outputs.shape[-1]), outputs.dtype)


class CrossEntropy(Loss):
    """The mean over the batch of -sum_k y_k ln softmax(z)_k, in nats; y: one-hot rows, or any distribution.

    ln softmax(z)_k = z_k - m - ln sum_j e^(z_j - m) with m = max z;  dL/dz = (softmax(z) - y) / batch.
    """

    def value(self, outputs: Array, targets: Array) -> Array:
        shifted = outputs - _row_maxima(outputs)
        log_sums = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return np.asarray(np.mean(np.sum(targets * (log_sums - shifted), axis=-1), axis=-1))

    def delta(self, outputs: Array, targets: Array) -> Array:
        delta = softmax(outputs, self._buffer(outputs))
        delta -= targets
        delta *= 1.0 / outputs.shape[-2]
        return delta


class MeanSquaredError(Loss):
    """The mean of (z - y)^2 over all entries, without 1/2;  dL/dz = 2 (z - y) / entries."""

    def value(self, outputs: Array, targets: Array) -> Array:
        return np.asarray(np.mean((outputs - targets) ** 2, axis=(-2, -1)))

    def delta(self, outputs: Array, targets: Array) -> Array:
        delta = np.subtract(outputs, targets, out=self._buffer(outputs))
        delta *= 2.0 / (outputs.shape[-2] * outputs.shape[-1])
        return delta


def softmax(outputs: Array, out: Array | None = None) -> Array:
    """e^(z_k - max z) / sum_j e^(z_j - max z) along the last axis: each row a distribution."""
    out = np.empty_like(outputs) if out is None else out
    np.subtract(outputs, _row_maxima(outputs), out=out)
    np.exp(out, out=out)
    return np.divide(out, np.matmul(out, _ones(outputs.shape[-1], outputs.dtype)), out=out)


def _row_maxima(outputs: Array) -> Array:
    """The largest entry of each row, (..., batch, 1); over columns of a copy it takes half of the time."""
    maxima: Array = np.maximum.reduce(outputs.mT.copy(), axis=-2)
    return maxima[..., None]


@cache
def _ones(count: int, dtype: np.dtype[Any]) -> Array:
    """A column that turns a product into sums over rows."""
    return np.ones((count, 1), dtype)
