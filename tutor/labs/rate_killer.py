"""The lab `rate-killer`: at which learning rate do steps become so large that they kill the units of a ReLU net?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.lab import Setting, Variants
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.playground import draw_frame
from tutor.labs.training import Runner, make_runners, watch_together
from tutor.labs.training_figures import capped
from tutor.nn.arrays import Array
from tutor.nn.probes import probe_layers
from tutor.plots.figure import Axis, Bar, Bars, Chart, Figure, Series, numbers
from tutor.plots.numerals import human, percent

COUNTED_EVERY: Final = 5  # steps between two counts of the dead
DIGITS: Final = 2
LOWEST_RATE: Final = 0.01  # of Adam


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step; the dead units of the present net are counted on the way."""
    runners = make_runners(setting)
    counts: list[tuple[int, Array]] = []
    for moment in watch_together(runners, partial(_frame, setting, runners, counts)):
        if moment.step % COUNTED_EVERY == 0 or moment.is_final:
            counts.append((moment.step, _dead_shares(runners[-1])))
        yield moment


def _dead_shares(runner: Runner) -> Array:
    """(hidden layers,) the share of units that are off for every example."""
    with np.errstate(all="ignore"):
        return np.array([probe.dead_share for probe in probe_layers(runner.network, runner.data.x)])


def _frame(setting: Setting, runners: list[Runner], counts: list[tuple[int, Array]], step: int, is_over: bool) -> Frame:
    frame = draw_frame(setting, runners, step, is_over)
    loss, field, _, ridge, _ = frame.figures[-5:]
    lines = _lines(counts)
    first: Figure = _bars(runners, step) if len(runners) > 1 else _chart(lines, frame.steps)
    deaths = tuple(
        Readout(f"dead_top[{runner.name}]", "dead units, layer 2", float(_dead_shares(runner)[-1]), runner.label, True)
        for runner in runners[:-1]
    )
    figures = (first, capped(loss) if isinstance(loss, Chart) else loss, ridge, field)
    return replace(frame, figures=figures, readouts=(*frame.readouts, *deaths), series=(*frame.series, *lines))


def _lines(counts: list[tuple[int, Array]]) -> tuple[Series, ...]:
    """The dead share of each layer by step."""
    steps = numbers([step for step, _ in counts])
    shares = np.array([shares for _, shares in counts]).T
    return tuple(
        Series(f"dead_{number}", f"layer {number}", steps, numbers(share)) for number, share in enumerate(shares, 1)
    )


def _chart(lines: tuple[Series, ...], steps: int) -> Chart:
    x = Axis("step", low=0.0, high=float(steps), is_counted=True)
    return Chart("Dead units by step", lines, x, Axis("share of the layer", low=0.0, high=1.0))


def _bars(runners: list[Runner], step: int) -> Bars:
    bars = []
    for runner in sorted(runners, key=lambda runner: runner.setting.number("rate")):
        share, loss = float(_dead_shares(runner)[-1]), runner.records[-1].loss
        bars.append(Bar(runner.label, share, f"{percent(share)}, loss {human(loss, DIGITS)}"))
    return Bars(f"Dead units of layer 2 after {step} steps", tuple(bars), Axis("share of the layer", high=1.0))


LAB = (
    replace(PLAYGROUND, run=run)
    .narrowed("rate", LOWEST_RATE)
    .preset(
        "rate-killer",
        {"depth": 2, "width": 64, "rate": 0.3, "steps": 300},
        ("rate", "optimizer", "clip", "norm", "steps"),
        Variants("variant", ("rate",), most=8, is_named=True),
    )
)
