"""What goes on in each hidden layer of a network, over a whole data set."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tutor.nn.activation_layer import ActivationLayer, PRelu
from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.linear import Linear
from tutor.nn.network import Network
from tutor.nn.propagation import FLAT_SLOPE
from tutor.nn.residual import Residual


class LayerProbe(NamedTuple):
    """One hidden layer, a = f(z) on all examples: the shares of what lets no error through."""

    flat_share: float  # of (unit, example) pairs with |f'(z)| < 0.05
    dead_share: float  # of units with f'(z) = 0 for every example


def probe_layers(network: Network, x: Array) -> tuple[LayerProbe, ...]:
    """A probe a hidden layer, next to the input first, in evaluation mode on all examples x: (examples, inputs)."""
    network.predict(x)
    return probe_last_pass(network)


def probe_last_pass(network: Network) -> tuple[LayerProbe, ...]:
    """A probe a hidden layer, next to the input first, of what the last forward pass has left there."""
    return tuple(_probe(leaf.slope()) for leaf in network.leaves if isinstance(leaf, ActivationLayer | PRelu))


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


def _probe(slope: Array) -> LayerProbe:
    size = np.abs(slope, out=slope)
    return LayerProbe(np.count_nonzero(size < FLAT_SLOPE) / size.size, float(np.mean(~size.any(axis=0))))
