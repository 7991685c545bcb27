"""Activations: value and derivative for arrays, in the forms that neither overflow nor lose digits.

Every `z` is a pre-activation of any shape; what comes back has the same shape. The scalar twins in
`tutor.functions` say what each is and where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from tutor.functions import GELU_TANH_CUBIC, LEAKY_SLOPE, PRELU_SLOPE, SELU_ALPHA, SELU_SCALE
from tutor.nn.arrays import Array
from tutor.nn.special import normal_cdf, normal_pdf

FLAT: Final = 1e3  # no gate moves in float64 beyond |z| = 750
ROOT_TWO_OVER_PI: Final = float(np.sqrt(2.0 / np.pi))


@dataclass(frozen=True)
class Activation:
    """A function applied to each pre-activation, with its derivative."""

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]


def sigmoid(z: Array) -> Array:
    """1 / (1 + e^-z), from e^-|z|."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def sigmoid_slope(z: Array) -> Array:
    """sigma(z) sigma(-z)."""
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def tanh_slope(z: Array) -> Array:
    """1 / cosh^2(z), from e^-2|z|."""
    e = np.exp(-np.abs(z)) ** 2
    return 4.0 * e / (1.0 + e) ** 2


def leaky_relu(z: Array, alpha: float = LEAKY_SLOPE) -> Array:
    """z for z >= 0, alpha z below."""
    return np.where(z >= 0, z, alpha * z)


def leaky_relu_slope(z: Array, alpha: float = LEAKY_SLOPE) -> Array:
    """1 for z > 0, else alpha (also at the corner)."""
    return np.where(z > 0, 1.0, alpha) + 0.0 * np.clip(z, -1.0, 1.0)  # the sum keeps nan


def elu(z: Array, alpha: float = 1.0) -> Array:
    """z for z > 0, alpha (e^z - 1) below."""
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_slope(z: Array, alpha: float = 1.0) -> Array:
    """1 for z > 0, alpha e^z below (alpha at the corner)."""
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


def gelu(z: Array) -> Array:
    """z Phi(z)."""
    return _finite(z) * normal_cdf(z)


def gelu_slope(z: Array) -> Array:
    """Phi(z) + z phi(z)."""
    return normal_cdf(z) + _bounded(z) * normal_pdf(z)


def gelu_tanh(z: Array) -> Array:
    """0.5 z (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3)))."""
    return 0.5 * _finite(z) * (1.0 + np.tanh(_gelu_inner(_bounded(z))))


def gelu_tanh_slope(z: Array) -> Array:
    """The derivative of the tanh form."""
    flat = _bounded(z)
    inner = _gelu_inner(flat)
    inner_slope = ROOT_TWO_OVER_PI * (1.0 + 3.0 * GELU_TANH_CUBIC * flat * flat)
    return 0.5 * (1.0 + np.tanh(inner)) + 0.5 * flat * tanh_slope(inner) * inner_slope


def softplus(z: Array) -> Array:
    """max(z, 0) + log1p(e^-|z|)."""
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


def silu(z: Array) -> Array:
    """z sigma(z)."""
    return _finite(z) * sigmoid(z)


def silu_slope(z: Array) -> Array:
    """sigma(z) (1 + z sigma(-z))."""
    return sigmoid(z) + _bounded(z) * sigmoid_slope(z)


def with_slope_parameter(name: str, alpha: float) -> Activation:
    """Leaky ReLU, PReLU or ELU with another alpha; any other activation as it is."""
    if name in ("leaky-relu", "prelu"):
        return Activation(name, partial(leaky_relu, alpha=alpha), partial(leaky_relu_slope, alpha=alpha))
    if name == "elu":
        return Activation(name, partial(elu, alpha=alpha), partial(elu_slope, alpha=alpha))
    return ACTIVATIONS[name]


def _gelu_inner(z: Array) -> Array:
    return ROOT_TWO_OVER_PI * (z + GELU_TANH_CUBIC * z * z * z)  # z**3 is many times slower


def _finite(z: Array) -> Array:
    """z, with -inf replaced by the lowest float: a gate that is 0 must win against it, not give nan."""
    return np.maximum(z, np.finfo(np.float64).min)


def _bounded(z: Array) -> Array:
    """z, held where every gate here is still exactly 0 or 1 beyond."""
    return np.clip(z, -FLAT, FLAT)


def _table() -> dict[str, Activation]:
    entries: tuple[tuple[str, Callable[[Array], Array], Callable[[Array], Array]], ...] = (
        ("identity", lambda z: z, lambda z: leaky_relu_slope(z, 1.0)),
        ("sigmoid", sigmoid, sigmoid_slope),
        ("tanh", np.tanh, tanh_slope),
        ("relu", lambda z: np.maximum(z, 0.0), lambda z: leaky_relu_slope(z, 0.0)),
        ("leaky-relu", leaky_relu, leaky_relu_slope),
        ("prelu", partial(leaky_relu, alpha=PRELU_SLOPE), partial(leaky_relu_slope, alpha=PRELU_SLOPE)),
        ("elu", elu, elu_slope),
        ("selu", lambda z: SELU_SCALE * elu(z, SELU_ALPHA), lambda z: SELU_SCALE * elu_slope(z, SELU_ALPHA)),
        ("gelu", gelu, gelu_slope),
        ("gelu-tanh", gelu_tanh, gelu_tanh_slope),
        ("softplus", softplus, sigmoid),
        ("silu", silu, silu_slope),
    )
    return {name: Activation(name, value, slope) for name, value, slope in entries}


ACTIVATIONS: Final[dict[str, Activation]] = _table()
"""Name as in knobs and on the command line -> activation."""
