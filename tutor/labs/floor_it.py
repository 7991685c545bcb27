"""The lab `floor-it`: descent on x^2 / 2 with every gradient raised to a least size, beside plain descent."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.one_unit import descent
from tutor.plots.figure import Axis, Chart, Mark, Numbers, Series, numbers
from tutor.plots.numerals import human

LAST: Final = 20  # steps that are looked at closely
STABLE_RATE: Final = 2.0  # 2 / curvature


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: x by step with the floor and without, the last steps by themselves, and both with noisy gradients."""
    floor, still = setting.number("floor"), np.zeros(setting.whole("steps"))
    noise = setting.number("noise") * np.random.default_rng(setting.seed).normal(size=still.shape)
    ways = _way(setting, floor, still, "floored"), _way(setting, 0.0, still, "plain")
    noisy = _way(setting, floor, noise, "floored_noisy"), _way(setting, 0.0, noise, "plain_noisy")
    last = tuple(replace(way, x=way.x[-LAST - 1 :], y=way.y[-LAST - 1 :]) for way in ways)
    figures = (
        _chart("x by step", ways),
        _chart(f"x in the last {len(last[0].x) - 1} steps", last),
        _chart(f"x by step, gradients with noise {human(setting.number('noise'))}", noisy),
    )
    readouts = (
        Readout("low", "last steps: lowest x", float(last[0].y.min())),
        Readout("high", "last steps: highest x", float(last[0].y.max())),
        Readout("end", "x at the end", float(ways[0].y[-1])),
        Readout("plain_end", "x at the end, plain", float(ways[1].y[-1])),
        Readout("step_length", "rate × floor", setting.number("rate") * floor),
        Readout("noisy_size", "with noise: mean |x|", _typical_size(noisy[0])),
        Readout("plain_noisy_size", "the same, plain", _typical_size(noisy[1])),
    )
    yield Frame(figures, readouts, (*ways, *noisy), _notes(setting, ways[0].y))


def raised(gradient: float, floor: float) -> float:
    """The gradient, or one of its sign and of size `floor` where it is smaller; 0 has no sign and stays."""
    if gradient == 0.0 or abs(gradient) >= floor:
        return gradient
    return math.copysign(floor, gradient)


def _way(setting: Setting, floor: float, noise: Numbers, name: str) -> Series:
    """x by step, where the gradient is x and some noise, raised to the floor."""
    errors = iter(noise.tolist())
    start, rate, steps = setting.number("start"), setting.number("rate"), setting.whole("steps")
    x = list(descent(lambda x: raised(x + next(errors), floor), start, rate, steps))
    return Series(name, name.partition("_")[0], numbers(np.arange(steps + 1)), numbers(x))


def _chart(title: str, ways: tuple[Series, ...]) -> Chart:
    return Chart(title, ways, Axis("step", is_counted=True), Axis("x"), (Mark("x = 0", y=0.0),))


def _typical_size(way: Series) -> float:
    """The mean of |x| over the second half."""
    return float(np.abs(way.y[len(way.y) // 2 :]).mean())


def _notes(setting: Setting, x: Numbers) -> tuple[str, ...]:
    if abs(x[-1]) > abs(x[0]) and setting.number("rate") > STABLE_RATE:
        return (f"The learning rate is above {human(STABLE_RATE)}: descent leaves the valley, floor or no floor.",)
    if x[-1] == x[-2]:
        return ("It stands exactly on 0, where a gradient has no sign to raise.",)
    return ()


LAB = Lab(
    name="floor-it",
    knobs=(
        Number("floor", "least |gradient|", 0.0, 2.0, 0.5, 0.1),
        Number("rate", "learning rate", 0.01, 3.0, 0.1, 3, "log"),
        Number("start", "start x", -2.0, 2.0, 1.0, 0.1),
        Number("noise", "noise", 0.0, 2.0, 0.2, 0.1),
        Number("steps", "steps", 10, 1000, 60, 3, "log", is_integer=True),
    ),
    run=run,
)
