"""The lab `scale-invariance`: weights below a batch norm, multiplied by alpha, and what that does to the loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.normalizing import epsilon_knob, input_gradient, normalize
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.nn.initializers import draw_weight
from tutor.nn.losses import BinaryCrossEntropy
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

EXAMPLES, INPUTS, UNITS = 64, 8, 16
LOWEST, HIGHEST = 0.1, 10.0
ALPHAS: Final = np.geomspace(LOWEST, HIGHEST, 41)


@dataclass(frozen=True)
class Net:
    """BCE of ReLU(norm(x W)) v, for a batch x: (64, 8), W: (8, 16), v: (16, 1); y is 1 where the first input is > 0."""

    x: Array
    w: Array
    v: Array
    epsilon: float | None  # None: without batch norm

    def learn(self, alpha: float) -> tuple[float, Array]:
        """The loss with alpha W in the place of W, and its gradient by alpha W, (8, 16)."""
        relu, bce, targets = ACTIVATIONS["relu"], BinaryCrossEntropy(), np.where(self.x[:, :1] > 0.0, 1.0, 0.0)
        z = self.x @ (alpha * self.w)
        x_hat, deviation = (z, None) if self.epsilon is None else normalize(z, self.epsilon)
        outputs = relu.value(x_hat) @ self.v
        dx_hat = (bce.delta(outputs, targets) @ self.v.T) * relu.slope(x_hat)
        dz = dx_hat if deviation is None else input_gradient(dx_hat, x_hat, deviation)
        return float(bce.value(outputs, targets)), self.x.T @ dz


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: loss and gradient norm at this alpha, and over all alphas."""
    net, alpha = _draw(setting), setting.number("alpha")
    loss, gradient = net.learn(alpha)
    loss_at_1, gradient_at_1 = net.learn(1.0)
    norm, norm_at_1 = (float(np.linalg.norm(part)) for part in (gradient, gradient_at_1))
    readouts = (
        Readout("loss", "loss", loss),
        Readout("gradient_norm", "gradient norm ‖∂L/∂W‖", norm),
        Readout("loss_ratio", "loss, / at alpha 1", loss / loss_at_1),
        Readout("gradient_ratio", "gradient, / at alpha 1", norm / norm_at_1),
        Readout("turn_ratio", "turn a step, / at alpha 1", norm / norm_at_1 / alpha),
        Readout("weight_norm", "weight norm ‖W‖", float(np.linalg.norm(alpha * net.w))),
        Readout("cosine", "largest |cosine| to W", _largest_cosine(gradient, net.w)),
    )
    lines = _over_alphas(net)
    chart = Chart(
        "Loss and gradient when W is multiplied",
        lines,
        Axis("alpha", "log", LOWEST, HIGHEST),
        Axis("size", "log"),
        (Mark(f"alpha {human(alpha)}", x=alpha),),
    )
    yield Frame((chart,), readouts, lines)


def _draw(setting: Setting) -> Net:
    rng = np.random.default_rng(setting.seed)
    x = rng.normal(size=(EXAMPLES, INPUTS))
    w = draw_weight("he", INPUTS, UNITS, rng)
    v = draw_weight("lecun", UNITS, 1, rng)
    return Net(x, w, v, float(setting.text("epsilon")) if setting.text("norm") == "batch" else None)


def _largest_cosine(gradient: Array, w: Array) -> float:
    """The largest size of a cosine between a column of the gradient and that of W: 0 where they are orthogonal."""
    lengths = np.linalg.norm(gradient, axis=0) * np.linalg.norm(w, axis=0)
    return float(np.abs((gradient * w).sum(axis=0) / lengths).max())


def _over_alphas(net: Net) -> tuple[Series, ...]:
    learned = [net.learn(float(alpha)) for alpha in ALPHAS]
    return (
        Series("losses", "loss", numbers(ALPHAS), numbers([loss for loss, _ in learned])),
        Series("gradients", "gradient norm", numbers(ALPHAS), numbers([np.linalg.norm(g) for _, g in learned])),
    )


LAB = Lab(
    name="scale-invariance",
    knobs=(
        Number("alpha", "alpha times W", LOWEST, HIGHEST, 1.0, 3, "log"),
        Choice("norm", "normalization", ("batch", "none"), "batch"),
        epsilon_knob(),
    ),
    run=run,
)
