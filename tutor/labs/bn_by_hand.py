"""The lab `bn-by-hand`: batch normalization of up to four numbers, forward, backward and in evaluation."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Knob, Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.normalizing import epsilon_knob, input_gradient, normalize, variance
from tutor.nn.arrays import Array
from tutor.nn.batch_norm import MOMENTUM
from tutor.plots.figure import Axis, Bar, Bars, Chart, Mark, Numbers, Series, numbers

MOST: Final = 4  # numbers in a batch
FEWEST_SHOWN: Final = 30  # batches, after which running averages are nearly there
MOST_SEEN: Final = 100


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: x, x_hat and y, dL/dy and dL/dx, and the running averages after so many batches like this one."""
    size, seen = setting.whole("batch"), setting.whole("seen")
    x, upstream = (np.array([setting.number(f"{name}{k}") for k in range(1, size + 1)]) for name in ("x", "dy"))
    gamma, epsilon = setting.number("gamma"), float(setting.text("epsilon"))
    x_hat, deviation = normalize(x, epsilon)
    dx = input_gradient(gamma * upstream, x_hat, deviation)
    lines = _running(x, max(seen, FEWEST_SHOWN))
    mean, var = (float(line.y[seen]) for line in lines)
    readouts = (
        Readout("mean", "batch mean μ", float(x.mean())),
        Readout("variance", "batch variance v", float(variance(x))),
        *_numbered("x_hat", "normalized x̂", x_hat),
        *_numbered("y", "y", gamma * x_hat + setting.number("beta")),
        *_numbered("dx", "∂L/∂x", dx),
        Readout("dgamma", "∂L/∂γ", float(upstream @ x_hat)),
        Readout("dbeta", "∂L/∂β", float(upstream.sum())),
        Readout("running_mean", "running mean", mean),
        Readout("running_variance", "running variance", var),
        *_numbered("evaluated", "in evaluation x̂", (x - mean) / math.sqrt(var + epsilon)),
    )
    figures = (
        _pairs("The batch before and after", ("before x", x), ("after x̂", x_hat)),
        _pairs("The gradient before and after", ("∂L/∂y", upstream), ("∂L/∂x", dx)),
        _averages(lines, seen),
    )
    yield Frame(figures, readouts, lines, tuple(_notes(x, deviation)))


def _numbered(name: str, label: str, values: Array) -> Iterator[Readout]:
    for k, value in enumerate(values.tolist(), start=1):
        yield Readout(f"{name}{k}", _subscripted(label, k), value)


def _subscripted(label: str, k: int) -> str:
    return label + "₁₂₃₄"[k - 1]


def _pairs(title: str, *parts: tuple[str, Array]) -> Bars:
    """All bars of the first, then all of the second, so that their shapes can be compared."""
    bars = (Bar(_subscripted(label, k), value) for label, values in parts for k, value in enumerate(values.tolist(), 1))
    return Bars(title, tuple(bars))


def _running(x: Array, batches: int) -> tuple[Series, ...]:
    """The running mean from 0 and the running variance from 1, which is fed with the unbiased one."""
    unbiased = float(variance(x)) * len(x) / (len(x) - 1) if len(x) > 1 else math.nan
    batch = numbers(np.arange(batches + 1))
    return (
        Series("running_mean", "running mean", batch, _follow(0.0, float(x.mean()), batches)),
        Series("running_variance", "running variance", batch, _follow(1.0, unbiased, batches)),
    )


def _follow(start: float, newest: float, batches: int) -> Numbers:
    averages = [start]
    for _ in range(batches):
        averages.append((1.0 - MOMENTUM) * averages[-1] + MOMENTUM * newest)
    return numbers(averages)


def _averages(lines: Sequence[Series], seen: int) -> Chart:
    x = Axis("batches seen", low=0.0, high=float(lines[0].x[-1]), is_counted=True)
    return Chart("Running averages, for evaluation", tuple(lines), x, Axis(), (Mark(f"after {seen}", x=seen),))


def _notes(x: Array, deviation: Array) -> Iterator[str]:
    if deviation == 0.0:
        yield "All numbers are equal and epsilon is 0: x̂ = 0/0."
    if len(x) == 1:
        yield "A batch of one has no unbiased variance to keep for evaluation."


def _entries() -> Iterator[Knob]:
    for k, x in enumerate((1.0, 2.0, 3.0, 6.0), start=1):
        yield Number(f"x{k}", f"x{k}", -10.0, 10.0, x, 0.1)


def _upstream() -> Iterator[Knob]:
    for k in range(1, MOST + 1):
        yield Number(f"dy{k}", f"dL/dy{k}", -2.0, 2.0, float(k == 1), 0.5)


LAB = Lab(
    name="bn-by-hand",
    knobs=(
        Number("batch", "batch size", 1, MOST, MOST, 1, is_integer=True),
        *_entries(),
        Number("gamma", "gamma", -3.0, 3.0, 2.0, 0.5),
        Number("beta", "beta", -3.0, 3.0, 1.0, 0.5),
        epsilon_knob(),
        *_upstream(),
        Number("seen", "batches seen", 0, MOST_SEEN, 1, 1, is_integer=True),
    ),
    run=run,
    is_random=False,
)
