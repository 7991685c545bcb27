"""The lab `far-left`: one unit a = f(z) starts on its negative side and is told to reach 1: which activations do?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np

from tutor.functions import ACTIVATIONS, Scalar, leaky_relu, leaky_relu_slope
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.one_unit import descent, steps_until, up_to
from tutor.plots.figure import Axis, Bar, Bars, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

TARGET: Final = 1.0
NEAR: Final = 0.05  # an output so close to the target has arrived
MOST_STEPS: Final = 10_000
USUAL: Final = ("relu", "elu", "selu", "gelu", "silu", "softplus", "sigmoid", "tanh")
LEAKY: Final[dict[str, tuple[Scalar, Scalar]]] = {
    f"leaky-{alpha}": (partial(leaky_relu, alpha=alpha), partial(leaky_relu_slope, alpha=alpha))
    for alpha in (0.01, 0.1, 0.2, 0.3)
}
UNITS: Final = {name: ACTIVATIONS[name] for name in USUAL} | LEAKY
RACERS: Final = ("relu", "leaky-0.01", "leaky-0.1", "leaky-0.3", "elu", "gelu", "silu", "softplus")


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: when each activation gets z across 0, and the way of the present one, kept ones beside it."""
    variants = setting.variants()
    ways = tuple(_way(variant) for variant in variants)
    readouts = _readouts(ways[-1])
    kept = (Readout(f"crossing[{way.label}]", readouts[0].label, _crossing(way), way.label) for way in ways[:-1])
    figures = (_ranking(setting, {*RACERS, *(way.label for way in ways)}), _chart(ways))
    yield Frame(figures, (*readouts, *kept), ways, _notes(readouts), variants[-1].name)


def _descent(activation: str, setting: Setting) -> Iterator[float]:
    """z before, between and after the steps, down L = (a - 1)^2 / 2 with a = f(z): dL/dz = (a - 1) f'(z)."""
    value, slope = UNITS[activation]
    start, rate = setting.number("start"), setting.number("rate")
    return descent(lambda z: (value(z) - TARGET) * slope(z), start, rate, setting.whole("steps"))


def _way(setting: Setting) -> Series:
    """z by step, as far as the step with which the output arrives."""
    name = setting.text("activation")
    z = list(up_to(lambda z: _has_arrived(name, z), _descent(name, setting)))
    return Series(f"z[{name}]" if setting.name else "z", name, numbers(np.arange(len(z))), numbers(z))


def _has_arrived(activation: str, z: float) -> bool:
    return abs(UNITS[activation][0](z) - TARGET) < NEAR


def _is_across(z: float) -> bool:
    return z >= 0.0


def _crossing(way: Series) -> float:
    return steps_until(_is_across, way.y)


def _readouts(way: Series) -> tuple[Readout, ...]:
    value, slope = UNITS[way.label]
    start, end = float(way.y[0]), float(way.y[-1])
    return (
        Readout("crossing", "steps to z ≥ 0", _crossing(way)),
        Readout("arrival", "steps to a ≈ 1", len(way.y) - 1 if _has_arrived(way.label, end) else math.inf),
        Readout("z_end", "z at the end", end),
        Readout("error_start", "a − 1 at the start", value(start) - TARGET),
        Readout("slope_start", "f′(z) at the start", slope(start)),
        Readout("delta_start", "∂L/∂z at the start", (value(start) - TARGET) * slope(start) + 0.0),
    )


def _notes(readouts: tuple[Readout, ...]) -> tuple[str, ...]:
    crossing, delta = (next(r.value for r in readouts if r.name == name) for name in ("crossing", "delta_start"))
    if math.isfinite(crossing):
        return ()
    if delta == 0.0:
        return ("The gradient is exactly 0: z stays where it is.",)
    if delta > 0.0:
        return ("The slope is negative: every step pushes z further down.",)
    return ("On its way, but not there within these steps.",)


def _ranking(setting: Setting, activations: set[str]) -> Bars:
    """Fastest first; behind the bar of one that did not get there: where it stands."""
    ends = {name: list(up_to(_is_across, _descent(name, setting))) for name in UNITS if name in activations}
    steps = {name: len(z) - 1 if _is_across(z[-1]) else math.inf for name, z in ends.items()}
    ranked = sorted(ends, key=lambda name: (steps[name], -ends[name][-1]))
    bars = (Bar(name, steps[name], "" if steps[name] < math.inf else f"at {human(ends[name][-1])}") for name in ranked)
    axis = Axis("steps", "log", 1.0, setting.number("steps"))
    return Bars(f"Steps until z ≥ 0, from z = {human(setting.number('start'))}", tuple(bars), axis)


def _chart(ways: tuple[Series, ...]) -> Chart:
    title = "z by step, until a ≈ 1" if len(ways) > 1 else f"{ways[0].label}: z by step, until a ≈ 1"
    return Chart(title, ways, Axis("step", is_counted=True), Axis("z"), (Mark("z = 0", y=0.0),))


LAB = Lab(
    name="far-left",
    knobs=(
        Choice("activation", "activation", tuple(UNITS), "elu"),
        Number("start", "start z", -8.0, 0.0, -5.0, 0.5),
        Number("rate", "learning rate", 0.01, 1.0, 0.1, 3, "log"),
        Number("steps", "steps at most", 10, MOST_STEPS, MOST_STEPS, 3, "log", is_integer=True),
    ),
    run=run,
    variants=Variants("unit", ("activation",)),
    is_random=False,
)
