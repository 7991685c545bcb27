"""The lab `mirror-test`: a ReLU net, and a net of min(0, z) that starts as its mirror image, trained side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.knobs import Choice
from tutor.labs.lab import Setting
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.training import Runner, make_network, make_runners, watch_together
from tutor.nn.activation import Activation, Work
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Chart, Mark, Series, Stroke, numbers

SHOWN_UNITS: Final = 2

NETS: Final = (
    PLAYGROUND.preset(
        "mirror-test", {"depth": 2, "width": 16, "rate": 0.1, "steps": 500}, ("depth", "width", "rate", "steps")
    )
    .narrowed("depth", high=5)
    .narrowed("width", low=SHOWN_UNITS, high=32)
    .narrowed("rate", high=0.3)
)


class NegativePart(Activation):
    """f(z) = min(0, z) = -ReLU(-z), f'(z) = 1 for z < 0, else 0."""

    def forward(self, z: Array, a: Array, work: Work) -> None:
        np.minimum(z, 0.0, out=a)

    def backward(self, z: Array, a: Array, work: Work, slope: Array) -> None:
        np.less(z, 0.0, out=slope)


TWIN: Final = NegativePart("min(0, z)")


@dataclass(eq=False)
class Pair:
    """Both nets in training, and the weights from x1 to the first units of each after each step."""

    relu: Runner
    twin: Runner
    signs: Array  # (parameters,) what the mirror multiplies each by
    weights: list[Array] = field(default_factory=list)  # each (2 SHOWN_UNITS,): those of the ReLU net first

    def look(self) -> None:
        """Remembers the weights as they are."""
        both = self.relu.network.weights[0], self.twin.network.weights[0]
        self.weights.append(np.concatenate([weight[0, :SHOWN_UNITS] for weight in both]))

    @property
    def mirror_error(self) -> float:
        """How far any weight or bias of the twin is from where the mirror image of the ReLU net has it."""
        return float(np.abs(self.twin.network.values - self.signs * self.relu.network.values).max())


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step: losses, and weights of both nets."""
    whole = replace(setting, values=(*setting.values, *NETS.held))
    (relu,) = make_runners(whole)
    network, signs = make_network(whole), _signs(whole)
    if setting.text("start") == "mirrored":
        network.values *= signs
    for leaf in network.leaves:
        if isinstance(leaf, ActivationLayer):
            leaf.activations = (TWIN,)
    pair = Pair(replace(relu, label="ReLU"), replace(relu, label=TWIN.name, network=network, records=[]), signs)
    for moment in watch_together([pair.relu, pair.twin], partial(_frame, pair)):
        pair.look()
        yield moment


def _signs(setting: Setting) -> Array:
    """-1 for the first and the last weights and for all hidden biases, 1 for the others: (parameters,)."""
    network = make_network(setting)
    network.values[:] = 1.0
    for values in (network.weights[0], network.weights[-1], *network.biases[:-1]):
        values[:] = -1.0
    return network.values


def _frame(pair: Pair, step: int, is_over: bool) -> Frame:
    steps = pair.relu.setting.whole("steps")
    losses, paths = _losses(pair), _paths(pair)
    x = Axis("step", low=0.0, high=float(steps), is_counted=True)
    notes = tuple(f"{net.label} {net.records[-1].diverged}." for net in (pair.relu, pair.twin) if net.has_ended)
    return Frame(
        (
            Chart("Loss of both nets", losses, x, Axis("loss", "log")),
            Chart("Weights from x₁ to two hidden units", paths, x, Axis("weight"), (Mark("0", y=0.0),)),
        ),
        _readouts(pair, losses),
        (*losses, *paths),
        notes,
        step=step,
        steps=steps,
        is_final=is_over,
    )


def _losses(pair: Pair) -> tuple[Series, Series]:
    """The loss of each step; the twin's dashed, so that the other is seen below it."""
    relu, twin = (
        (numbers([record.step for record in net.records]), numbers([record.loss for record in net.records]))
        for net in (pair.relu, pair.twin)
    )
    return Series("loss", pair.relu.label, *relu), Series("twin_loss", pair.twin.label, *twin, "dashed")


def _paths(pair: Pair) -> tuple[Series, ...]:
    """The weight from x1 by step: first units of the ReLU net, then the same ones of its twin."""
    steps = numbers(np.arange(len(pair.weights)))
    nets: tuple[tuple[str, Stroke], ...] = ((pair.relu.label, "line"), (pair.twin.label, "dashed"))
    lines = [(unit, *net) for net in nets for unit in range(1, SHOWN_UNITS + 1)]
    return tuple(
        Series(f"{'w' if stroke == 'line' else 'twin_w'}_{unit}", f"{label}, unit {unit}", steps, numbers(path), stroke)
        for (unit, label, stroke), path in zip(lines, np.array(pair.weights).T, strict=True)
    )


def _readouts(pair: Pair, losses: tuple[Series, Series]) -> tuple[Readout, ...]:
    length = min(len(line.y) for line in losses)
    differences = np.abs(losses[0].y[:length] - losses[1].y[:length])
    return (
        Readout("largest_difference", "largest loss difference", float(differences.max())),
        Readout("final_loss", "loss, ReLU", pair.relu.records[-1].loss),
        Readout("twin_loss", f"loss, {TWIN.name}", pair.twin.records[-1].loss),
        Readout("mirror_error", "weights off the mirror", pair.mirror_error),
        Readout("accuracy", "accuracy, ReLU", pair.relu.accuracy(), is_share=True),
    )


LAB = replace(
    NETS,
    knobs=(Choice("start", "the twin starts", ("mirrored", "same"), "mirrored"), *NETS.knobs),
    run=run,
)
