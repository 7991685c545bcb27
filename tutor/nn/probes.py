"""What goes on in each hidden layer of a network, over a whole data set."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tutor.nn.activation_layer import ActivationLayer, PRelu
from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.layer import Layer
from tutor.nn.linear import Linear
from tutor.nn.network import Network
from tutor.nn.piecewise import LeakyRelu
from tutor.nn.propagation import FLAT_SLOPE
from tutor.nn.residual import Residual


@dataclass(frozen=True)
class LayerProbe:
    """One hidden layer: its activations a = f(z) on all examples, and the shares of what lets no error through."""

    mean: float
    variance: float
    flat_share: float  # of (unit, example) pairs with |f'(z)| < 0.05
    dead_share: float  # of units with f'(z) = 0 for every example


def probe_layers(network: Network, x: Array) -> tuple[LayerProbe, ...]:
    """A probe a hidden layer, next to the input first, in evaluation mode on all examples x: (examples, inputs)."""
    network.predict(x)
    probes = []
    for before, leaf in pairwise(network.leaves):
        if isinstance(leaf, ActivationLayer | PRelu):
            slope = np.abs(_slope(leaf, before.output))
            probes.append(
                LayerProbe(
                    mean=float(np.mean(leaf.output)),
                    variance=float(np.var(leaf.output)),
                    flat_share=float(np.mean(slope < FLAT_SLOPE)),
                    dead_share=float(np.mean(slope.max(axis=0) == 0.0)),
                )
            )
    return tuple(probes)


def gradient_sizes(network: Network) -> Array:
    """The root mean square of dL/dW in each linear layer, from the last backward pass: (layers,)."""
    return np.array([root_mean_square(linear.weight.gradient) for linear in network.linears])


def error_signals(network: Network, gradient: Array) -> Array:
    """A backward pass from dL/doutput: the root mean square of dL/dz in each linear layer, next to the input first.

    A residual block counts as one layer: what is told is dL/dy of its output y.
    """
    sizes = []
    for layer in reversed(network.layers):
        if isinstance(layer, Linear | Residual):
            sizes.append(root_mean_square(gradient))
        gradient = layer.backward(gradient)
    return np.array(sizes[::-1])


def update_ratios(network: Network, weights_before: tuple[Array, ...]) -> Array:
    """Root mean square of what was added to each weight, over that of the weight before: (layers,)."""
    pairs = zip(network.weights, weights_before, strict=True)
    return np.array([root_mean_square(weight - before) / root_mean_square(before) for weight, before in pairs])


def _slope(layer: Layer, z: Array) -> Array:
    if isinstance(layer, PRelu):
        return LeakyRelu("prelu", layer.alpha.value.item()).slope(z)
    return layer.activations[0].slope(z) if isinstance(layer, ActivationLayer) else np.ones_like(z)
