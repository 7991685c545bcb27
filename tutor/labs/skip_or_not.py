"""The lab `skip-or-not`: a deep net of plain layers f(hW + b), and one of layers h + f(hW + b)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from tutor.labs.cases import with_cases
from tutor.labs.frame import Frame, Moment
from tutor.labs.lab import Setting, Values, Variants
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.playground import draw_frame
from tutor.labs.training import Runner, make_runners, watch_together
from tutor.plots.figure import Axis, Chart, Series, numbers

LAYERS: Final[dict[str, Values]] = {"plain": {"skips": "no"}, "skips": {"skips": "yes"}}


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step: losses, and the error signals that reach the layers of each net."""
    runners = make_runners(setting)
    return watch_together(runners, partial(_frame, setting, runners))


def _frame(setting: Setting, runners: list[Runner], step: int, is_over: bool) -> Frame:
    frame = draw_frame(setting, runners, step, is_over)
    loss, field, _, ridge, _ = frame.figures
    errors = tuple(_errors(runner) for runner in runners)
    x = Axis("layer (1 = next to the input)", is_counted=True, is_told_backward=True)
    chart = Chart("Error signal δ by layer", errors, x, Axis("rms", "log"))
    return replace(frame, figures=(loss, chart, field, ridge), series=(*frame.series, *errors))


def _errors(runner: Runner) -> Series:
    """The root mean square of dL/d(output) of each layer."""
    sizes = runner.inspect().error_signals
    return Series(f"error[{runner.label}]", runner.label, numbers(np.arange(1, len(sizes) + 1)), numbers(sizes))


LAB = (
    with_cases(replace(PLAYGROUND, run=run), "layers", "kind of layers", LAYERS)
    .narrowed("activation", options=("sigmoid", "tanh", "relu"))
    .narrowed("init", options=("xavier", "he", "pytorch"))
    .preset(
        "skip-or-not",
        {"activation": "sigmoid", "init": "xavier", "depth": 20, "width": 32, "steps": 500},
        ("layers", "activation", "init", "depth", "rate", "steps"),
        Variants("variant", ("layers",), most=len(LAYERS)),
        tuple(LAYERS),
    )
)
