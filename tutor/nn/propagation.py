"""One signal up and one error down through a deep random network, without training: what each layer receives.

Inputs are N(0, 1). At the top a random error signal N(0, 1) arrives at the activations; its size is 1, so that
what the layers below receive can be read as a factor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.nn import initializers
from tutor.nn.activations import Activation
from tutor.nn.arrays import Array, root_mean_square

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
        activations = [rng.normal(size=(batch, width))]
        weights: list[Array] = []
        pre_activations: list[Array] = []
        for _ in range(depth):
            weight = initializers.draw_weight(initializer, width, width, rng)
            if initializer == "lsuv":
                weight = initializers.scale_to_unit_variance(weight, activations[-1])
            weights.append(scale * weight)
            pre_activations.append(activations[-1] @ weights[-1])
            activations.append(activation.value(pre_activations[-1]))
        return _descend(activation, weights, pre_activations, activations, rng.normal(size=(batch, width)))


def _descend(
    activation: Activation, weights: list[Array], pre_activations: list[Array], activations: list[Array], error: Array
) -> Profile:
    deltas, gradients, flat_shares = [], [], []
    for layer in reversed(range(len(weights))):
        slope = activation.slope(pre_activations[layer])
        delta = error * slope
        deltas.append(root_mean_square(delta))
        gradients.append(root_mean_square(activations[layer].T @ delta / len(delta)))
        flat_shares.append(float(np.mean(np.abs(slope) < FLAT_SLOPE)))
        error = delta @ weights[layer].T
    return Profile(
        activation=np.array([root_mean_square(a) for a in activations[1:]]),
        delta=np.array(deltas[::-1]),
        weight_gradient=np.array(gradients[::-1]),
        flat_share=np.array(flat_shares[::-1]),
        pre_activations=tuple(pre_activations),
    )
