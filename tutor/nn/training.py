"""Full-batch gradient descent, one step at a time, so that somebody can watch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.datasets import Dataset
from tutor.nn.losses import binary_cross_entropy, binary_cross_entropy_delta
from tutor.nn.network import Network


@dataclass(frozen=True)
class Diverged:
    """Where a run left the finite numbers: the step, the layer (1 = next to the input), and what was not finite."""

    step: int
    layer: int
    what: str

    def __str__(self) -> str:
        return f"diverged at step {self.step}: the {self.what} of layer {self.layer} are no longer finite"


@dataclass(frozen=True)
class Record:
    """One step: the loss before it, and the root mean square of the first layer's weight gradient."""

    step: int
    loss: float
    first_gradient: float
    diverged: Diverged | None = None


def train(network: Network, data: Dataset, *, learning_rate: float, steps: int) -> Iterator[Record]:
    """Descends in place, yielding a record a step (0 .. steps), the last with the loss after the last update.

    A run that explodes ends early with a record that says where; it raises nothing.
    """
    for step in range(steps + 1):
        with np.errstate(over="ignore", invalid="ignore"):
            pre_activations, activations = network.forward(data.x)
            logits = pre_activations[-1]
            loss = binary_cross_entropy(logits, data.y)
            if not np.isfinite(loss):
                yield Record(
                    step, loss, float("nan"), Diverged(step, _first_infinite(pre_activations), "pre-activations")
                )
                return
            output_delta = binary_cross_entropy_delta(logits, data.y)
            weight_gradients, bias_gradients = network.backward(pre_activations, activations, output_delta)
            yield Record(step, loss, root_mean_square(weight_gradients[0]))
            if step < steps:
                _descend(network.weights, weight_gradients, learning_rate)
                _descend(network.biases, bias_gradients, learning_rate)


def _descend(parameters: list[Array], gradients: list[Array], learning_rate: float) -> None:
    for parameter, gradient in zip(parameters, gradients, strict=True):
        parameter -= learning_rate * gradient


def _first_infinite(pre_activations: list[Array]) -> int:
    infinite = (layer for layer, z in enumerate(pre_activations, start=1) if not np.isfinite(z).all())
    return next(infinite, len(pre_activations))  # logits that are finite one by one may not be so in their mean
