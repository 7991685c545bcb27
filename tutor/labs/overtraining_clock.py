"""The lab `overtraining-clock`: a net learns a few noisy examples by heart, while unseen data are watched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.overtrained import EXAMPLES, NOISE, WIDTH, Split, build_net, draw_split, labels_of
from tutor.labs.trained import RATE
from tutor.labs.trust import Trust, fitted_temperature, judge, reliability_diagram, reliability_line
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import Adam
from tutor.nn.records import Record
from tutor.nn.training import Plan, train
from tutor.plots.figure import Axis, Chart, Series, numbers
from tutor.plots.numerals import human

LOOKS = 50
LOW_LOSS, HIGH_LOSS = 1e-4, 10.0  # what the axis of the losses shows at least
DIGITS = 3
ALL_RIGHT = "Every validation answer is right: the colder, the better, and no T is best."


@dataclass(frozen=True, eq=False)
class Watch:
    """A net in training, its unseen data, and what has been seen so far."""

    net: Network
    split: Split
    steps: int
    records: list[Record] = field(default_factory=list)
    judgments: list[Trust] = field(default_factory=list)

    def look(self, record: Record) -> None:
        """Judges the net on the test data."""
        self.records.append(record)
        self.judgments.append(judge(self.net.predict(self.split.test.x), labels_of(self.split.test)))

    def draw(self) -> Frame:
        """All that has been seen, and the temperature that the validation data ask for by now."""
        step, before = self.records[-1].step, self.judgments[-1]
        validation, test = self.split.validation, self.split.test
        logits = self.net.predict(validation.x)
        temperature = fitted_temperature(logits, labels_of(validation))
        after = judge(self.net.predict(test.x), labels_of(test), temperature)
        losses, shares = self._losses(), self._shares()
        bins = (
            reliability_line("reliability", "as it is, T = 1", before),
            reliability_line("reliability_after", f"fitted, T = {human(temperature, DIGITS)}", after),
        )
        x = Axis("step", low=0.0, high=float(self.steps), is_counted=True)
        figures = (
            Chart("Loss on training and test data", losses, x, _loss_axis(losses)),
            Chart("Test data: how right, how sure", shares, x, Axis("share", low=0.0, high=1.0)),
            reliability_diagram("Test data: how often right, by how sure", bins),
        )
        readouts, lines = self._readouts(temperature, after), (*losses, *shares, *bins)
        notes = (ALL_RIGHT,) if np.array_equal(logits > 0.0, validation.y > 0.5) else ()
        return Frame(figures, readouts, lines, notes, "", step, self.steps, step == self.steps)

    def _losses(self) -> tuple[Series, ...]:
        return (
            self._line("train_loss", "training loss", [record.loss for record in self.records]),
            self._line("test_nll", "test NLL", [trust.likelihood_loss for trust in self.judgments]),
        )

    def _shares(self) -> tuple[Series, ...]:
        return (
            self._line("test_accuracy", "accuracy", [trust.accuracy for trust in self.judgments]),
            self._line("mean_confidence", "mean confidence", [trust.confidence for trust in self.judgments]),
            self._line("ece", "ECE", [trust.calibration_error for trust in self.judgments]),
        )

    def _line(self, name: str, label: str, values: list[float]) -> Series:
        return Series(name, label, numbers([record.step for record in self.records]), numbers(values))

    def _readouts(self, temperature: float, after: Trust) -> tuple[Readout, ...]:
        before, training = self.judgments[-1], self.split.training
        is_right = (self.net.predict(training.x) > 0.0) == (training.y > 0.5)
        return (
            Readout("train_loss", "training loss", self.records[-1].loss),
            Readout("test_nll", "test NLL", before.likelihood_loss),
            Readout("train_accuracy", "training accuracy", float(np.mean(is_right)), is_share=True),
            Readout("test_accuracy", "test accuracy", before.accuracy, is_share=True),
            Readout("mean_confidence", "mean confidence", before.confidence, is_share=True),
            Readout("ece", "ECE", before.calibration_error),
            Readout("temperature", "fitted T", temperature),
            Readout("ece_after", "ECE, T fitted", after.calibration_error),
        )


def run(setting: Setting) -> Iterator[Moment]:
    """About fifty moments; a net that learns by heart goes on becoming surer, not better."""
    steps = setting.whole("steps")
    split = draw_split(setting.whole("examples"), setting.number("noise"), setting.seed)
    watch = Watch(build_net(setting.whole("width"), setting.seed), split, steps)
    for record in train(watch.net, split.training, BinaryCrossEntropy(), Adam(RATE), Plan(steps, steps // LOOKS)):
        watch.look(record)
        yield Moment(record.step, steps, record.step == steps, watch.draw)


def _loss_axis(losses: tuple[Series, ...]) -> Axis:
    values = np.concatenate([line.y for line in losses])
    return Axis("loss", "log", min(LOW_LOSS, float(values.min())), max(HIGH_LOSS, float(values.max())))


LAB = Lab(
    name="overtraining-clock",
    knobs=(
        Number("steps", "steps", 100, 3000, 1000, 100, is_integer=True),
        Number("examples", "training points", 20, 1000, EXAMPLES, 3, "log", is_integer=True),
        Number("noise", "noise", 0.0, 1.0, NOISE, 0.05),
        Number("width", "width", 8, 128, WIDTH, 8, is_integer=True),
    ),
    run=run,
    is_live=True,
)
