"""The lab `two-losses-race`: one sigmoid unit, target 1, trained once with each of two losses from the same start."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from operator import lt
from typing import Final

import numpy as np

from tutor.functions import Scalar, sigmoid, sigmoid_slope
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.one_unit import descent, steps_until
from tutor.nn.activations import ACTIVATIONS
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

STEPS: Final = 12_000
GOALS: Final = {"half": 0.5, "certain": 0.9}
LOWEST_START: Final = -12.0
VIEW_END: Final = 4.0
POINTS: Final = 321  # twenty to a unit of z


def cross_entropy_delta(z: float) -> float:
    """dL/dz = p - 1 of L = -ln p with p = sigma(z), written so that it stays exact where p is nearly 1."""
    return -sigmoid(-z)


def squared_error_delta(z: float) -> float:
    """dL/dz = (p - 1) sigma'(z) of L = (p - 1)^2 / 2."""
    return -sigmoid(-z) * sigmoid_slope(z)


DELTAS: Final[dict[str, Scalar]] = {"cross-entropy": cross_entropy_delta, "squared error": squared_error_delta}


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: p after each step, one line a loss."""
    start = setting.number("start")
    races = tuple(_race(loss, start, setting.number("rate")) for loss in DELTAS)
    readouts = (*_arrivals(races, start), *_pushes(start))
    sizes = tuple(_delta_sizes(loss) for loss in DELTAS)
    race = Chart(
        f"p = σ(z) by step, from z = {human(start)}",
        races,
        Axis("step", "log", 1.0, float(STEPS), is_counted=True),
        Axis("p", low=0.0, high=1.0),
        (Mark("p = 0.5", y=0.5),),
    )
    push = Chart(
        "The push on z: |∂L/∂z|",
        sizes,
        Axis("z", low=LOWEST_START, high=VIEW_END),
        Axis("|∂L/∂z|", "log"),
        (Mark(f"start {human(start)}", x=start),),
    )
    yield Frame((race, push), readouts, (*races, *sizes), _notes(readouts))


def _race(loss: str, start: float, rate: float) -> Series:
    """w and b each take the step rate * delta, since the input is 1: z = w + b moves by two of them."""
    path = numbers(list(descent(DELTAS[loss], start, 2.0 * rate, STEPS)))
    p = ACTIVATIONS["sigmoid"].value(path)
    return Series(f"p_{_identifier(loss)}", loss, numbers(np.arange(1, STEPS + 1)), numbers(p[1:]))


def _delta_sizes(loss: str) -> Series:
    z = np.linspace(LOWEST_START, VIEW_END, POINTS)
    return Series(f"delta_{_identifier(loss)}", loss, numbers(z), numbers([abs(DELTAS[loss](point)) for point in z]))


def _arrivals(races: tuple[Series, ...], start: float) -> Iterator[Readout]:
    for name, goal in GOALS.items():
        for race in races:
            steps = steps_until(partial(lt, goal), (sigmoid(start), *race.y))
            yield Readout(f"{_identifier(race.label)}_{name}", f"{race.label} to {goal}", steps)


def _pushes(start: float) -> Iterator[Readout]:
    for loss, delta in DELTAS.items():
        yield Readout(f"{_identifier(loss)}_delta", f"∂L/∂z, {loss}", delta(start))
    yield Readout("delta_ratio", "ratio of the two", cross_entropy_delta(start) / squared_error_delta(start))


def _notes(readouts: tuple[Readout, ...]) -> tuple[str, ...]:
    if all(math.isfinite(readout.value) for readout in readouts):
        return ()
    return (f"inf: not within {human(STEPS, 6)} steps, where the lab ends.",)


def _identifier(loss: str) -> str:
    return loss.replace("-", "_").replace(" ", "_")


LAB = Lab(
    name="two-losses-race",
    knobs=(
        Number("start", "start z", LOWEST_START, 0.0, -10.0, 0.5),
        Number("rate", "learning rate", 0.01, 10.0, 1.0, 3, "log"),
    ),
    run=run,
    is_random=False,
)
