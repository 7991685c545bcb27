"""The whole of training in its plainest form, to be read: a ReLU network with one logistic output, gradient descent.

It takes new memory at every line and knows one activation, one loss, one optimizer. The engine computes the same
numbers faster, as a test shows.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from tutor.nn.arrays import Array


class PlainNetwork:
    """weights[l]: (fan_in, fan_out), biases[l]: (1, fan_out); ReLU in all layers but the last."""

    def __init__(self, sizes: tuple[int, ...], rng: np.random.Generator) -> None:
        pairs = list(pairwise(sizes))
        self.weights = [rng.normal(0.0, np.sqrt(2.0 / fan_in), (fan_in, fan_out)) for fan_in, fan_out in pairs]
        self.biases = [np.zeros((1, fan_out)) for _, fan_out in pairs]

    def forward(self, x: Array) -> tuple[list[Array], list[Array]]:
        """z_l = a_(l-1) W_l + b_l and a_l = max(z_l, 0), from a_0 = x; the last z are the logits."""
        pre_activations: list[Array] = []
        activations = [x]
        for weight, bias in zip(self.weights, self.biases, strict=True):
            pre_activations.append(activations[-1] @ weight + bias)
            activations.append(np.maximum(pre_activations[-1], 0.0))
        return pre_activations, activations

    def step(self, x: Array, y: Array, learning_rate: float) -> float:
        """One step of gradient descent on x: (batch, inputs), y: (batch, 1) of 0 and 1; the loss before it."""
        pre_activations, activations = self.forward(x)
        logits = pre_activations[-1]
        loss = np.mean(np.log(1.0 + np.exp(-np.abs(logits))) + np.maximum(logits, 0.0) - y * logits)
        delta = (1.0 / (1.0 + np.exp(-logits)) - y) / len(x)  # dL/dz of the output
        for layer in reversed(range(len(self.weights))):
            weight_gradient = activations[layer].T @ delta
            bias_gradient = delta.sum(axis=0, keepdims=True)
            if layer > 0:
                slope = pre_activations[layer - 1] > 0.0
                delta = (delta @ self.weights[layer].T) * slope
            self.weights[layer] = self.weights[layer] - learning_rate * weight_gradient
            self.biases[layer] = self.biases[layer] - learning_rate * bias_gradient
        return float(loss)
