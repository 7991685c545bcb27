"""How the networks of the labs are put together: fully connected, with or without normalization and skips."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from tutor.nn import initializers
from tutor.nn.activation_layer import ActivationLayer, PRelu
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.nn.batch_norm import BatchNorm1d
from tutor.nn.layer import Layer
from tutor.nn.layer_norm import LayerNorm
from tutor.nn.linear import Linear
from tutor.nn.network import Network
from tutor.nn.residual import Residual

Norm = Literal["none", "batch", "batch-after", "layer"]
LSUV_EXAMPLES = 256


@dataclass(frozen=True)
class Perceptron:
    """Hidden layers of one activation and a linear output.

    `sizes`: inputs, width of each hidden layer, outputs. `norm` stands before the activation, but `batch-after` behind
    it. With `is_residual` every hidden layer between equal widths becomes h + f(h W + b).
    """

    sizes: tuple[int, ...]
    activation: str
    initializer: str = "he"
    norm: Norm = "none"
    is_residual: bool = False

    def build(self, rng: np.random.Generator, dtype: type[np.floating[Any]] = np.float64) -> Network:
        """The network, hidden weights from the initializer, output weights N(0, 1/fan_in), output bias 0.

        Raises TutorError for an unknown initializer.
        """
        pairs = list(pairwise(self.sizes))
        weights = [initializers.draw_weight(self.initializer, *pair, rng) for pair in pairs[:-1]]
        biases = [initializers.draw_bias(self.initializer, *pair, rng) for pair in pairs[:-1]]
        if self.initializer == "lsuv":
            inputs = rng.normal(size=(LSUV_EXAMPLES, self.sizes[0]))
            initializers.scale_layers(weights, inputs, ACTIVATIONS[self.activation])
        hidden = [self._hidden(weight, bias) for weight, bias in zip(weights, biases, strict=True)]
        fan_in, outputs = pairs[-1]
        top = Linear(rng.normal(0.0, 1.0 / math.sqrt(fan_in), (fan_in, outputs)), np.zeros((1, outputs)))
        return Network([*(layer for layers in hidden for layer in layers), top], dtype)

    def _hidden(self, weight: Array, bias: Array) -> tuple[Layer, ...]:
        layers = (Linear(weight, bias), *self._behind(weight.shape[1]))
        return (Residual(layers),) if self.is_residual and weight.shape[0] == weight.shape[1] else layers

    def _behind(self, width: int) -> Iterator[Layer]:
        if self.norm == "batch":
            yield BatchNorm1d(width)
        if self.norm == "layer":
            yield LayerNorm(width)
        yield PRelu() if self.activation == "prelu" else ActivationLayer((ACTIVATIONS[self.activation],))
        if self.norm == "batch-after":
            yield BatchNorm1d(width)
