"""The lab `range-mismatch`: a sine curve, learned through output activations that reach all of it or only a part."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np

from tutor.labs.by_variant import Case, name_readouts, present
from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.datasets import Dataset
from tutor.nn.linear import Linear
from tutor.nn.losses import MeanSquaredError
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD
from tutor.nn.race import race
from tutor.nn.records import Record
from tutor.nn.training import Plan
from tutor.plots.figure import Axis, Bar, Bars, Chart, Figure, Mark, Series, numbers
from tutor.plots.numerals import human

STARTS: Final = 5
WIDTH: Final = 32
BIAS_DEVIATION: Final = 2.0  # with weights N(0, 1) it spreads the bends of the hidden units over the data
EXAMPLES, END = 61, 3.0
LOOKS: Final = 50
RANGES: Final = {
    "identity": (-math.inf, math.inf),
    "tanh": (-1.0, 1.0),
    "softplus": (0.0, math.inf),
    "sigmoid": (0.0, 1.0),
    "relu": (0.0, math.inf),
}
"""Output activation -> between what its outputs lie."""


@dataclass(eq=False)
class Head:
    """An output activation, the nets behind it, and their records so far."""

    case: Case
    data: Dataset
    nets: tuple[Network, ...]
    records: list[tuple[Record, ...]] = field(default_factory=list)  # each: one a start

    @property
    def ranked(self) -> list[int]:
        """The starts, the one of least loss first, exploded ones last."""
        losses = [record.loss for record in self.records[-1]]
        return sorted(range(STARTS), key=lambda start: (math.isnan(losses[start]), losses[start]))

    @property
    def floor(self) -> float:
        """The least mean squared error of any outputs within the range."""
        nearest = np.clip(self.data.y, *RANGES[self.case.setting.text("output")])
        return float(np.mean((self.data.y - nearest) ** 2))

    def is_dead(self, net: Network) -> bool:
        """Whether the output unit passes no error for any example."""
        net.predict(self.data.x)
        gate = ACTIVATIONS[self.case.setting.text("output")]
        return bool(np.all(gate.slope(net.pre_activations[-1]) == 0.0))

    @property
    def readouts(self) -> tuple[Readout, ...]:
        """How near the starts came to their floor."""
        best, *_, worst = (self.records[-1][start].loss for start in self.ranked)
        return (
            Readout("best_loss", f"best loss of {STARTS} starts", best),
            Readout("worst_loss", "worst loss", worst),
            Readout("floor", "floor", self.floor),
            Readout("dead", "dead outputs", sum(map(self.is_dead, self.nets))),
            Readout("zero_loss", "loss of a constant 0", float(np.mean(self.data.y**2))),
        )


def run(setting: Setting) -> Iterator[Moment]:
    """About fifty moments: fits and losses of five starts of each output activation, trained in one pass."""
    variants, steps = setting.variants(), setting.whole("steps")
    heads = [_head(one, f"[{one.name}]" if len(variants) > 1 else "") for one in variants]
    nets = [net for head in heads for net in head.nets]
    plan = Plan(steps, steps // LOOKS)
    for records in race(nets, heads[-1].data, MeanSquaredError(), SGD(setting.number("rate")), plan):
        for index, head in enumerate(heads):
            head.records.append(records[index * STARTS :][:STARTS])
        step = max(record.step for record in records)
        is_over = step == steps or all(record.diverged for record in records)
        yield Moment(step, steps, is_over, partial(_frame, heads, step, is_over))


def _head(setting: Setting, suffix: str) -> Head:
    rng = np.random.default_rng(setting.seed)
    x = np.linspace(-END, END, EXAMPLES)[:, None]
    y = setting.number("amplitude") * np.sin(x) + setting.number("shift")
    nets = tuple(_build(setting.text("output"), rng) for _ in range(STARTS))
    return Head(Case(setting, setting.label, suffix), Dataset(x, y), nets)


def _build(output: str, rng: np.random.Generator) -> Network:
    weight, bias = rng.normal(size=(1, WIDTH)), rng.normal(0.0, BIAS_DEVIATION, (1, WIDTH))
    return Network(
        (
            Linear(weight, bias),
            ActivationLayer((ACTIVATIONS["tanh"],)),
            Linear(rng.normal(0.0, 1.0 / math.sqrt(WIDTH), (WIDTH, 1)), np.zeros((1, 1))),
            ActivationLayer((ACTIVATIONS[output],)),
        )
    )


def _frame(heads: Sequence[Head], step: int, is_over: bool) -> Frame:
    cases, shown = [head.case for head in heads], heads[-1]
    fits, losses = _fits(shown), _losses(shown)
    label, steps = shown.case.label, shown.case.setting.whole("steps")
    figures: tuple[Figure, ...] = (
        Chart(f"{label}: the fit", fits, Axis("x", low=-END, high=END), Axis("y"), _limits(shown)),
        Chart(
            f"{label}: loss by step",
            losses,
            Axis("step", low=0.0, high=float(steps), is_counted=True),
            Axis("mean squared error", "log"),
            (Mark("floor", y=shown.floor),) if shown.floor else (),
        ),
    )
    return Frame(
        (_standings(heads, step), *figures) if len(heads) > 1 else figures,
        name_readouts(cases, [head.readouts for head in heads]),
        (*fits, *losses),
        tuple(note for head in heads for note in _notes(head)),
        present(cases),
        step,
        steps,
        is_over,
    )


def _standings(heads: Sequence[Head], step: int) -> Bars:
    """The best start of each output activation, a row each, and its floor."""
    bars = []
    for head in heads:
        loss = head.records[-1][head.ranked[0]].loss
        bars.append(Bar(head.case.label, loss, f"{human(loss)} ({human(head.floor)})"))
    return Bars(f"Best loss at step {step} (and the floor)", tuple(bars), Axis("mean squared error", low=0.0))


def _fits(head: Head) -> tuple[Series, ...]:
    """What is to be learned, and what the best and the worst start make of it."""
    x = numbers(head.data.x[:, 0])
    best, *_, worst = (head.nets[start].predict(head.data.x)[:, 0] for start in head.ranked)
    return (
        Series("target", "target", x, numbers(head.data.y[:, 0]), "dashed"),
        Series("best_fit", "best start", x, numbers(best)),
        Series("worst_fit", "worst start", x, numbers(worst)),
    )


def _losses(head: Head) -> tuple[Series, ...]:
    best, *_, worst = head.ranked
    return tuple(
        Series(
            f"{name}_loss",
            f"{name} start",
            numbers([records[start].step for records in head.records]),
            numbers([records[start].loss for records in head.records]),
            hue=hue,
        )
        for hue, (name, start) in enumerate({"best": best, "worst": worst}.items(), start=1)
    )


def _limits(head: Head) -> tuple[Mark, ...]:
    """The ends of the range, as lines that no output crosses."""
    ends = RANGES[head.case.setting.text("output")]
    return tuple(Mark(f"limit {human(end)}", y=end) for end in ends if math.isfinite(end))


def _notes(head: Head) -> Iterator[str]:
    exploded = sum(record.diverged is not None for record in head.records[-1])
    if exploded:
        yield f"{head.case.label}: {exploded} of {STARTS} starts exploded."


LAB = Lab(
    name="range-mismatch",
    knobs=(
        Choice("output", "output", tuple(RANGES), "relu"),
        Number("amplitude", "amplitude", 0.5, 3.0, 2.0, 0.5),
        Number("shift", "shift", -3.0, 3.0, 0.0, 0.5),
        Number("rate", "learning rate", 0.001, 0.1, 0.05, 3, "log"),
        Number("steps", "steps", 100, 4000, 3000, 100, is_integer=True),
    ),
    run=run,
    variants=Variants("variant", ("output",), most=len(RANGES)),
    is_live=True,
    drawn=tuple(RANGES),
)
