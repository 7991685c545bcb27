"""GELU, exact and in the tanh form. Source: Hendrycks & Gimpel 2016, section 2."""

from __future__ import annotations

import math

import numpy as np

from tutor.functions import GELU_TANH_CUBIC
from tutor.nn.activation import Activation, Work
from tutor.nn.arrays import Array
from tutor.nn.exponential import FLAT, lowest, tanh_slope
from tutor.nn.special import normal_cdf, normal_pdf

ROOT_TWO_OVER_PI = math.sqrt(2.0 / math.pi)


class Gelu(Activation):
    """f(z) = z Phi(z), f'(z) = Phi(z) + z phi(z), with the normal distribution Phi and its density phi."""

    scratch = 1

    def forward(self, z: Array, a: Array, work: Work) -> None:
        (gate,) = work
        np.copyto(gate, normal_cdf(z), casting="same_kind")
        np.maximum(z, lowest(z), out=a)
        np.multiply(a, gate, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        (gate,) = work
        _bound(z, slope)
        np.multiply(slope, normal_pdf(z), out=slope)
        np.add(slope, gate, out=slope)


class GeluTanh(Activation):
    """f(z) = z g(z), g = (1 + tanh u) / 2, u = sqrt(2/pi) (z + 0.044715 z^3); f' = g + z tanh'(u) u' / 2."""

    scratch = 4

    def forward(self, z: Array, a: Array, work: Work) -> None:
        gate, inner, bounded, _ = work
        half, one = 0.5, 1.0
        _bound(z, bounded)
        np.multiply(bounded, bounded, out=inner)  # z**3 is many times slower
        np.multiply(inner, GELU_TANH_CUBIC, out=inner)
        np.add(inner, one, out=inner)
        np.multiply(inner, bounded, out=inner)
        np.multiply(inner, ROOT_TWO_OVER_PI, out=inner)
        np.tanh(inner, out=gate)
        np.add(gate, one, out=gate)
        np.multiply(gate, half, out=gate)
        np.maximum(z, lowest(z), out=a)
        np.multiply(a, gate, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        gate, inner, bounded, spare = work
        tanh_slope(inner, slope, spare)
        np.multiply(slope, bounded, out=slope)
        np.multiply(bounded, bounded, out=spare)
        np.multiply(spare, 3.0 * GELU_TANH_CUBIC, out=spare)
        np.add(spare, 1.0, out=spare)
        np.multiply(spare, 0.5 * ROOT_TWO_OVER_PI, out=spare)
        np.multiply(slope, spare, out=slope)
        np.add(slope, gate, out=slope)


def _bound(z: Array, out: Array) -> None:
    """z, held where every gate here is still exactly 0 or 1 beyond."""
    np.clip(z, -FLAT, FLAT, out=out)
