"""What is told of a training run, step by step: frozen records with a status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from tutor.nn.linear import Linear
from tutor.nn.network import Network

PATIENCE: Final = 100
LEAST_GAIN: Final = 1e-3


@dataclass(frozen=True)
class Diverged:
    """Where a run left the finite numbers: the step, the layer (1 = next to the input), and what was not finite."""

    step: int
    layer: int
    what: str

    def __str__(self) -> str:
        return f"diverged at step {self.step}: the {self.what} of layer {self.layer} are no longer finite"


Status = Literal["ok", "plateau"] | Diverged


@dataclass(frozen=True)
class Record:
    """One step: the loss before it, and the root mean square of the first layer's weight gradient.

    The status is `plateau` while the loss has not fallen by a thousandth for a hundred steps, and a `Diverged` in the
    last record of a run that exploded.
    """

    step: int
    loss: float
    first_gradient: float
    status: Status = "ok"

    @property
    def diverged(self) -> Diverged | None:
        """Where the run ended, if it did."""
        return self.status if isinstance(self.status, Diverged) else None


class Progress:
    """The best loss of a run so far, and since when it has not become better."""

    def __init__(self) -> None:
        self._best, self._since = np.inf, 0

    def status(self, step: int, loss: float) -> Status:
        """What to say of the run after it has shown this loss."""
        if loss < self._best * (1.0 - LEAST_GAIN):
            self._best, self._since = loss, step
        return "plateau" if step - self._since >= PATIENCE else "ok"


def find_divergence(network: Network, run: tuple[int, ...], step: int) -> Diverged:
    """The first output of the last forward pass that is not finite, else the topmost such gradient.

    `run`: the index of one run of a race, or (). Numbers that are finite one by one but not in their mean are told as
    the pre-activations of the output.
    """
    layer = 0
    for leaf in network.leaves:
        layer += isinstance(leaf, Linear)
        if not np.isfinite(leaf.output[run]).all():
            return Diverged(step, layer, "pre-activations" if isinstance(leaf, Linear) else "activations")
    top = layer
    for leaf in reversed(network.leaves):
        if not all(np.isfinite(parameter.gradient[run]).all() for parameter in leaf.parameters):
            return Diverged(step, layer, "gradients")
        layer -= isinstance(leaf, Linear)
    return Diverged(step, top, "pre-activations")
