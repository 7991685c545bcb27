"""A network: layers in a row, with every parameter and every gradient in one flat vector each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from tutor.nn.activation_layer import ActivationLayer, PRelu
from tutor.nn.arrays import Array, Shape
from tutor.nn.layer import Layer, Parameter
from tutor.nn.linear import Linear


class Network:
    """Layers in a row, x: (..., batch, inputs) -> outputs: (..., batch, outputs).

    `values` and `gradient`: (..., parameters); `statistics`: (..., kept numbers that are not trained). The matrices
    of the layers are views into them, so that an optimizer needs no loop over layers.
    """

    def __init__(self, layers: Sequence[Layer], dtype: type[np.floating[Any]] = np.float64) -> None:
        self.layers = tuple(layers)
        self.leaves = tuple(leaf for layer in self.layers for leaf in layer.leaves())
        self.linears = tuple(leaf for leaf in self.leaves if isinstance(leaf, Linear))
        self.linears[0].is_first = self.linears[0] is self.layers[0]
        self._parameters = [parameter for layer in self.layers for parameter in layer.parameters]
        self._statistics = [statistic for layer in self.layers for statistic in layer.statistics]
        self._input_shape: Shape = ()
        self.is_training = True
        self.bind(_flat(self._parameters).astype(dtype), _flat(self._statistics).astype(dtype))

    def bind(self, values: Array, statistics: Array) -> None:
        """Take these vectors for all parameters and statistics, with what is in them; any leading axes are runs."""
        self.values, self.statistics, self.gradient = values, statistics, np.zeros_like(values)
        for parameter, value, gradient in zip(
            self._parameters, _views(self._parameters, values), _views(self._parameters, self.gradient), strict=True
        ):
            parameter.value, parameter.gradient = value, gradient
        for statistic, value in zip(self._statistics, _views(self._statistics, statistics), strict=True):
            statistic.value = value
        self._input_shape = ()

    @property
    def weights(self) -> tuple[Array, ...]:
        """The weight of each linear layer, input first: (..., fan_in, fan_out)."""
        return tuple(linear.weight.value for linear in self.linears)

    @property
    def biases(self) -> tuple[Array, ...]:
        """The bias of each linear layer: (..., 1, fan_out)."""
        return tuple(linear.bias.value for linear in self.linears)

    @property
    def activation_inputs(self) -> tuple[Array, ...]:
        """What entered each activation in the last forward pass, behind a normalization if there is one before it."""
        pairs = pairwise(self.leaves)
        return tuple(before.output for before, leaf in pairs if isinstance(leaf, ActivationLayer | PRelu))

    @property
    def pre_activations(self) -> tuple[Array, ...]:
        """What each linear layer gave in the last forward pass: (..., batch, fan_out)."""
        return tuple(linear.output for linear in self.linears)

    def forward(self, x: Array) -> Array:
        """The outputs for a batch, in a buffer that the next call overwrites."""
        if x.shape != self._input_shape:
            self._allocate(x.shape)
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, gradient: Array) -> None:
        """Writes dL/dparameter into `gradient`, from dL/doutput of the last forward pass."""
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient)

    def predict(self, x: Array) -> Array:
        """The outputs in evaluation mode, in an array of their own; whatever overflows shows as inf or nan."""
        was_training = self.is_training
        self.eval()
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            outputs = self.forward(np.asarray(x, self.values.dtype)).copy()
        self._set_training(was_training)
        return outputs

    def train(self) -> None:
        """From now on batch normalization uses the statistics of each batch."""
        self._set_training(True)

    def eval(self) -> None:
        """From now on batch normalization uses the running statistics."""
        self._set_training(False)

    def _set_training(self, is_training: bool) -> None:
        self.is_training = is_training
        for leaf in self.leaves:
            leaf.is_training = is_training

    def _allocate(self, shape: Shape) -> None:
        self._input_shape = shape
        for layer in self.layers:
            shape = layer.allocate(shape, self.values.dtype)


def _flat(parameters: Iterable[Parameter]) -> Array:
    return np.concatenate([np.empty(0), *(parameter.value.ravel() for parameter in parameters)])


def _views(parameters: Iterable[Parameter], vector: Array) -> list[Array]:
    """A matrix (..., rows, columns) for each parameter, one after the other along the last axis of the vector."""
    views, start = [], 0
    for parameter in parameters:
        rows, columns = parameter.value.shape[-2:]
        views.append(vector[..., start : start + rows * columns].reshape(*vector.shape[:-1], rows, columns))
        start += rows * columns
    return views
