"""The lab `mystery-runs`: eight broken runs and four instruments. What is wrong is for the learner to find."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, NamedTuple

import numpy as np

from tutor.labs.by_layer import layer_chart, line
from tutor.labs.by_variant import Case, name_readouts, present
from tutor.labs.cases import spelled_out
from tutor.labs.frame import Frame, Moment, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Values, Variants
from tutor.labs.overtrained import Split, draw_split, labels_of
from tutor.labs.playground import LAB as PLAYGROUND
from tutor.labs.train_or_eval import accuracy
from tutor.labs.training import Inspection, Runner, make_runners, watch_together
from tutor.labs.training_figures import loss_chart, loss_lines, unit_shares
from tutor.labs.trust import judge
from tutor.nn.activation_layer import ActivationLayer
from tutor.nn.arrays import Array, root_mean_square
from tutor.nn.calibration import fit_temperature
from tutor.nn.datasets import Dataset
from tutor.plots.figure import Axis, Bar, Bars, Series
from tutor.plots.numerals import human, percent

DIGITS: Final = 2


@dataclass(frozen=True)
class Recipe:
    """A broken run, and what mends it: knobs of the playground."""

    broken: Values
    mended: Values = field(default_factory=dict)
    is_tempered: bool = False  # whether what mends it is a temperature, fitted when all is learned
    seed: int = 0  # of random numbers that show the case well


RECIPES: Final = (
    Recipe({"activation": "sigmoid", "init": "xavier", "depth": 10}, {"activation": "relu", "init": "he"}),
    Recipe({"depth": 10, "rate": 1.0, "steps": 300}, {"clip": "1"}),
    Recipe({"depth": 2, "width": 64, "bias": -5.0}, {"bias": 0.0}),
    Recipe({"init": "pytorch", "depth": 10}, {"init": "he"}),
    Recipe({"depth": 4, "norm": "batch", "batch": "2", "steps": 600}, {"batch": "32"}),
    Recipe({"activation": "tanh", "init": "zeros", "depth": 2}, {"init": "xavier"}),
    Recipe({"depth": 2, "width": 64, "rate": 3.0, "steps": 300}, {"rate": 0.3}, seed=8),
    Recipe(
        {"depth": 2, "width": 64, "optimizer": "adam", "rate": 0.01, "examples": 100, "noise": 0.35},
        is_tempered=True,
        seed=5,
    ),
)
"""In the order of the cases, which are numbered from 1; what they do not name is as in `BASE`."""

BASE: Final = PLAYGROUND.setting({"width": 32, "rate": 0.1, "steps": 1000}).values
TOLD: Final = {"no": "as found", "yes": "with the fix"}


class Answers(NamedTuple):
    """How often they are right, the mean loss, and how far they are from honest probabilities."""

    accuracy: float
    loss: float
    calibration_error: float


@dataclass(frozen=True, eq=False)
class Findings:
    """What the instruments say at one moment."""

    inspection: Inspection
    sizes: Array  # (hidden layers,) root mean squares of the activations
    spreads: Array  # (hidden layers,) root mean squares of what of them depends on the input
    training: Answers  # in batches as in training
    evaluation: Answers  # for the same examples
    unseen: Answers


@dataclass(frozen=True, eq=False)
class Patient:
    """A run under its instruments, with examples that it has never seen."""

    runner: Runner
    split: Split
    is_tempered: bool

    @property
    def temperature(self) -> float:
        """What logits are divided by before they are answers."""
        if not self.is_tempered:
            return 1.0
        return fit_temperature(self.runner.network.predict(self.split.validation.x), labels_of(self.split.validation))

    def judge(self, data: Dataset) -> Answers:
        """What its answers in evaluation mode are worth."""
        logits = self.runner.network.predict(data.x)
        if not np.isfinite(logits).all():
            return Answers(math.nan, math.nan, math.nan)
        trust = judge(logits, labels_of(data), self.temperature)
        return Answers(trust.accuracy, trust.likelihood_loss, trust.calibration_error)

    def examine(self) -> Findings:
        """A reading of every instrument."""
        inspection = self.runner.inspect()
        outputs = [leaf.output for leaf in self.runner.network.leaves if isinstance(leaf, ActivationLayer)]
        with np.errstate(all="ignore"):
            sizes = np.array([root_mean_square(a) for a in outputs])
            spreads = np.array([root_mean_square(a - a.mean(axis=0)) for a in outputs])
            training = Answers(accuracy(self.runner, "train"), self.runner.records[-1].loss, math.nan)
        return Findings(
            inspection, sizes, spreads, training, self.judge(self.split.training), self.judge(self.split.test)
        )


def run(setting: Setting) -> Iterator[Moment]:
    """A moment a step: losses, layers, units, and answers to seen and unseen examples."""
    recipe = RECIPES[setting.whole("case") - 1]
    runners = make_runners(_spelled_out(setting, recipe))
    patients = []
    for runner in runners:
        fix, own = runner.setting.text("fix"), runner.setting
        split = draw_split(own.whole("examples"), own.number("noise"), own.seed)
        runner.label, runner.data = TOLD[fix], split.training
        if own.text("init") == "zeros":
            runner.network.values[:] = 0.0  # those of the output too
        patients.append(Patient(runner, split, fix == "yes" and recipe.is_tempered))
    return watch_together(runners, partial(_frame, patients))


def _spelled_out(setting: Setting, recipe: Recipe) -> Setting:
    """The setting with all knobs of the playground where the recipe has them, each variant as it was found or fixed."""
    broken = {**dict(BASE), **recipe.broken}
    broken["steps"] = min(setting.number("steps"), float(broken["steps"]))
    whole = replace(setting, values=(*BASE, *setting.values), seed=setting.seed + recipe.seed)
    return spelled_out(whole, "fix", {"no": broken, "yes": {**broken, **recipe.mended}})


def _frame(patients: Sequence[Patient], step: int, is_over: bool) -> Frame:
    runners = [patient.runner for patient in patients]
    findings = [patient.examine() for patient in patients]
    cases = [Case(one.setting, one.label, f"[{one.name}]") for one in runners]
    losses, layers, shares = loss_lines(runners), _layer_lines(findings[-1]), unit_shares(findings[-1].inspection)
    steps = runners[-1].setting.whole("steps")
    return Frame(
        (
            loss_chart(losses, steps),
            layer_chart("Signal and error by layer", layers),
            shares,
            _answers(findings[-1], step),
        ),
        name_readouts(cases, [_readouts(*pair) for pair in zip(runners, findings, strict=True)]),
        (*losses, *layers, *shares.series),
        tuple(f"{runner.label.capitalize()}: {runner.records[-1].diverged}." for runner in runners if runner.has_ended),
        present(cases),
        step,
        steps,
        is_over,
    )


def _layer_lines(found: Findings) -> tuple[Series, ...]:
    """Sizes by layer; the output layer, which has no activation, has an error signal only."""
    return (
        line("rms", "activations", found.sizes),
        line("spread", "std across inputs", found.spreads),
        line("delta", "error signal δ", found.inspection.error_signals),
    )


def _answers(found: Findings, step: int) -> Bars:
    """How often answers are right, and the loss: in training, in evaluation, and for unseen examples."""
    rows = {"training": found.training, "evaluation": found.evaluation, "unseen": found.unseen}
    bars = tuple(
        Bar(label, one.accuracy, f"{percent(one.accuracy)}, {human(one.loss, DIGITS)}") for label, one in rows.items()
    )
    return Bars(f"Right answers, and loss, at step {step}", bars, Axis("share", low=0.0, high=1.0))


def _readouts(runner: Runner, found: Findings) -> tuple[Readout, ...]:
    inspection, shares = found.inspection, found.inspection.dead_shares
    return (
        Readout("final_loss", "loss", runner.records[-1].loss),
        Readout("train_accuracy", "right as in training", found.training.accuracy, is_share=True),
        Readout("accuracy", "right in evaluation", found.evaluation.accuracy, is_share=True),
        Readout("test_accuracy", "right on unseen data", found.unseen.accuracy, is_share=True),
        Readout("test_loss", "loss on unseen data", found.unseen.loss),
        Readout("ece", "ECE on unseen data", found.unseen.calibration_error),
        Readout("first_gradient", "g of layer 1 at the start", runner.records[0].first_gradient),
        Readout("delta_ratio", "δ, layer 1 / output", inspection.delta_ratio),
        Readout("spread_first", "std across inputs, layer 1", float(found.spreads[0])),
        Readout("spread_top", "std across inputs, top", float(found.spreads[-1])),
        Readout("dead_first", "dead units, layer 1", float(shares[0]), is_share=True),
        Readout("dead_top", "dead units, top layer", float(shares[-1]), is_share=True),
    )


LAB = Lab(
    name="mystery-runs",
    knobs=(
        Number("case", "case", 1, len(RECIPES), 1, 1, is_integer=True),
        Choice("fix", "fix applied", tuple(TOLD), "no"),
        Number("steps", "steps at most", 100, 1000, 1000, 100, is_integer=True),
    ),
    run=run,
    variants=Variants("run", ("fix",), most=len(TOLD)),
    is_live=True,
)
