"""The lab `symmetry`: hidden units that start equal, all at zero or at random, trained on two moons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import numpy as np

from tutor.labs.by_variant import Case, name_readouts, present
from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.knobs import Choice
from tutor.labs.lab import Setting, Variants
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.training import Runner, make_runners, watch_together
from tutor.labs.training_figures import loss_chart, loss_lines, runner_field
from tutor.nn.arrays import Array
from tutor.nn.initializers import CONSTANT
from tutor.nn.network import Network
from tutor.plots.figure import MAX_LINES, Axis, Chart, Series, numbers

ROUNDING: Final = 1e-9  # units that differ by less have the same weights but for rounding

NET: Final = (
    PLAYGROUND.preset(
        "symmetry",
        {"activation": "tanh", "init": "xavier", "depth": 1, "width": 8, "rate": 0.3, "steps": 200},
        ("width", "rate", "steps"),
    )
    .narrowed("width", low=2, high=16)
    .narrowed("rate", high=1.0)
)


@dataclass(eq=False)
class Watched:
    """A net in training, and the weights of its hidden units after each step."""

    runner: Runner
    units: list[Array] = field(default_factory=list)  # each (4, units): from x1 and from x2, bias, to the output

    @property
    def spread(self) -> float:
        """The largest difference between two units in one of their weights."""
        return float(np.ptp(self.units[-1], axis=1).max())

    @property
    def distinct(self) -> int:
        """How many different units there are, but for rounding."""
        distances = np.abs(self.units[-1][:, :, None] - self.units[-1][:, None, :]).max(axis=0)
        return len({tuple(row) for row in distances < ROUNDING})


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step: the weights of the units of the present net, and losses."""
    runners = make_runners(replace(setting, values=(*setting.values, *NET.held)))
    nets = [Watched(runner) for runner in runners]
    for runner in runners:
        _start(runner.network, runner.setting.text("start"))
    for moment in watch_together(runners, partial(_frame, nets)):
        for net in nets:
            net.units.append(_units(net.runner.network))
        yield moment


def _start(network: Network, start: str) -> None:
    """Overwrites the random weights as the start says; biases are zero in any case."""
    if start in ("constant", "zeros"):
        for weight in network.weights:
            weight[:] = CONSTANT if start == "constant" else 0.0
    if start == "zero-last":
        network.weights[-1][:] = 0.0


def _units(network: Network) -> Array:
    (incoming, outgoing), (bias, _) = network.weights, network.biases
    return np.concatenate([incoming, bias, outgoing.T])


def _frame(nets: Sequence[Watched], step: int, is_over: bool) -> Frame:
    runners = [net.runner for net in nets]
    steps = runners[0].setting.whole("steps")
    cases = [Case(one.setting, one.label, f"[{one.name}]") for one in runners]
    paths, losses = _paths(nets[-1]), loss_lines(runners)
    label = runners[-1].label
    return Frame(
        (
            Chart(
                f"{label}: weights from x₁ to hidden units",
                paths,
                Axis("step", low=0.0, high=float(steps), is_counted=True),
                Axis("weight"),
            ),
            loss_chart(losses, steps),
            runner_field(runners[-1], f"{label}: P(class 1)"),
        ),
        name_readouts(cases, [_readouts(net) for net in nets]),
        (*paths, *losses),
        variant=present(cases),
        step=step,
        steps=steps,
        is_final=is_over,
    )


def _paths(net: Watched) -> tuple[Series, ...]:
    """The weight from x1 by step, a line for each of the first units."""
    weights = np.array([units[0] for units in net.units])
    steps = numbers(np.arange(len(weights)))
    return tuple(
        Series(f"unit_{unit}", f"unit {unit}", steps, numbers(path))
        for unit, path in enumerate(weights.T[:MAX_LINES], start=1)
    )


def _readouts(net: Watched) -> tuple[Readout, ...]:
    return (
        Readout("spread", "spread of the units", net.spread),
        Readout("distinct", "different units", net.distinct),
        Readout("final_loss", "loss", net.runner.records[-1].loss),
        Readout("accuracy", "accuracy", net.runner.accuracy(), is_share=True),
    )


LAB = replace(
    NET,
    knobs=(Choice("start", "start", ("constant", "zeros", "random", "zero-last"), "constant"), *NET.knobs),
    run=run,
    variants=Variants("variant", ("start",)),
)
