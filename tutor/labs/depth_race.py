"""The lab `depth-race`: networks of different depth or kind, trained side by side on two moons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob, depth_knob, init_knob
from tutor.nn.datasets import Dataset, moons
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import SGD
from tutor.nn.perceptron import Perceptron
from tutor.nn.race import race
from tutor.nn.records import Record
from tutor.nn.training import Plan
from tutor.plots.figure import Axis, Chart, Cloud, Field, Mark, Numbers, Series, numbers

EXAMPLES, NOISE, WIDTH = 300, 0.15, 32
FRAMES = 100
FIELD_COLUMNS, FIELD_ROWS, FIELD_END = 48, 32, 2.5
LOWEST_LOSS, HIGH_LOSS = 1e-4, 10.0
AVERAGED = 10  # steps


@dataclass
class Runner:
    """One network of the race and what it has shown so far."""

    variant: str
    network: Network
    records: list[Record] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        """Whether it has exploded."""
        return bool(self.records) and self.records[-1].diverged is not None


def run(setting: Setting) -> Iterator[Frame]:
    """About a hundred frames: the losses so far, and the decision field of the present net."""
    data = moons(EXAMPLES, NOISE, np.random.default_rng(setting.seed))
    runners = [Runner(LAB.write_variant(variant), _network(variant)) for variant in setting.variants()]
    steps = setting.whole("steps")
    stride = max(1, steps // FRAMES)
    networks = [runner.network for runner in runners]
    for step, records in enumerate(
        race(networks, data, BinaryCrossEntropy(), SGD(setting.number("rate")), Plan(steps))
    ):
        for runner, record in zip(runners, records, strict=True):
            if not runner.has_ended:
                runner.records.append(record)
        is_over = step == steps or all(runner.has_ended for runner in runners)
        if is_over or step % stride == 0:
            yield _frame(setting, runners, data, step, is_over)


def _network(variant: Setting) -> Network:
    """Each net starts from the same seed, and is trained on the same data."""
    sizes = (2, *[WIDTH] * variant.whole("depth"), 1)
    rng = np.random.default_rng([variant.seed, 1])
    return Perceptron(sizes, variant.text("activation"), variant.text("init")).build(rng)


def _frame(setting: Setting, runners: list[Runner], data: Dataset, step: int, is_over: bool) -> Frame:
    steps = setting.whole("steps")
    lines = tuple(_loss_line(runner, len(runners) > 1) for runner in runners)
    readouts = list(_readouts(runners[-1], data))
    for runner in runners[:-1]:
        label = _told(runner)
        readouts += [Readout(f"{r.name}[{runner.variant}]", r.label, r.value, label) for r in _readouts(runner, data)]
    notes = tuple(f"{_told(r)} {r.records[-1].diverged}." for r in runners if r.records[-1].diverged)
    figures = (_loss_chart(lines, steps), _decision_field(runners[-1], data))
    variant = _told(runners[-1]) if len(runners) > 1 else ""
    return Frame(figures, tuple(readouts), lines, notes, variant, step, steps, is_over)


def _told(runner: Runner) -> str:
    return runner.variant.replace(":", " ")


def _loss_chart(lines: tuple[Series, ...], steps: int) -> Chart:
    """The losses as faint dots under their moving averages, over all steps that are planned."""
    highest = max(float(line.y[np.isfinite(line.y)].max(initial=0.0)) for line in lines)
    y = Axis("loss", "log", LOWEST_LOSS, HIGH_LOSS if highest <= HIGH_LOSS else None)
    series = []
    for hue, line in enumerate(lines):
        series.append(Series(f"raw {line.name}", "", line.x, line.y, "faint", hue))
        series.append(Series(line.name, line.label, line.x, _averaged(line.y), hue=hue))
    x = Axis("step", low=0.0, high=float(steps), is_counted=True)
    title = f"Loss of each step, and mean of {AVERAGED}"
    return Chart(title, tuple(series), x, y, (Mark("ln 2", y=math.log(2.0)),))


def _averaged(losses: Numbers) -> Numbers:
    """(steps,) the mean of each loss and those just before it, at most AVERAGED in all."""
    counts = np.minimum(np.arange(1, len(losses) + 1), AVERAGED)
    with np.errstate(over="ignore", invalid="ignore"):
        return numbers(np.convolve(losses, np.ones(AVERAGED))[: len(losses)] / counts)


def _loss_line(runner: Runner, is_one_of_many: bool) -> Series:
    name = f"loss[{runner.variant}]" if is_one_of_many else "loss"
    x = [record.step for record in runner.records]
    return Series(name, _told(runner), numbers(x), numbers([r.loss for r in runner.records]))


def _readouts(runner: Runner, data: Dataset) -> tuple[Readout, ...]:
    is_right = (runner.network.predict(data.x) > 0) == (data.y > 0.5)
    return (
        Readout("final_loss", "loss", runner.records[-1].loss),
        Readout("accuracy", "accuracy", float(is_right.mean()), is_share=True),
        Readout("first_gradient", "g of layer 1 at the start", runner.records[0].first_gradient),
    )


def _decision_field(runner: Runner, data: Dataset) -> Field:
    """2 sigma(logit) - 1 over the plane, with the data on it."""
    columns, rows = np.linspace(-FIELD_END, FIELD_END, FIELD_COLUMNS), np.linspace(-FIELD_END, FIELD_END, FIELD_ROWS)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    values = np.tanh(0.5 * runner.network.predict(grid)).reshape(FIELD_ROWS, FIELD_COLUMNS)
    clouds = tuple(
        Cloud(f"class {label}", numbers(data.x[data.y[:, 0] == label, 0]), numbers(data.x[data.y[:, 0] == label, 1]))
        for label in (0, 1)
    )
    axis = Axis(low=-FIELD_END, high=FIELD_END)
    title = f"{_told(runner)}: P(class 1)"
    return Field(title, numbers(values), axis, axis, clouds, "class 0", "class 1")


LAB = Lab(
    name="depth-race",
    knobs=(
        activation_knob("relu"),
        init_knob("he"),
        depth_knob(10, 20),
        Number("rate", "learning rate", 0.001, 10.0, 0.1, 3, "log"),
        Number("steps", "steps", 100, 2000, 1000, 100, is_integer=True),
    ),
    run=run,
    variants=Variants("variant", ("activation", "init", "depth")),
    is_live=True,
)
