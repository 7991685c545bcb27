"""Activations as layers: fixed ones, also a different one in each run of a race, and PReLU, which learns its slope."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from tutor.functions import PRELU_SLOPE
from tutor.nn.activation import Activation, Work
from tutor.nn.arrays import Array, Shape
from tutor.nn.layer import Layer, Parameter


class Part(NamedTuple):
    """Neighboring runs with the same activation: views of its input, output, scratch and slope."""

    activation: Activation
    z: Array
    a: Array
    work: Work
    slope: Array


class ActivationLayer(Layer):
    """a = f(z), dL/dz = dL/da f'(z), entry by entry; one activation, or in a race one a run."""

    input_gradient: Array  # dL/dz of the last backward pass

    def __init__(self, activations: Sequence[Activation]) -> None:
        self.activations = tuple(activations)
        self._z: Array = np.empty((0, 0))

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        self.input_gradient = np.empty(shape, dtype)
        most = max(activation.scratch for activation in self.activations)
        self._work = tuple(np.empty(shape, dtype) for _ in range(most))
        self._z = np.empty((0, 0))  # whatever comes next, the parts are cut anew
        return super().allocate(shape, dtype)

    def forward(self, x: Array) -> Array:
        if x is not self._z:
            self._z, self._parts = x, self._cut(x)
        for activation, z, a, work, _ in self._parts:
            activation.forward(z, a, work)
        return self.output

    def backward(self, gradient: Array) -> Array:
        return np.multiply(gradient, self.slope(), out=self.input_gradient)

    def slope(self) -> Array:
        """f'(z) of the last forward pass, in a buffer that `backward` overwrites."""
        for activation, z, a, work, slope in self._parts:
            activation.backward(z, a, work, slope)
        return self.input_gradient

    def _cut(self, z: Array) -> list[Part]:
        if len(self.activations) == 1:
            activation = self.activations[0]
            return [Part(activation, z, self.output, self._work[: activation.scratch], self.input_gradient)]
        parts, start = [], 0
        for activation, same in groupby(self.activations):
            runs = slice(start, start + len(list(same)))
            work = tuple(array[runs] for array in self._work[: activation.scratch])
            parts.append(Part(activation, z[runs], self.output[runs], work, self.input_gradient[runs]))
            start = runs.stop
        return parts


class PRelu(Layer):
    """a = max(z, 0) + alpha min(z, 0) with one learned alpha: (..., 1, 1), at the start 0.25.

    dL/dz = dL/da (1 where z > 0, else alpha),  dL/dalpha = sum of dL/da z over z <= 0.
    Source: He et al. 2015, section 2.1, the channel-shared form.
    """

    def __init__(self) -> None:
        self.alpha = Parameter(np.full((1, 1), PRELU_SLOPE))
        self.parameters = (self.alpha,)

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        self._below, self._slope = np.empty(shape, dtype), np.empty(shape, dtype)
        return super().allocate(shape, dtype)

    def forward(self, x: Array) -> Array:
        zero = 0.0
        self._z = x
        np.minimum(x, zero, out=self._below)
        np.multiply(self._below, self.alpha.value, out=self._slope)
        np.maximum(x, zero, out=self.output)
        return np.add(self.output, self._slope, out=self.output)

    def backward(self, gradient: Array) -> Array:
        np.multiply(gradient, self._below, out=self._below)
        np.sum(self._below, axis=(-2, -1), keepdims=True, out=self.alpha.gradient)
        return np.multiply(gradient, self.slope(), out=self._slope)

    def slope(self) -> Array:
        """The slope at z of the last forward pass, in a buffer that the next pass overwrites."""
        np.greater(self._z, 0.0, out=self._slope)
        np.multiply(self._slope, 1.0 - self.alpha.value, out=self._slope)
        return np.add(self._slope, self.alpha.value, out=self._slope)
