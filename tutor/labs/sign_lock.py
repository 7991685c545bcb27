"""The lab `sign-lock`: how often all components of a unit's weight gradient have one sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Bar, Bars, Chart, Mark, Series, numbers
from tutor.plots.numerals import count

EXAMPLES: Final = 65_536  # enough for 256 steps of the largest batch, 2048 of a batch of 32
BATCHES: Final = tuple(2**power for power in range(9))
MOST_BARS: Final = 10
SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the share of locked steps by batch size, one line an activation, and one gradient to look at."""
    variants, batch = setting.variants(), setting.whole("batch")
    examples = [_example_gradients(variant) for variant in variants]
    lines = tuple(_line(*each) for each in zip(variants, examples, strict=True))
    shares = [_locked_share(_batch_gradients(each, batch)) for each in examples]
    readouts = (
        Readout("locked_share", "locked steps", shares[-1], is_share=True),
        Readout("chance", "by chance", 2.0 ** (1 - setting.whole("inputs")), is_share=True),
        Readout("steps", "steps counted", float(EXAMPLES // batch)),
    )
    kept = (
        Readout(f"locked_share[{line.label}]", readouts[0].label, share, line.label, is_share=True)
        for line, share in zip(lines[:-1], shares, strict=False)
    )
    figures = (_chart(lines, batch), _bars(_batch_gradients(examples[-1], batch)[0], batch))
    yield Frame(figures, (*readouts, *kept), lines, variant=variants[-1].name)


def _example_gradients(setting: Setting) -> Array:
    """dL/dw_i = delta a_i, (examples, inputs): a = f(z) with z ~ N(0, 1), and a random error delta ~ N(0, 1)."""
    rng = np.random.default_rng(setting.seed)
    z = rng.normal(size=(EXAMPLES, setting.whole("inputs")))
    delta = rng.normal(size=(EXAMPLES, 1))
    return delta * ACTIVATIONS[setting.text("activation")].value(z)


def _batch_gradients(examples: Array, batch: int) -> Array:
    """The mean gradient of each step, (steps, inputs)."""
    steps = EXAMPLES // batch
    means: Array = examples[: steps * batch].reshape(steps, batch, -1).mean(axis=1)
    return means


def _locked_share(gradients: Array) -> float:
    """The share of steps without two components of opposite signs."""
    is_locked = (gradients.min(axis=1) >= 0.0) | (gradients.max(axis=1) <= 0.0)
    return float(is_locked.mean())


def _line(setting: Setting, examples: Array) -> Series:
    name = setting.text("activation")
    sums, shares = examples, []
    for _ in BATCHES:
        shares.append(_locked_share(sums))
        sums = sums[0::2] + sums[1::2]
    return Series(f"locked[{name}]" if setting.name else "locked", name, numbers(BATCHES), numbers(shares))


def _chart(lines: tuple[Series, ...], batch: int) -> Chart:
    x = Axis("batch size", "log", 1.0, float(BATCHES[-1]), is_counted=True)
    mark = Mark(f"batch {batch}", x=float(batch))
    return Chart("Steps with a gradient of one sign", lines, x, Axis("share", low=0.0, high=1.0), (mark,))


def _bars(gradient: Array, batch: int) -> Bars:
    components = gradient[:MOST_BARS].tolist()
    bars = tuple(Bar(f"∂L/∂w{i + 1}".translate(SUBSCRIPTS), value) for i, value in enumerate(components))
    return Bars(f"The gradient of one step, {count(batch, 'example')}", bars, Axis("component"))


LAB = Lab(
    name="sign-lock",
    knobs=(
        activation_knob("sigmoid"),
        Number("inputs", "inputs", 2, 50, 10, 1, is_integer=True),
        Number("batch", "batch size", 1, BATCHES[-1], 32, 3, "log", is_integer=True),
    ),
    run=run,
    variants=Variants("unit", ("activation",)),
)
