"""Activations made of two straight lines: identity, ReLU, Leaky ReLU and PReLU.

The corner belongs to the left piece: f'(0) = alpha. No step branches; nan passes through every one.
"""

from __future__ import annotations

import numpy as np

from tutor.nn.activation import Activation, Work
from tutor.nn.arrays import Array


class Identity(Activation):
    """f(z) = z."""

    def forward(self, z: Array, a: Array, work: Work) -> None:
        np.copyto(a, z)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        np.clip(z, 0.0, 0.0, out=slope)  # 0, or nan
        np.add(slope, 1.0, out=slope)


class Relu(Activation):
    """f(z) = max(0, z). Source: Nair & Hinton 2010."""

    def forward(self, z: Array, a: Array, work: Work) -> None:
        np.maximum(z, 0.0, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        np.ceil(a, out=slope)  # with the next line half of the time of np.sign
        np.minimum(slope, 1.0, out=slope)


class LeakyRelu(Activation):
    """f(z) = z for z > 0, alpha z below. Source: Maas et al. 2013, section 2; PReLU: He et al. 2015, eq. 1."""

    def __init__(self, name: str, alpha: float) -> None:
        super().__init__(name)
        self.alpha = alpha
        self._outer = np.maximum if alpha <= 1.0 else np.minimum

    def forward(self, z: Array, a: Array, work: Work) -> None:
        np.multiply(z, self.alpha, out=a)
        self._outer(a, z, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        np.sign(z, out=slope)
        np.maximum(slope, 0.0, out=slope)  # 1 where z > 0
        np.multiply(slope, 1.0 - self.alpha, out=slope)
        np.add(slope, self.alpha, out=slope)
