"""One signal up and one error down through a deep random network, without training: what each layer receives.

Inputs are N(0, 1). At the top a random error signal N(0, 1) arrives at the activations; its size is 1, so that
what the layers below receive can be read as a factor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.nn import initializers
from tutor.nn.activation import Activation
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.linear import Linear
from tutor.nn.network import Network

FLAT_SLOPE = 0.05
"""A unit counts as saturated, for one input, where |f'(z)| is below this."""


@dataclass(frozen=True, eq=False)
class Profile:
    """Root mean squares by layer, layer 1 first: each (depth,) except `pre_activations`."""

    activation: Array  # of a_l = f(z_l)
    delta: Array  # of delta_l = dL/dz_l
    weight_gradient: Array  # of g_l = a_(l-1)^T delta_l / batch
    flat_share: Array  # of (unit, input) pairs with |f'(z_l)| < 0.05
    pre_activations: tuple[Array, ...]  # z_l: (batch, width), one a layer


def propagate(
    activation: Activation,
    initializer: str,
    rng: np.random.Generator,
    *,
    width: int,
    depth: int,
    batch: int,
    scale: float = 1.0,
) -> Profile:
    """Both passes through `depth` layers of equal width with zero biases; every weight is multiplied by `scale`.

    Layer l computes z_l = a_(l-1) W_l and a_l = f(z_l); on the way down delta_l = (delta_(l+1) W_(l+1)^T) f'(z_l).
    """
    with np.errstate(over="ignore", invalid="ignore"):
        x = rng.normal(size=(batch, width))
        weights = [initializers.draw_weight(initializer, width, width, rng) for _ in range(depth)]
        if initializer == "lsuv":
            initializers.scale_layers(weights, x, activation, scale)
        linears = [Linear(scale * weight, np.zeros((1, width))) for weight in weights]
        gates = [ActivationLayer((activation,)) for _ in weights]
        network = Network([layer for pair in zip(linears, gates, strict=True) for layer in pair])
        network.forward(x)
        network.backward(rng.normal(size=(batch, width)))
        return Profile(
            activation=np.array([root_mean_square(gate.output) for gate in gates]),
            delta=np.array([root_mean_square(gate.input_gradient) for gate in gates]),
            weight_gradient=np.array([root_mean_square(linear.weight.gradient / batch) for linear in linears]),
            flat_share=np.array([np.mean(np.abs(activation.slope(z)) < FLAT_SLOPE) for z in network.pre_activations]),
            pre_activations=network.pre_activations,
        )
