"""The lab `group-audit`: a majority and a noisier minority, and how well one net serves each of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.raw_moons import raw_moons, standardized
from tutor.labs.trained import train_to_end
from tutor.labs.trust import Trust, judge, reliability_diagram, reliability_line
from tutor.nn.arrays import Array
from tutor.nn.calibration import Labels
from tutor.nn.datasets import Dataset
from tutor.nn.network import Network
from tutor.nn.perceptron import Perceptron
from tutor.plots.figure import Axis, Bar, Bars
from tutor.plots.numerals import GROUP

GROUPS: Final = ("majority", "minority")
MAJORITY_NOISE = 0.15
SIZES: Final = (2, 32, 32, 1)
STEPS = 300
NORMAL_95 = 1.959964  # within so many standard deviations lies 95 % of a normal distribution


Mask = npt.NDArray[np.bool_]


class Tally(NamedTuple):
    """How many of how many."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        """The share of hits."""
        return self.hits / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share behind it. Source: Wilson 1927; Brown, Cai & DasGupta 2001, eq. 4."""
        widening = NORMAL_95**2 / self.of
        center = (self.share + 0.5 * widening) / (1.0 + widening)
        half = math.sqrt(self.share * (1.0 - self.share) * widening + 0.25 * widening**2) / (1.0 + widening)
        return max(center - half, 0.0), min(center + half, 1.0)

    def bar(self, label: str) -> Bar:
        """The share, with its interval behind it."""
        low, high = self.interval
        return Bar(label, self.share, f"{100.0 * low:.1f}–{100.0 * high:.1f}{GROUP}%")


class Audit(NamedTuple):
    """What the net is worth to some people."""

    trust: Trust
    right: Tally
    false_positives: Tally  # of those of class 0
    false_negatives: Tally  # of those of class 1


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: accuracy and error rates with intervals, of all test points together and of each group."""
    share, noise = setting.number("share"), setting.number("noise")
    net, training = _trained(setting.whole("examples"), share, noise, setting.seed)
    test, is_minority = _draw(setting.whole("test"), share, noise, np.random.default_rng([setting.seed, 2]))
    logits = deepcopy(net).predict(standardized(test, training).x)  # of its own: a pass writes into buffers
    labels = test.y[:, 0].astype(int)
    members = (np.full_like(is_minority, True), ~is_minority, is_minority)
    audits = {name: _audit(logits[mask], labels[mask]) for name, mask in zip(("all", *GROUPS), members, strict=True)}
    lines = tuple(reliability_line(f"reliability_{name}", name, audits[name].trust) for name in GROUPS)
    diagram = reliability_diagram("How often right, by how sure", lines)
    yield Frame((_accuracies(audits), _error_rates(audits), diagram), _readouts(audits), lines)


def _draw(count: int, share: float, noise: float, rng: np.random.Generator) -> tuple[Dataset, Mask]:
    """Points of both groups, and whether each is of the noisier minority."""
    is_minority = np.arange(count) < round(share * count)
    return raw_moons(count, np.where(is_minority, noise, MAJORITY_NOISE)[:, None], rng), is_minority


@lru_cache(maxsize=8)
def _trained(examples: int, share: float, noise: float, seed: int) -> tuple[Network, Dataset]:
    """A net trained on both groups together, and the data it was trained on."""
    training, _ = _draw(examples, share, noise, np.random.default_rng(seed))
    net = Perceptron(SIZES, "relu").build(np.random.default_rng([seed, 1]))
    return train_to_end(net, standardized(training, training), STEPS), training


def _audit(logits: Array, labels: Labels) -> Audit:
    said, count = logits[:, 0] > 0.0, len(labels)
    positives = int(labels.sum())
    false_positives, false_negatives = int(np.sum(said & (labels == 0))), int(np.sum(~said & (labels == 1)))
    return Audit(
        judge(logits, labels),
        Tally(count - false_positives - false_negatives, count),
        Tally(false_positives, count - positives),
        Tally(false_negatives, positives),
    )


def _accuracies(audits: Mapping[str, Audit]) -> Bars:
    bars = tuple(audit.right.bar(name) for name, audit in audits.items())
    return Bars("Test accuracy and its 95 % interval", bars, Axis("accuracy", low=0.0, high=1.0))


def _error_rates(audits: Mapping[str, Audit]) -> Bars:
    positives = tuple(audits[name].false_positives.bar(f"FPR, {name}") for name in GROUPS)
    negatives = tuple(audits[name].false_negatives.bar(f"FNR, {name}") for name in GROUPS)
    return Bars("False positives (FPR), negatives (FNR)", (*positives, *negatives), Axis("share of the class", low=0.0))


def _readouts(audits: Mapping[str, Audit]) -> tuple[Readout, ...]:
    low, high = audits["minority"].right.interval
    groups = [(f"_{name}", f", {name}", audits[name]) for name in GROUPS]
    every = [("", "", audits["all"]), *groups]
    return (
        *(Readout(f"accuracy{n}", f"accuracy{said}", audit.right.share, is_share=True) for n, said, audit in every),
        Readout("accuracy_minority_low", "minority, at least", low, is_share=True),
        Readout("accuracy_minority_high", "minority, at most", high, is_share=True),
        *(Readout(f"ece{n}", f"ECE{said}", audit.trust.calibration_error) for n, said, audit in every),
        Readout("chance_error_minority", "chance ECE, minority", audits["minority"].trust.chance_error),
        *(Readout(f"false_positives{n}", f"FPR{s}", a.false_positives.share, is_share=True) for n, s, a in groups),
        *(Readout(f"false_negatives{n}", f"FNR{s}", a.false_negatives.share, is_share=True) for n, s, a in groups),
    )


LAB = Lab(
    name="group-audit",
    knobs=(
        Number("share", "minority share", 0.02, 0.5, 0.1, 3, "log"),
        Number("noise", "minority noise", 0.15, 1.0, 0.45, 0.05),
        Number("examples", "training points", 100, 2000, 1000, 3, "log", is_integer=True),
        Number("test", "test points", 200, 10_000, 10_000, 3, "log", is_integer=True),
    ),
    run=run,
)
