"""The lab `shifted-inputs`: least squares on two inputs with a common mean, and the long valley that it makes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.plots.figure import Axis, Chart, Mark, Numbers, Series, numbers
from tutor.plots.numerals import human

START: Final = (1.0, -0.5)  # how far both weights are off
GOAL: Final = 1e-6  # the loss that ends a descent
HOPELESS: Final = 1e6  # and the one that shows it diverges
MOST_STEPS: Final = 3_000
BOTTOM: Final = Mark("bottom", x=0.0, y=0.0)


class Descent(NamedTuple):
    """Both curvatures, the learning rate, and by step the errors of the weights, (steps + 1, 2), and the loss."""

    curvatures: Numbers
    rate: float
    errors: Numbers
    losses: Numbers


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the loss by step and the path of the two weights, one line for each kind of inputs."""
    variants = setting.variants()
    descents = [descend(variant) for variant in variants]
    losses, paths = _lines(variants, descents)
    readouts = tuple(_readouts(descents[-1]))
    kept = (
        Readout(f"steps[{variant.name}]", readouts[0].label, _steps(descent), _told(variant))
        for variant, descent in zip(variants[:-1], descents, strict=False)
    )
    figures = (
        Chart("Loss by step", losses, Axis("step", is_counted=True), Axis("loss", "log"), (Mark("goal", y=GOAL),)),
        Chart("The way of the two weights", paths, Axis("error of w₁"), Axis("error of w₂"), (BOTTOM,)),
    )
    present = _told(variants[-1]) if variants[-1].name else ""
    yield Frame(figures, (*readouts, *kept), (*losses, *paths), _notes(descents[-1]), present)


def descend(setting: Setting) -> Descent:
    """Gradient descent on e C e / 2 with C = E[x x], which is 1 + m^2 on the diagonal and m^2 beside it."""
    mean = 0.0 if setting.text("center") == "yes" else setting.number("mean")
    second_moments = np.eye(2) + mean**2
    curvatures = np.linalg.eigvalsh(second_moments)
    rate = setting.number("rate") / curvatures[-1]
    errors = [np.array(START)]
    losses = [0.5 * errors[0] @ second_moments @ errors[0]]
    while GOAL <= losses[-1] < HOPELESS and len(errors) <= MOST_STEPS:
        errors.append(errors[-1] - rate * second_moments @ errors[-1])
        losses.append(0.5 * errors[-1] @ second_moments @ errors[-1])
    return Descent(numbers(curvatures), float(rate), numbers(errors), numbers(losses))


def _steps(descent: Descent) -> float:
    return len(descent.losses) - 1 if descent.losses[-1] < GOAL else math.inf


def _lines(variants: tuple[Setting, ...], descents: list[Descent]) -> tuple[tuple[Series, ...], tuple[Series, ...]]:
    """The losses and the paths, one line of each a variant."""
    losses, paths = [], []
    for variant, descent in zip(variants, descents, strict=True):
        suffix = f"[{variant.name}]" if variant.name else ""
        steps = numbers(np.arange(len(descent.losses)))
        losses.append(Series(f"loss{suffix}", _told(variant), steps, descent.losses))
        paths.append(Series(f"path{suffix}", _told(variant), *numbers(descent.errors.T)))
    return tuple(losses), tuple(paths)


def _told(setting: Setting) -> str:
    return f"mean {human(setting.number('mean'))}" + (" taken off" if setting.text("center") == "yes" else "")


def _readouts(descent: Descent) -> Iterator[Readout]:
    low, high = descent.curvatures
    yield Readout("steps", "steps to the goal", _steps(descent))
    yield Readout("condition", "condition number", float(high / low))
    yield Readout("curvature_high", "largest curvature", float(high))
    yield Readout("curvature_low", "smallest curvature", float(low))
    yield Readout("step_size", "learning rate", descent.rate)
    yield Readout("slow_factor", "slow error factor", float(1.0 - descent.rate * low))
    yield Readout("loss", "loss at the end", float(descent.losses[-1]))


def _notes(descent: Descent) -> tuple[str, ...]:
    if descent.losses[-1] < GOAL:
        return ()
    if descent.losses[-1] > descent.losses[0]:
        return ("It diverges: the steps are too long for the largest curvature.",)
    return (f"Not there within {MOST_STEPS} steps.",)


LAB = Lab(
    name="shifted-inputs",
    knobs=(
        Number("mean", "mean of inputs", 0.0, 10.0, 3.0, 0.5),
        Choice("center", "subtract it", ("no", "yes"), "no"),
        Number("rate", "rate*curvature", 0.1, 2.5, 1.0, 0.1),
    ),
    run=run,
    variants=Variants("inputs", ("mean", "center")),
    is_random=False,
)
