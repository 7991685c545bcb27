"""One signal up and one error down through a deep random network, without training: what each layer receives.

Inputs are N(0, 1). At the top a random error signal N(0, 1) arrives at the activations; its size is 1, so that
what the layers below receive can be read as a factor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from tutor.nn import initializers
from tutor.nn.activation import Activation
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.batch_norm import BatchNorm1d
from tutor.nn.layer import Layer
from tutor.nn.linear import Linear
from tutor.nn.network import Network

FLAT_SLOPE = 0.05
"""A unit counts as saturated, for one input, where |f'(z)| is below this."""


@dataclass(frozen=True, eq=False)
class Profile:
    """Root mean squares by layer, layer 1 first: each (depth,) except `pre_activations`."""

    activation: Array  # of a_l = f(z_l)
    delta: Array  # of delta_l = dL/d(a_(l-1) W_l), which without a batch norm is dL/dz_l
    weight_gradient: Array  # of g_l = a_(l-1)^T delta_l / batch
    flat_share: Array  # of (unit, input) pairs with |f'(z_l)| < 0.05
    pre_activations: tuple[Array, ...]  # z_l, what f is applied to: (batch, width), one a layer


def propagate(
    activation: Activation,
    initializer: str,
    rng: np.random.Generator,
    *,
    width: int,
    depth: int,
    batch: int,
    scale: float = 1.0,
    is_normalized: bool = False,
    dtype: type[np.floating[Any]] = np.float64,
) -> Profile:
    """Both passes through `depth` layers of equal width with zero biases; every weight is multiplied by `scale`.

    Layer l computes z_l = a_(l-1) W_l, or the batch norm of that, and a_l = f(z_l); without a batch norm
    delta_l = (delta_(l+1) W_(l+1)^T) f'(z_l) on the way down.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        x = rng.normal(size=(batch, width))
        weights = [initializers.draw_weight(initializer, width, width, rng) for _ in range(depth)]
        if initializer == "lsuv":
            initializers.scale_layers(weights, x, activation, scale)
        error = rng.normal(size=(batch, width))
        scaled = [scale * weight for weight in weights]
        return pass_through(activation, scaled, x.astype(dtype), error.astype(dtype), is_normalized=is_normalized)


def pass_through(
    activation: Activation, weights: Sequence[Array], x: Array, error: Array, *, is_normalized: bool = False
) -> Profile:
    """Both passes through layers of these weights (width, width), in the precision of the inputs x: (batch, width).

    `error`, of the shape of x, arrives at the activations of the top layer.
    """
    layers: list[Layer] = []
    for weight in weights:
        layers.append(Linear(weight, np.zeros((1, weight.shape[1]))))
        layers += [BatchNorm1d(weight.shape[1])] if is_normalized else []
        layers.append(ActivationLayer((activation,)))
    network = Network(layers, x.dtype.type)
    with np.errstate(over="ignore", invalid="ignore"):
        network.forward(x)
        deltas = []
        for layer in reversed(layers):
            if isinstance(layer, Linear):
                deltas.append(root_mean_square(error))
            error = layer.backward(error)
        gates = [(before.output, leaf) for before, leaf in pairwise(layers) if isinstance(leaf, ActivationLayer)]
        return Profile(
            activation=np.array([root_mean_square(gate.output) for _, gate in gates]),
            delta=np.array(deltas[::-1]),
            weight_gradient=np.array([root_mean_square(linear.weight.gradient / len(x)) for linear in network.linears]),
            flat_share=np.array([np.mean(np.abs(activation.slope(z)) < FLAT_SLOPE) for z, _ in gates]),
            pre_activations=tuple(z for z, _ in gates),
        )
