"""What a layer is: a forward and a backward pass through buffers of its own, and places in the flat vectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tutor.nn.arrays import Array, Shape


class Parameter:
    """A matrix of a layer: values and gradients, both (..., rows, columns), views into a network's flat vectors."""

    def __init__(self, value: Array) -> None:
        self.value = value
        self.gradient = np.zeros_like(value)


class Layer:
    """One step of a network, (..., batch, features) -> (..., batch, features).

    What `forward` and `backward` return is overwritten by their next call. Neither changes what it is given.
    """

    parameters: tuple[Parameter, ...] = ()
    statistics: tuple[Parameter, ...] = ()  # kept with the parameters but not trained
    is_training = True
    output: Array

    def allocate(self, shape: Shape, dtype: np.dtype[Any]) -> Shape:
        """The shape of the output for inputs of that shape, with buffers made for it."""
        self.output = np.empty(shape, dtype)
        return shape

    def forward(self, x: Array) -> Array:
        """The output for a batch."""
        raise NotImplementedError

    def backward(self, gradient: Array) -> Array:
        """dL/dx from dL/doutput; the gradients of the parameters are written into their places."""
        raise NotImplementedError

    def leaves(self) -> Iterator[Layer]:
        """The layer itself, or those it is made of, in the order of the forward pass."""
        yield self
