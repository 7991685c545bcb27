"""The lab `save-the-run`: a deep net that explodes, from eight starts at once, with and without clipping."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import Final

import numpy as np

from tutor.labs.cases import with_cases
from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.lab import Setting, Values, Variants
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.training import Runner, make_data, make_network, watch_together
from tutor.labs.training_figures import HIGH_LOSS, LOWEST_LOSS, capped, loss_chart, loss_lines, standings
from tutor.nn.datasets import Dataset
from tutor.plots.figure import Axis, Bar, Bars, Figure
from tutor.plots.numerals import human

STARTS: Final = 8
LARGE: Final = 0.5  # standard deviation of large weights
DIGITS: Final = 2
RUNS: Final[dict[str, Values]] = {
    "rate-1": {"rate": 1.0, "init": "he", "activation": "relu"},
    "rate-3": {"rate": 3.0, "init": "he", "activation": "relu"},
    "std-0.5": {"rate": 0.1, "init": "standard", "activation": "relu"},
    "sigmoid": {"rate": 0.1, "init": "xavier", "activation": "sigmoid"},
}


@dataclass(frozen=True, eq=False)
class Fleet:
    """One variant from eight starts."""

    variant: Setting
    runners: tuple[Runner, ...]

    @property
    def median_loss(self) -> float:
        """The loss of the run in the middle; one that exploded is worse than any."""
        losses = (runner.records[-1].loss for runner in self.runners)
        return median(math.inf if math.isnan(loss) else loss for loss in losses)

    @property
    def exploded(self) -> int:
        """How many runs are no longer finite."""
        return sum(runner.has_ended for runner in self.runners)

    @property
    def dead(self) -> int:
        """How many of the other runs have a layer of which no unit is ever on."""
        alive = (runner for runner in self.runners if not runner.has_ended)
        return sum(bool(np.any(runner.inspect().dead_shares == 1.0)) for runner in alive)


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step of training every variant from eight starts, all on the same data."""
    data = make_data(setting)
    fleets = [_make_fleet(variant, data) for variant in setting.variants()]
    return watch_together([runner for fleet in fleets for runner in fleet.runners], partial(_frame, setting, fleets))


def _make_fleet(variant: Setting, data: Dataset) -> Fleet:
    runners = []
    for start in range(STARTS):
        network = make_network(replace(variant, seed=STARTS * variant.seed + start))
        if variant.text("init") == "standard":
            for weight in network.weights[:-1]:
                weight *= LARGE
        runners.append(Runner(variant, f"start_{start + 1}", f"start {start + 1}", data, network))
    return Fleet(variant, tuple(runners))


def _frame(setting: Setting, fleets: list[Fleet], step: int, is_over: bool) -> Frame:
    *kept, present = fleets
    steps = setting.whole("steps")
    lines = loss_lines(present.runners)
    figures: list[Figure] = [standings(present.runners), capped(loss_chart(lines, steps))]
    if kept:
        figures.insert(0, _medians(fleets, step))
    others = (
        replace(readout, name=f"{readout.name}[{fleet.variant.name}]", variant=fleet.variant.label)
        for fleet in kept
        for readout in _readouts(fleet)
    )
    variant = present.variant.label if kept else ""
    return Frame(tuple(figures), (*_readouts(present), *others), lines, _notes(present), variant, step, steps, is_over)


def _readouts(fleet: Fleet) -> tuple[Readout, ...]:
    return (
        Readout("median_loss", "median loss", fleet.median_loss),
        Readout("exploded", f"of {STARTS} exploded", fleet.exploded),
        Readout("dead", "have a dead layer", fleet.dead),
    )


def _medians(fleets: list[Fleet], step: int) -> Bars:
    bars = (Bar(f"clip {fleet.variant.text('clip')}", fleet.median_loss, _told(fleet)) for fleet in fleets)
    return Bars(f"Median loss after {step} steps", tuple(bars), Axis("loss", "log", LOWEST_LOSS, HIGH_LOSS))


def _told(fleet: Fleet) -> str:
    if fleet.exploded:
        return f"{fleet.exploded} of {STARTS} exploded"
    return human(fleet.median_loss, DIGITS)


def _notes(fleet: Fleet) -> tuple[str, ...]:
    if not fleet.exploded:
        return ()
    return (f"{fleet.exploded} of {STARTS} starts exploded: their losses are no longer finite.",)


LAB = (
    with_cases(replace(PLAYGROUND, run=run), "trouble", "run to save", RUNS)
    .narrowed("clip", options=("none", "1", "0.1"))
    .preset(
        "save-the-run",
        {"depth": 10, "width": 32, "steps": 300},
        ("trouble", "clip", "depth", "steps"),
        Variants("variant", ("clip",)),
    )
)
