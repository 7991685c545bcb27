"""What the training labs train: the networks of a setting, side by side, and what is known of each at any step."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Final

import numpy as np

from tutor.labs.frame import Frame, Moment
from tutor.labs.lab import Setting
from tutor.nn import datasets
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.arrays import Array
from tutor.nn.clipping import clip_grad_norm_
from tutor.nn.datasets import Dataset
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD, Adam, Optimizer
from tutor.nn.perceptron import Norm, Perceptron
from tutor.nn.piecewise import LeakyRelu
from tutor.nn.probes import LayerProbe, error_signals, gradient_sizes, probe_last_pass
from tutor.nn.race import race
from tutor.nn.records import Record
from tutor.nn.training import Plan

MOMENTUM: Final = 0.9
NORMS: Final[dict[str, Norm]] = {"none": "none", "batch": "batch", "batch-after": "batch-after", "layer": "layer"}
LOSS: Final = BinaryCrossEntropy()


@dataclass(eq=False)
class Runner:
    """One network, what it is called among others, and all its records so far."""

    setting: Setting
    name: str
    label: str
    data: Dataset
    network: Network
    records: list[Record] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        """Whether it has exploded."""
        return bool(self.records) and self.records[-1].diverged is not None

    def accuracy(self) -> float:
        """The share of the examples on the right side of 1/2, in evaluation mode."""
        return _accuracy(self.network.predict(self.data.x), self.data)

    @property
    def twin(self) -> Network:
        """The network as it is now, in float32 for pictures, with room of its own for other inputs than the data."""
        with np.errstate(over="ignore", under="ignore"):
            self._twin.values[:], self._twin.statistics[:] = self.network.values, self.network.statistics
        return self._twin

    @cached_property
    def _twin(self) -> Network:
        twin = copy.deepcopy(self.network)
        twin.bind(self.network.values.astype(np.float32), self.network.statistics.astype(np.float32))
        return twin

    def inspect(self) -> Inspection:
        """A pass over all examples, forward and back, that leaves the training as it was."""
        statistics = self.network.statistics.copy()
        self.network.train()
        with np.errstate(all="ignore"):
            outputs = self.network.forward(self.data.x)
            in_batch = accuracy = _accuracy(outputs, self.data)
            signals = error_signals(self.network, LOSS.delta(outputs, self.data.y))
            entering = self.network.activation_inputs
            gradients = gradient_sizes(self.network)
            if statistics.size:  # else the pass in evaluation mode would be this one again
                entering = tuple(z.copy() for z in entering)
                self.network.statistics[:] = statistics
                accuracy = self.accuracy()
            return Inspection(signals, gradients, entering, probe_last_pass(self.network), accuracy, in_batch)


@dataclass(frozen=True, eq=False)
class Inspection:
    """What goes on inside: root mean squares by linear layer, what enters each activation, and a probe of each."""

    error_signals: Array  # (layers,)
    weight_gradients: Array  # (layers,)
    activation_inputs: tuple[Array, ...]  # each (examples, width), until the next pass
    probes: tuple[LayerProbe, ...]
    accuracy: float
    batch_accuracy: float  # with the statistics of all examples as one batch

    @property
    def delta_ratio(self) -> float:
        """How much of the error signal at the output reaches layer 1."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(self.error_signals[0] / self.error_signals[-1])

    @cached_property
    def dead_shares(self) -> Array:
        """(hidden layers,) the share of units that let no error through for any example."""
        return np.array([probe.dead_share for probe in self.probes])

    @cached_property
    def flat_shares(self) -> Array:
        """(hidden layers,) the share of (unit, example) pairs with |f'(z)| < 0.05."""
        return np.array([probe.flat_share for probe in self.probes])


