"""The lab `train-or-eval`: what a net with batch norm is worth with running averages, and with those of a batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Final

import numpy as np

from tutor.labs.cases import with_cases
from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.lab import Setting, Values, Variants
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.playground import draw_frame
from tutor.labs.training import Runner, make_runners, watch_together
from tutor.nn.arrays import Array
from tutor.nn.datasets import batches
from tutor.plots.figure import Axis, Bar, Bars, Field, Figure, numbers
from tutor.plots.numerals import percent

MODES: Final[dict[str, Values]] = {"eval": {}, "train": {}, "train-alone": {}}
"""How a trained net is asked: with running averages, in batches as in training, and example by example."""
READOUTS: Final = {"eval": "accuracy", "train": "accuracy_batches", "train-alone": "accuracy_alone"}


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step: how often each net is right."""
    runners = make_runners(setting)
    return watch_together(runners, partial(_frame, setting, runners))


def accuracy(runner: Runner, mode: str) -> float:
    """The share of examples on the right side when the net is asked in that mode."""
    if mode == "eval" or not runner.network.statistics.size:
        return runner.accuracy()
    data = runner.data
    if mode == "train-alone":
        return float(np.mean((_lone_logit(runner) > 0.0) == (data.y > 0.5)))
    size = _batch(runner)
    stream = batches(data, size, np.random.default_rng([runner.setting.seed, 2]))
    asked = islice(stream, max(1, len(data.x) // size))
    return float(np.mean([(_in_training(runner, batch.x) > 0.0) == (batch.y > 0.5) for batch in asked]))


def _in_training(runner: Runner, x: Array) -> Array:
    """The logits with the statistics of this batch; the running averages stay as they are."""
    statistics = runner.network.statistics.copy()
    runner.network.train()
    with np.errstate(all="ignore"):
        logits = runner.network.forward(x)
    runner.network.statistics[:] = statistics
    return logits


def _lone_logit(runner: Runner) -> float:
    """Of any point in a batch of one, which is its own mean: here beside its copy, as the variance needs two."""
    return float(_in_training(runner, np.repeat(runner.data.x[:1], 2, axis=0))[0, 0])


def _frame(setting: Setting, runners: list[Runner], step: int, is_over: bool) -> Frame:
    *kept, present = runners
    mode = setting.text("mode")
    frame = draw_frame(setting, runners, step, is_over)
    loss, field, *_ = frame.figures[-5:]
    own = {name: accuracy(present, name) for name in dict.fromkeys((mode, *MODES))}
    others = {runner.name: accuracy(runner, mode) for runner in kept}
    if kept:
        shares = {_told_net(runner): others.get(runner.name, own[mode]) for runner in sorted(runners, key=_batch)}
    else:
        shares = {_told(name, present): share for name, share in own.items()}
    figures: list[Figure] = [_bars(shares, step), loss]
    if isinstance(field, Field) and mode != "train":  # in batches the answer for a point depends on the others
        figures.insert(1, field if mode == "eval" else _blind(field, present))
    readouts = [Readout(READOUTS[name], f"right with {_told(name, present)}", own[name], is_share=True) for name in own]
    for runner in kept:
        name, label = f"{READOUTS[mode]}[{runner.name}]", f"right with {_told(mode, runner)}"
        readouts.append(Readout(name, label, others[runner.name], runner.label, is_share=True))
    losses = (readout for readout in frame.readouts if readout.name.startswith("final_loss"))
    return replace(frame, figures=tuple(figures), readouts=(*readouts, *losses))


def _told(mode: str, runner: Runner) -> str:
    told = {"eval": "running averages", "train": f"batches of {_batch(runner)}", "train-alone": "batches of one"}
    return told[mode]


def _told_net(runner: Runner) -> str:
    has_norm = runner.setting.text("norm") == "batch"
    return f"batch of {_batch(runner)}" + ("" if has_norm else ", no norm")


def _batch(runner: Runner) -> int:
    return runner.setting.whole("batch")


def _bars(shares: dict[str, float], step: int) -> Bars:
    bars = tuple(Bar(label, share, percent(share)) for label, share in shares.items())
    return Bars(f"Right answers after {step} steps", bars, Axis("share", low=0.0, high=1.0))


def _blind(field: Field, runner: Runner) -> Field:
    """The plane as a net with batch norm sees it whose points come one by one."""
    if not runner.network.statistics.size:
        return field
    return replace(field, values=numbers(np.full_like(field.values, np.tanh(0.5 * _lone_logit(runner)))))


LAB = (
    with_cases(replace(PLAYGROUND, run=run), "mode", "mode at test", MODES)
    .narrowed("batch", options=("2", "4", "8", "32", "128"))
    .narrowed("norm", options=("batch", "none"))
    .preset(
        "train-or-eval",
        {"depth": 4, "width": 32, "batch": "2", "norm": "batch", "steps": 600},
        ("batch", "norm", "mode", "steps"),
        Variants("variant", ("batch", "norm"), most=8),
    )
)
