"""The lab `xor-bench`: fifty starts of one small net on the four points of XOR, all trained at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt

from tutor.labs.by_variant import Case, name_readouts, present
from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.plane import decision_field
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.calibration import Labels
from tutor.nn.datasets import Dataset, xor
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD
from tutor.nn.perceptron import Perceptron
from tutor.nn.race import stack
from tutor.nn.training import Plan, train_stack
from tutor.plots.figure import MAX_LINES, Axis, Bar, Bars, Chart, Field, Figure, Series, numbers

Flags = npt.NDArray[np.bool_]

STARTS: Final = 50
POINTS: Final = 4
LOOKS: Final = 50
UNDECIDED: Final = 1e-9  # where a net says 1/2, rounding decides the sign of its logit: that is no answer
LOW, HIGH = -0.5, 1.5  # of the field around the unit square


@dataclass(eq=False)
class Bench:
    """Fifty nets of one shape in training, stacked, and what has been counted so far."""

    case: Case
    data: Dataset
    nets: tuple[Network, ...]
    steps: list[int] = field(default_factory=list)
    rights: list[Labels] = field(default_factory=list)  # each (starts,): how many of the four points are right
    losses: tuple[float, ...] = ()  # of each start
    has_dead: Flags = field(default_factory=lambda: np.empty(0, bool))  # (starts,) a unit passes no error at any point

    def train(self) -> Iterator[int]:
        """Which step it is, each time it has been counted."""
        steps, stacked = self.case.setting.whole("steps"), stack(self.nets)
        plan = Plan(steps, steps // LOOKS)
        optimizer = SGD(self.case.setting.number("rate"))
        activation = ACTIVATIONS[self.case.setting.text("activation")]
        for records in train_stack(stacked, self.data, BinaryCrossEntropy(), optimizer, plan):
            hidden, logits = stacked.pre_activations
            self.steps.append(records[0].step)
            self.rights.append(((2.0 * self.data.y - 1.0) * logits > UNDECIDED).sum(axis=(-2, -1)))
            self.losses = tuple(record.loss for record in records)
            self.has_dead = (activation.slope(hidden) == 0.0).all(axis=-2).any(axis=-1)
            yield records[0].step

    @property
    def solved(self) -> Flags:
        """(starts,) whether all four points are right."""
        return np.asarray(self.rights[-1] == POINTS)

    @property
    def readouts(self) -> tuple[Readout, ...]:
        """How many of the starts get there, and what is known of the others."""
        return (
            Readout("share_right", "share of starts, all 4 right", float(self.solved.mean()), is_share=True),
            Readout("right", "starts with all 4 right", int(self.solved.sum())),
            Readout("failures", "failures", int((~self.solved).sum())),
            Readout("dead_failures", "failures with a dead unit", int((self.has_dead & ~self.solved).sum())),
            Readout("median_loss", "median loss", float(np.median(self.losses))),
        )

    @property
    def line(self) -> Series:
        """The share of starts with all four points right, by step."""
        shares = [np.mean(right == POINTS) for right in self.rights]
        return Series(f"share_right{self.case.suffix}", self.case.label, numbers(self.steps), numbers(shares))


def run(setting: Setting) -> Iterator[Moment]:
    """About fifty moments: how many starts have all four points right, and the plane as one of them sees it."""
    variants = setting.variants()
    benches = [_bench(one, f"[{one.name}]" if len(variants) > 1 else "") for one in variants]
    steps = setting.whole("steps")
    for step, *_ in zip(*(bench.train() for bench in benches), strict=True):
        yield Moment(step, steps, step == steps, partial(_frame, benches, step, steps))


def _bench(setting: Setting, suffix: str) -> Bench:
    rng = np.random.default_rng(setting.seed)
    net = Perceptron((2, setting.whole("units"), 1), setting.text("activation"))
    return Bench(Case(setting, setting.label, suffix), xor(), tuple(net.build(rng) for _ in range(STARTS)))


def _frame(benches: Sequence[Bench], step: int, steps: int) -> Frame:
    cases, lines = [bench.case for bench in benches], tuple(bench.line for bench in benches)
    figures: tuple[Figure, ...] = (
        _outcomes(benches[-1]),
        Chart(
            "Starts with all 4 points right, by step",
            lines[-MAX_LINES:],
            Axis("step", low=0.0, high=float(steps), is_counted=True),
            Axis("share of starts", low=0.0, high=1.0),
        ),
        _plane(benches[-1]),
    )
    return Frame(
        (_standings(benches), *figures) if len(benches) > 1 else figures,
        name_readouts(cases, [bench.readouts for bench in benches]),
        lines,
        variant=present(cases),
        step=step,
        steps=steps,
        is_final=step == steps,
    )


def _standings(benches: Sequence[Bench]) -> Bars:
    counts = [(bench.case.label, int(bench.solved.sum())) for bench in benches]
    bars = tuple(Bar(label, count, f"{count} of {STARTS}") for label, count in counts)
    return Bars("Starts with all 4 points right", bars, Axis("starts", low=0.0, high=STARTS))


def _outcomes(bench: Bench) -> Bars:
    """How many starts have how many points right."""
    counts = np.bincount(bench.rights[-1], minlength=POINTS + 1)
    bars = tuple(Bar(f"{right} right", float(counts[right])) for right in reversed(range(POINTS + 1)))
    return Bars(f"{bench.case.label}: {STARTS} starts by points right", bars, Axis("starts", low=0.0, high=STARTS))


def _plane(bench: Bench) -> Field:
    """The plane for one start, with the four points on it."""
    start = bench.case.setting.whole("start")
    title = f"P(class 1) for start {start}: {bench.rights[-1][start - 1]} right"
    return decision_field(title, bench.nets[start - 1].predict, bench.data, (LOW, HIGH))


LAB = Lab(
    name="xor-bench",
    knobs=(
        Choice("activation", "activation", ("identity", "relu", "leaky-relu", "tanh", "sigmoid"), "relu"),
        Number("units", "hidden units", 1, 8, 2, 1, is_integer=True),
        Number("rate", "learning rate", 0.01, 1.0, 0.5, 3, "log"),
        Number("steps", "steps", 100, 4000, 2000, 100, is_integer=True),
        Number("start", "look at start", 1, STARTS, 1, 1, is_integer=True),
    ),
    run=run,
    variants=Variants("net", ("activation", "units"), most=8),
    is_live=True,
)
