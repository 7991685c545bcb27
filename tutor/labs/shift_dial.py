"""The lab `shift-dial`: a net and its temperature, fitted at home, meet test data that are turned or blurred."""

from __future__ import annotations

import math
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.overtrained import EXAMPLES, NOISE, WIDTH, build_net, draw_split, labels_of
from tutor.labs.plane import decision_field
from tutor.labs.trained import train_to_end
from tutor.labs.trust import Trust, fitted_temperature, judge, reliability_diagram, reliability_line
from tutor.nn.arrays import Array
from tutor.nn.datasets import Dataset
from tutor.nn.network import Network
from tutor.plots.figure import Axis, Chart, Field, Mark, Series, numbers
from tutor.plots.numerals import human

FARTHEST, STRIDE = 180, 15  # degrees
FIELD_END = 3.0
SHOWN = 200  # test points on the field: all of them would hide it
DIGITS = 3


class Home(NamedTuple):
    """A net, the test data it expects, and the temperature that its validation data ask for."""

    net: Network
    test: Dataset
    temperature: float

    def logits(self, x: Array) -> Array:
        """The outputs of a copy: a pass writes into the net's buffers, and several runs share it."""
        return deepcopy(self.net).predict(x)


class Verdict(NamedTuple):
    """What the probabilities are worth as they are, and with the temperature from home."""

    before: Trust
    after: Trust


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: ECE against rotation, with T and without, and the present rotation in detail."""
    steps, rotation, noise = setting.whole("steps"), setting.number("rotation"), setting.number("noise")
    seed = setting.seed
    home = _home(steps, seed)
    here, at_home = _judge(home, rotation, noise, seed), _judge(home, 0.0, 0.0, seed)
    sweep = _sweep(steps, noise, seed)
    warm = f"T = {human(home.temperature, DIGITS)}"
    bins = (
        reliability_line("reliability", "as it is, T = 1", here.before),
        reliability_line("reliability_after", f"from home, {warm}", here.after),
    )
    lines = _lines(sweep, warm)
    mark = Mark(f"{human(rotation)} degrees", x=rotation)
    x = Axis("rotation", low=0.0, high=float(FARTHEST))
    figures = (
        Chart("Accuracy and ECE of turned test data", lines, x, Axis("share", low=0.0, high=1.0), (mark,)),
        reliability_diagram("How often right, by how sure", bins),
        _field(home, _shifted(home.test, rotation, noise, seed)),
    )
    yield Frame(figures, _readouts(here, at_home, home.temperature), (*lines, *bins))


@lru_cache(maxsize=8)
def _home(steps: int, seed: int) -> Home:
    split = draw_split(EXAMPLES, NOISE, seed)
    net = train_to_end(build_net(WIDTH, seed), split.training, steps)
    temperature = fitted_temperature(net.predict(split.validation.x), labels_of(split.validation))
    return Home(net, split.test, temperature)


@lru_cache(maxsize=8)
def _sweep(steps: int, noise: float, seed: int) -> tuple[Verdict, ...]:
    home = _home(steps, seed)
    return tuple(_judge(home, rotation, noise, seed) for rotation in range(0, FARTHEST + 1, STRIDE))


def _shifted(test: Dataset, rotation: float, noise: float, seed: int) -> Dataset:
    """The test points turned counterclockwise around the mean of the training data, with N(0, noise^2) added."""
    angle = math.radians(rotation)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    blur = np.random.default_rng([seed, 2]).normal(size=test.x.shape)
    return Dataset(test.x @ turn + noise * blur, test.y)


def _judge(home: Home, rotation: float, noise: float, seed: int) -> Verdict:
    logits, labels = home.logits(_shifted(home.test, rotation, noise, seed).x), labels_of(home.test)
    return Verdict(judge(logits, labels), judge(logits, labels, home.temperature))


def _lines(sweep: tuple[Verdict, ...], warm: str) -> tuple[Series, ...]:
    rotations = numbers(np.arange(len(sweep)) * STRIDE)
    return (
        Series("ece", "ECE, T = 1", rotations, numbers([verdict.before.calibration_error for verdict in sweep])),
        Series("ece_after", f"ECE, {warm}", rotations, numbers([verdict.after.calibration_error for verdict in sweep])),
        Series("accuracy", "accuracy", rotations, numbers([verdict.before.accuracy for verdict in sweep])),
    )


def _field(home: Home, test: Dataset) -> Field:
    """The plane with some of the shifted points on it."""
    title, shown = "P(class 1), and the shifted points", Dataset(test.x[:SHOWN], test.y[:SHOWN])
    return decision_field(title, home.logits, shown, (-FIELD_END, FIELD_END), ("class 0", "class 1"))


def _readouts(here: Verdict, at_home: Verdict, temperature: float) -> tuple[Readout, ...]:
    return (
        Readout("accuracy", "accuracy", here.before.accuracy, is_share=True),
        Readout("mean_confidence", "mean confidence", here.before.confidence, is_share=True),
        Readout("mean_confidence_after", "confidence with T", here.after.confidence, is_share=True),
        Readout("ece", "ECE", here.before.calibration_error),
        Readout("ece_after", "ECE with T", here.after.calibration_error),
        Readout("accuracy_home", "accuracy at home", at_home.before.accuracy, is_share=True),
        Readout("ece_home", "ECE at home", at_home.before.calibration_error),
        Readout("ece_after_home", "ECE at home with T", at_home.after.calibration_error),
        Readout("temperature", "T from home", temperature),
    )


LAB = Lab(
    name="shift-dial",
    knobs=(
        Number("rotation", "rotation", 0.0, FARTHEST, 0.0, 5.0),
        Number("noise", "extra noise", 0.0, 1.0, 0.0, 0.1),
        Number("steps", "steps trained", 100, 3000, 1000, 100, is_integer=True),
    ),
    run=run,
)
