"""Initializers: how the weights of a layer are drawn, and with which variance.

A weight is (fan_in, fan_out). Sources: Xavier, Glorot & Bengio 2010, eq. 12 and 16; He, He et al. 2015, eq. 10;
LeCun, LeCun et al. 1998, section 4.6; orthogonal, Saxe et al. 2014; LSUV, Mishkin & Matas 2016; `pytorch` is the
default of PyTorch's nn.Linear.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from tutor.errors import TutorError
from tutor.nn.activation import Activation
from tutor.nn.arrays import Array
from tutor.suggest import did_you_mean

CONSTANT: Final = 0.1
SMALL: Final = 0.01

NAMES: Final = (
    "zeros",
    "constant",
    "small",
    "standard",
    "xavier",
    "xavier-uniform",
    "he",
    "he-uniform",
    "lecun",
    "lecun-uniform",
    "pytorch",
    "orthogonal",
    "lsuv",
)


def variance(name: str, fan_in: int, fan_out: int) -> float:
    """Var(w) of the initializer of that name. Raises TutorError for an unknown name.

    For `lsuv` it is the variance before the layer is rescaled by its data.
    """
    match name:
        case "zeros" | "constant":
            return 0.0
        case "small":
            return SMALL**2
        case "standard":
            return 1.0
        case "xavier" | "xavier-uniform":
            return 2.0 / (fan_in + fan_out)
        case "he" | "he-uniform":
            return 2.0 / fan_in
        case "lecun" | "lecun-uniform":
            return 1.0 / fan_in
        case "pytorch":
            return 1.0 / (3.0 * fan_in)
        case "orthogonal" | "lsuv":
            return 1.0 / max(fan_in, fan_out)
    raise TutorError(
        f"There is no initializer {name!r}.", did_you_mean(name, NAMES) or f"Use one of: {', '.join(NAMES)}."
    )


def draw_weight(name: str, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """A weight (fan_in, fan_out) from the initializer of that name. Raises TutorError for an unknown name."""
    deviation = math.sqrt(variance(name, fan_in, fan_out))
    shape = (fan_in, fan_out)
    if name in ("zeros", "constant"):
        return np.full(shape, 0.0 if name == "zeros" else CONSTANT)
    if name in ("orthogonal", "lsuv"):
        return _draw_orthogonal(shape, rng)
    if name in ("xavier-uniform", "he-uniform", "lecun-uniform", "pytorch"):
        bound = math.sqrt(3.0) * deviation  # the variance of U(-bound, bound) is bound^2 / 3
        return rng.uniform(-bound, bound, shape)
    return rng.normal(0.0, deviation, shape)


def draw_bias(name: str, fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """A bias (1, fan_out): zeros, but U(-1/sqrt(fan_in), 1/sqrt(fan_in)) for `pytorch`."""
    if name == "pytorch":
        bound = 1.0 / math.sqrt(fan_in)
        return rng.uniform(-bound, bound, (1, fan_out))
    return np.zeros((1, fan_out))


def scale_to_unit_variance(weight: Array, inputs: Array) -> Array:
    """The weight, divided by the standard deviation of its outputs on `inputs` (batch, fan_in): LSUV's second half."""
    deviation = float(np.std(inputs @ weight))
    return weight / deviation if deviation > 0.0 else weight


def scale_layers(weights: list[Array], inputs: Array, activation: Activation, scale: float = 1.0) -> None:
    """Scales each weight in turn to outputs of unit variance, the inputs passing through `scale` times those before.

    Source: Mishkin & Matas 2016, algorithm 1.
    """
    for layer, weight in enumerate(weights):
        weights[layer] = scale_to_unit_variance(weight, inputs)
        inputs = activation.value(inputs @ (scale * weights[layer]))


def _draw_orthogonal(shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """A matrix whose rows or columns, whichever are fewer, are orthonormal: Q of a Gaussian one, signs evened out."""
    tall = rng.normal(size=(max(shape), min(shape)))
    q, r = np.linalg.qr(tall)
    orthonormal: Array = q * np.sign(np.diagonal(r))
    return orthonormal if shape[0] >= shape[1] else orthonormal.T
