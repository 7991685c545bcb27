"""A fully connected network: forward, and backward by the chain rule, layer by layer."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from tutor.nn import initializers
from tutor.nn.activations import Activation
from tutor.nn.arrays import Array


class Network:
    """`depth` hidden layers of equal width with one activation, and a linear output unit.

    weights[l]: (fan_in, fan_out), biases[l]: (1, fan_out). Hidden weights come from the initializer, the output's
    from N(0, 1/width).
    """

    def __init__(
        self,
        inputs: int,
        width: int,
        depth: int,
        activation: Activation,
        initializer: str,
        rng: np.random.Generator,
    ) -> None:
        self.activation = activation
        sizes = [inputs, *[width] * depth]
        pairs = list(pairwise(sizes))
        self.weights = [initializers.draw_weight(initializer, *pair, rng) for pair in pairs]
        self.biases = [initializers.draw_bias(initializer, *pair, rng) for pair in pairs]
        if initializer == "lsuv":
            self._scale_to_unit_variance(rng.normal(size=(256, inputs)))
        self.weights.append(rng.normal(0.0, 1.0 / math.sqrt(width), (width, 1)))
        self.biases.append(np.zeros((1, 1)))

    def forward(self, x: Array) -> tuple[list[Array], list[Array]]:
        """Pre-activations z_1 .. z_L+1 and activations a_0 = x .. a_L; the last z (batch, 1) holds the logits."""
        activations, pre_activations = [x], []
        for weight, bias in zip(self.weights, self.biases, strict=True):
            pre_activations.append(activations[-1] @ weight + bias)
            if len(pre_activations) < len(self.weights):
                activations.append(self.activation.value(pre_activations[-1]))
        return pre_activations, activations

    def logits(self, x: Array) -> Array:
        """The output unit's pre-activation for each input: (batch, 1)."""
        return self.forward(x)[0][-1]

    def backward(
        self, pre_activations: list[Array], activations: list[Array], output_delta: Array
    ) -> tuple[list[Array], list[Array]]:
        """Gradients of the loss by weights and biases, from `output_delta` = dL/dz of the output (batch, 1).

        delta_l = (delta_(l+1) W_(l+1)^T) f'(z_l),  dL/dW_l = a_(l-1)^T delta_l,  dL/db_l = sum over the batch.
        """
        delta = output_delta
        weight_gradients, bias_gradients = [], []
        for layer in reversed(range(len(self.weights))):
            weight_gradients.append(activations[layer].T @ delta)
            bias_gradients.append(delta.sum(axis=0, keepdims=True))
            if layer:
                delta = (delta @ self.weights[layer].T) * self.activation.slope(pre_activations[layer - 1])
        return weight_gradients[::-1], bias_gradients[::-1]

    def _scale_to_unit_variance(self, x: Array) -> None:
        for layer, weight in enumerate(self.weights):
            self.weights[layer] = initializers.scale_to_unit_variance(weight, x)
            x = self.activation.value(x @ self.weights[layer])
