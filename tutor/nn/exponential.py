"""Activations built from e^z: sigmoid, tanh, softplus, SiLU, ELU and SELU.

None overflows, none loses its digits: only e^-|z| and e^min(z, 0) are ever taken: both lie in [0, 1].
"""

from __future__ import annotations

import numpy as np

from tutor.nn.activation import Activation, Work
from tutor.nn.arrays import Array

FLAT = 1e3  # no gate moves in float64 beyond |z| = 750


class Sigmoid(Activation):
    """f(z) = 1 / (1 + e^-z), f'(z) = sigma(z) sigma(-z) = e / (1 + e)^2 with e = e^-|z|."""

    scratch = 2

    def forward(self, z: Array, a: Array, work: Work) -> None:
        fade, total = work
        _exp_minus_abs(z, fade)
        np.add(fade, 1.0, out=total)
        np.sign(z, out=a)
        np.maximum(a, fade, out=a)  # 1 for z > 0, e below; at 0 they agree
        np.divide(a, total, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        fade, total = work
        np.divide(fade, total, out=slope)
        np.divide(slope, total, out=slope)


class Tanh(Activation):
    """f(z) = tanh z, f'(z) = 1 / cosh^2 z = 4 e / (1 + e)^2 with e = e^-2|z|: 1 - a^2 would die at |z| = 19."""

    scratch = 1

    def forward(self, z: Array, a: Array, work: Work) -> None:
        np.tanh(z, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        tanh_slope(z, slope, *work)


class Softplus(Activation):
    """f(z) = ln(1 + e^z) = max(z, 0) + log1p(e^-|z|), f' = sigma. Source: Dugas et al. 2001."""

    scratch = 2

    def forward(self, z: Array, a: Array, work: Work) -> None:
        fade, rest = work
        _exp_minus_abs(z, fade)
        np.log1p(fade, out=rest)
        np.maximum(z, 0.0, out=a)
        np.add(a, rest, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        fade, total = work
        np.sign(z, out=slope)
        np.maximum(slope, fade, out=slope)
        np.add(fade, 1.0, out=total)
        np.divide(slope, total, out=slope)


class Silu(Activation):
    """f(z) = z sigma(z), f'(z) = sigma(z) + z sigma'(z). Source: Elfwing et al. 2018."""

    scratch = 3

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._gate = Sigmoid("sigmoid")

    def forward(self, z: Array, a: Array, work: Work) -> None:
        gate, *rest = work
        self._gate.forward(z, gate, tuple(rest))
        np.maximum(z, lowest(z), out=a)
        np.multiply(a, gate, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        gate, fade, total = work
        np.clip(z, -FLAT, FLAT, out=slope)
        np.multiply(slope, fade, out=slope)
        np.divide(slope, total, out=slope)
        np.divide(slope, total, out=slope)
        np.add(slope, gate, out=slope)


class Elu(Activation):
    """f(z) = scale z for z > 0, scale alpha (e^z - 1) below. Source: Clevert et al. 2016, eq. 15.

    SELU is the pair (scale, alpha) for which mean 0 and variance 1 reproduce themselves: Klambauer et al. 2017, eq. 2.
    """

    scratch = 1

    def __init__(self, name: str, alpha: float = 1.0, scale: float = 1.0) -> None:
        super().__init__(name)
        self.alpha, self.scale = alpha, scale

    def forward(self, z: Array, a: Array, work: Work) -> None:
        (right,) = work
        zero = 0.0
        np.minimum(z, zero, out=a)
        np.expm1(a, out=a)
        np.multiply(a, self.scale * self.alpha, out=a)
        np.maximum(z, zero, out=right)
        np.multiply(right, self.scale, out=right)
        np.add(a, right, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        """scale alpha e^z, and where z > 0, where that is scale alpha, the rest that makes it scale."""
        (right,) = work
        zero = 0.0
        np.greater(z, zero, out=right)
        np.multiply(right, self.scale * (1.0 - self.alpha), out=right)
        np.minimum(z, zero, out=slope)
        np.exp(slope, out=slope)
        np.multiply(slope, self.scale * self.alpha, out=slope)
        np.add(slope, right, out=slope)


def tanh_slope(z: Array, out: Array, spare: Array) -> None:
    """1 / cosh^2 z, into out; `spare` is overwritten."""
    _exp_minus_abs(z, out)
    np.multiply(out, out, out=out)
    np.add(out, 1.0, out=spare)
    np.divide(2.0, spare, out=spare)
    np.multiply(out, spare, out=out)
    np.multiply(out, spare, out=out)


def lowest(z: Array) -> float:
    """The lowest float of z's type: in the place of -inf, so that a gate of 0 wins against it and gives no nan."""
    return float(np.finfo(z.dtype).min)


def _exp_minus_abs(z: Array, out: Array) -> None:
    np.copysign(z, -1.0, out=out)
    np.exp(out, out=out)
