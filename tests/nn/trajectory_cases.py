"""The training runs that the engine and PyTorch both make: 96 combinations, each with its start and its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

ACTIVATIONS: Final = (
    *("identity", "sigmoid", "tanh", "relu", "leaky-relu", "prelu"),
    *("elu", "selu", "gelu", "gelu-tanh", "softplus", "silu"),
)
NORMS: Final = ("none", "batch")
OPTIMIZERS: Final = ("sgd", "momentum", "nesterov", "adam")
CLIPS: Final = ("none", "norm", "value")
LOSSES: Final = {"bce": 1, "ce": 3, "mse": 2}

INPUTS, WIDTH, EXAMPLES = 3, 8, 24
STEPS: Final = 100
CHECKPOINTS: Final = (10, 100)  # the parameters are kept after so many steps
LOSS_EVERY: Final = 10
RATES: Final = {"sgd": 0.1, "momentum": 0.02, "nesterov": 0.02, "adam": 0.01}  # more, and rounding errors grow
MOMENTUM, WEIGHT_DECAY = 0.9, 0.01
LIMITS: Final = {"norm": 0.5, "value": 0.05}


@dataclass(frozen=True)
class Case:
    """One run: two hidden layers, all examples at each step."""

    number: int
    activation: str
    norm: str
    optimizer: str
    clip: str
    loss: str
    weight_decay: float

    @property
    def name(self) -> str:
        """How the case is called in the reference file and in the tests."""
        decay = "-decay" if self.weight_decay else ""
        return f"{self.activation}-{self.norm}-{self.optimizer}-{self.clip}-{self.loss}{decay}"

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, widths and outputs."""
        return INPUTS, WIDTH, WIDTH, LOSSES[self.loss]

    def start(self) -> list[tuple[Matrix, Matrix]]:
        """Weights (fan_in, fan_out) and biases (1, fan_out) to start from."""
        rng = np.random.default_rng([self.number, 0])
        pairs = zip(self.sizes[:-1], self.sizes[1:], strict=True)
        return [(rng.normal(0.0, i**-0.5, (i, o)), rng.normal(0.0, 0.1, (1, o))) for i, o in pairs]

    def data(self) -> tuple[Matrix, Matrix]:
        """Inputs and targets: 0 or 1, one-hot rows, or values."""
        rng = np.random.default_rng([self.number, 1])
        x, outputs = rng.normal(size=(EXAMPLES, INPUTS)), LOSSES[self.loss]
        if self.loss == "mse":
            return x, np.sin(x[:, :outputs] + x[:, 1:2])
        labels = (x[:, 0] + x[:, 1] ** 2 > 0.7).astype(int) + (x[:, 2] > 0.5)
        return x, np.eye(3)[labels] if self.loss == "ce" else (labels[:, None] > 0).astype(float)


def cases() -> tuple[Case, ...]:
    """Every activation, with and without batch normalization, under every optimizer; the rest takes turns."""
    grid = [(a, n, o) for a in range(len(ACTIVATIONS)) for n in range(len(NORMS)) for o in range(len(OPTIMIZERS))]
    return tuple(
        Case(
            number,
            ACTIVATIONS[a],
            NORMS[n],
            OPTIMIZERS[o],
            CLIPS[(a + o + n) % 3],
            tuple(LOSSES)[(a + 2 * o + a // 3) % 3],
            WEIGHT_DECAY if (a + o) % 4 == 0 else 0.0,
        )
        for number, (a, n, o) in enumerate(grid)
    )
