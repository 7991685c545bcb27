"""The figures of the training labs: losses, what the net says of the plane, and what goes on in its layers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from tutor.labs.layer_ridge import layer_ridge
from tutor.labs.plane import decision_field
from tutor.labs.training import Inspection, Runner
from tutor.nn.regions import Region
from tutor.plots.figure import (
    MAX_LINES,
    Axis,
    Bar,
    Bars,
    Chart,
    Field,
    Mark,
    Numbers,
    Ridge,
    Series,
    numbers,
)
from tutor.plots.numerals import percent

LEAST_FIELD_END: Final = 2.5
LOWEST_LOSS, HIGH_LOSS, HOPELESS_LOSS = 1e-4, 10.0, 1e3
AVERAGED: Final = 10  # steps


def loss_lines(runners: Sequence[Runner]) -> tuple[Series, ...]:
    """The loss of each step of each runner."""
    return tuple(
        Series(
            f"loss[{runner.name}]" if runner.name else "loss",
            runner.label or "loss",
            numbers([record.step for record in runner.records]),
            numbers([record.loss for record in runner.records]),
        )
        for runner in runners
    )


def loss_chart(lines: tuple[Series, ...], steps: int) -> Chart:
    """The losses as faint dots under their moving averages, over all steps that are planned.

    Of more runs than lines can be told apart, the best ones.
    """
    best = sorted(sorted(lines, key=_last_loss)[:MAX_LINES], key=lines.index)
    highest = max(float(line.y[np.isfinite(line.y)].max(initial=0.0)) for line in best)
    y = Axis("loss", "log", LOWEST_LOSS, HIGH_LOSS if highest <= HIGH_LOSS else None)
    series = []
    for hue, line in enumerate(best):
        series.append(Series(f"raw {line.name}", "", line.x, line.y, "faint", hue))
        series.append(Series(line.name, line.label, line.x, _averaged(line.y), hue=hue))
    x = Axis("step", low=0.0, high=float(steps), is_counted=True)
    title = f"Loss by step, and mean of {AVERAGED}"
    title += f": the best {len(best)} of {len(lines)}" if len(best) < len(lines) else ""
    return Chart(title, tuple(series), x, y, (Mark("ln 2", y=math.log(2.0)),))


def capped(losses: Chart) -> Chart:
    """The chart up to a loss that is hopeless, so that what learns is seen beside what explodes."""
    return replace(losses, y=replace(losses.y, high=losses.y.high or HOPELESS_LOSS))


def standings(runners: Sequence[Runner]) -> Bars:
    """The present loss of every runner, a row each."""
    bars = tuple(Bar(runner.label, runner.records[-1].loss, _state(runner)) for runner in runners)
    highest = max((bar.value for bar in bars if math.isfinite(bar.value)), default=1.0)
    axis = Axis("loss", "log", LOWEST_LOSS, max(HIGH_LOSS if highest > 1.0 else 1.0, highest))
    step = max(runner.records[-1].step for runner in runners)  # one that has exploded stays at the step where it did
    return Bars(f"Loss after {step} steps", bars, axis)


def _state(runner: Runner) -> str:
    diverged = runner.records[-1].diverged
    if diverged:
        return f"exploded at step {diverged.step}"
    return "stands still" if runner.records[-1].status == "plateau" else ""


def field_end(runner: Runner) -> float:
    """How far the plane is shown, on all four sides."""
    return max(LEAST_FIELD_END, float(np.ceil(2.0 * np.abs(runner.data.x).max()) / 2.0))


def runner_field(runner: Runner, title: str = "", regions: Sequence[Region] = ()) -> Field:
    """What a runner's network says of the plane, and the borders of its linear regions if there are any."""
    end = field_end(runner)
    return decision_field(title or "P(class 1)", runner.twin.predict, runner.data, (-end, end), regions=regions)


def layer_profile(inspection: Inspection) -> Chart:
    """The error signal and the weight gradient of each layer, over the whole data set."""
    layers = numbers(np.arange(1, len(inspection.error_signals) + 1))
    lines = (
        Series("delta", "error signal δ", layers, numbers(inspection.error_signals)),
        Series("weight_gradient", "gradient g", layers, numbers(inspection.weight_gradients)),
    )
    x = replace(_layer_axis(len(layers)), is_told_backward=True)
    return Chart("Error and gradient by layer", lines, x, Axis("rms", "log"))


def unit_shares(inspection: Inspection) -> Chart:
    """The dead and the flat share of each hidden layer."""
    layers = numbers(np.arange(1, len(inspection.probes) + 1))
    lines = (
        Series("dead_share", "dead units", layers, numbers(inspection.dead_shares)),
        Series("flat_share", "flat: slope < 0.05", layers, numbers(inspection.flat_shares)),
    )
    return Chart("Dead and flat units", lines, _layer_axis(len(layers)), Axis("share", low=0.0, high=1.0))


def _layer_axis(layers: int) -> Axis:
    return Axis("layer (1 = next to the input)", low=1.0, high=max(2.0, layers), is_counted=True)


def runner_ridge(runner: Runner, inspection: Inspection) -> Ridge:
    """What enters the activations, and how many units of each layer are dead."""
    dead = [percent(float(share)) for share in inspection.dead_shares]
    title = "Pre-activations z, share of dead units"
    return layer_ridge(title, runner.setting.text("activation"), inspection.activation_inputs, dead)


def _last_loss(line: Series) -> float:
    return float(line.y[-1]) if math.isfinite(line.y[-1]) else math.inf


def _averaged(losses: Numbers) -> Numbers:
    """(steps,) the mean of each loss and those just before it, at most AVERAGED in all."""
    counts = np.minimum(np.arange(1, len(losses) + 1), AVERAGED)
    with np.errstate(over="ignore", invalid="ignore"):
        return numbers(np.convolve(losses, np.ones(AVERAGED))[: len(losses)] / counts)