def make_data(setting: Setting) -> Dataset:
    """The data of a setting: inputs in two dimensions, two classes."""
    rng = np.random.default_rng(setting.seed)
    count, noise = setting.whole("examples"), setting.number("noise")
    match setting.text("data"):
        case "circles":
            return datasets.circles(count, noise, rng)
        case "spirals":
            return datasets.spirals(count, noise, rng)
        case "blobs":
            clouds = datasets.blobs(count, 2, noise, rng)
            return replace(clouds, y=clouds.y[:, 1:])
        case "xor":
            corners = datasets.xor()
            copies = max(1, count // len(corners.x))
            x = np.repeat(corners.x, copies, axis=0) + noise * rng.normal(size=(copies * len(corners.x), 2))
            return Dataset(x, np.repeat(corners.y, copies, axis=0))
    return datasets.moons(count, noise, rng)


def make_network(setting: Setting) -> Network:
    """The network of a setting, as it starts: each from the same random numbers."""
    network = Perceptron(
        (2, *[setting.whole("width")] * setting.whole("depth"), 1),
        setting.text("activation"),
        setting.text("init"),
        NORMS[setting.text("norm")],
        setting.text("skips") == "yes",
    ).build(np.random.default_rng([setting.seed, 1]))
    for leaf in network.leaves:
        if isinstance(leaf, ActivationLayer) and setting.text("activation") == "leaky-relu":
            leaf.activations = (LeakyRelu("leaky-relu", setting.number("leak")),)
    if bias := setting.number("bias"):
        for hidden in network.biases[:-1]:
            hidden[:] = bias
    return network


def make_runners(setting: Setting, name: str = "") -> list[Runner]:
    """A runner a variant, the present one last, all on the same data."""
    data = make_data(setting)
    return [
        Runner(variant, variant.name or name, variant.label, data, make_network(variant))
        for variant in setting.variants()
    ]


def watch_together(runners: list[Runner], draw: Callable[[int, bool], Frame]) -> Iterator[Moment]:
    """A moment a step of training all of them; `draw` is told which step it is, and whether it is the last."""
    steps = runners[0].setting.whole("steps")
    for step in run_together(runners):
        is_over = step == steps or all(runner.has_ended for runner in runners)
        yield Moment(step, steps, is_over, partial(draw, step, is_over))


def run_together(runners: list[Runner]) -> Iterator[int]:
    """Trains all of them, a step at a time, and says which step it is. Those of one recipe go in one pass."""
    groups: dict[tuple[object, ...], list[Runner]] = {}
    for runner in runners:
        groups.setdefault(_recipe(runner.setting), []).append(runner)
    races = [(group, _race(group)) for group in groups.values()]
    for step in range(runners[0].setting.whole("steps") + 1):
        for group, records in races:
            for runner, record in zip(group, next(records, ()), strict=False):
                if not runner.has_ended:
                    runner.records.append(record)
        yield step
        if all(runner.has_ended for runner in runners):
            return


def _race(group: list[Runner]) -> Iterator[tuple[Record, ...]]:
    setting = group[0].setting
    batch = None if setting.text("batch") == "all" else int(setting.text("batch"))
    clip = setting.text("clip")
    clipping = None if clip == "none" else partial(clip_grad_norm_, limit=float(clip))
    plan = Plan(setting.whole("steps"), batch_size=batch, clip=clipping)
    networks = [runner.network for runner in group]
    return race(networks, group[0].data, BinaryCrossEntropy(), _optimizer(setting), plan, setting.seed)


def _recipe(setting: Setting) -> tuple[object, ...]:
    """What networks must share to be trained in one pass."""
    return tuple(dict(setting.values)[name] for name in ("optimizer", "rate", "clip", "batch"))


def _optimizer(setting: Setting) -> Optimizer:
    rate = setting.number("rate")
    match setting.text("optimizer"):
        case "adam":
            return Adam(rate)
        case "momentum":
            return SGD(rate, MOMENTUM)
        case "nesterov":
            return SGD(rate, MOMENTUM, is_nesterov=True)
    return SGD(rate)


def _accuracy(logits: Array, data: Dataset) -> float:
    return float(np.mean((logits > 0.0) == (data.y > 0.5))) if np.isfinite(logits).all() else math.nan
