"""Optimizers: one step on the flat vector of all parameters, a few ufuncs whatever the number of layers.

theta: (..., parameters), g = dL/dtheta of the same shape, plus `weight_decay` times theta. The learning rate is a
number or, for a race, one a run: (runs, 1). Constants are kept as 0-d arrays, which ufuncs take faster than numbers.
"""

from __future__ import annotations

import math

import numpy as np

from tutor.nn.arrays import Array


class Optimizer:
    """What turns a gradient into a step."""

    def __init__(self, learning_rate: float | Array, weight_decay: float = 0.0) -> None:
        self.learning_rate = learning_rate
        self.weight_decay = weight_decay
        self._steps = 0

    def step(self, values: Array, gradient: Array) -> None:
        """Moves the parameters; the gradient is left as scratch."""
        if self._steps == 0:
            self._rate = np.asarray(self.learning_rate, values.dtype)
            self._spare = np.empty_like(values)
            self._allocate(values)
        self._steps += 1
        if self.weight_decay:
            np.multiply(values, self.weight_decay, out=self._spare)
            np.add(gradient, self._spare, out=gradient)
        self._move(values, gradient)

    def _allocate(self, values: Array) -> None:
        """What the optimizer remembers between steps, at its start."""

    def _move(self, values: Array, gradient: Array) -> None:
        raise NotImplementedError


class SGD(Optimizer):
    """theta <- theta - lr g, or with momentum mu:  v <- mu v + g,  theta <- theta - lr v,  Nesterov: - lr (g + mu v).

    Source: Polyak 1964; Sutskever et al. 2013, section 2, in PyTorch's form, where lr multiplies v.
    """

    def __init__(
        self, learning_rate: float | Array, momentum: float = 0.0, is_nesterov: bool = False, weight_decay: float = 0.0
    ) -> None:
        super().__init__(learning_rate, weight_decay)
        self.momentum = momentum
        self.is_nesterov = is_nesterov

    def _allocate(self, values: Array) -> None:
        self._mu = np.asarray(self.momentum, values.dtype)
        self._velocity = np.zeros_like(values) if self.momentum else values[:0]

    def _move(self, values: Array, gradient: Array) -> None:
        direction = gradient
        if self.momentum:
            direction = self._velocity
            np.multiply(self._velocity, self._mu, out=self._velocity)
            np.add(self._velocity, gradient, out=self._velocity)
            if self.is_nesterov:
                direction = np.multiply(self._velocity, self._mu, out=self._spare)
                np.add(direction, gradient, out=direction)
        np.multiply(direction, self._rate, out=self._spare)
        np.subtract(values, self._spare, out=values)


class Adam(Optimizer):
    """m <- b1 m + (1 - b1) g,  v <- b2 v + (1 - b2) g^2,  theta <- theta - lr m^ / (sqrt(v^) + eps), at step t with
    m^ = m / (1 - b1^t) and v^ = v / (1 - b2^t). Source: Kingma & Ba 2015, algorithm 1.

    Kept are M = m / (1 - b1) and V = v / (1 - b2), which saves a pass each; with c = sqrt((1 - b2) / (1 - b2^t)) the
    step is lr (1 - b1) / (1 - b1^t) / c times M / (sqrt(V) + eps / c).
    """

    def __init__(
        self,
        learning_rate: float | Array,
        betas: tuple[float, float] = (0.9, 0.999),
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(learning_rate, weight_decay)
        self.betas, self.epsilon = betas, epsilon

    def _allocate(self, values: Array) -> None:
        self._mean, self._square = np.zeros_like(values), np.zeros_like(values)
        self._b1, self._b2 = (np.asarray(beta, values.dtype) for beta in self.betas)

    def _move(self, values: Array, gradient: Array) -> None:
        (b1, b2), spare = self.betas, self._spare
        np.multiply(self._mean, self._b1, out=self._mean)
        np.add(self._mean, gradient, out=self._mean)
        np.multiply(self._square, self._b2, out=self._square)
        np.multiply(gradient, gradient, out=spare)
        np.add(self._square, spare, out=self._square)
        c = math.sqrt((1.0 - b2) / (1.0 - b2**self._steps))
        np.sqrt(self._square, out=spare)
        np.add(spare, self.epsilon / c, out=spare)
        np.divide(self._mean, spare, out=spare)
        np.multiply(spare, self._rate * ((1.0 - b1) / (1.0 - b1**self._steps) / c), out=spare)
        np.subtract(values, spare, out=values)
