"""How far probabilities can be trusted: what is measured of logits, and the reliability diagram."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tutor.nn.arrays import Array
from tutor.nn.calibration import BINS, Labels, Reliability, fit_temperature, negative_log_likelihood, reliability
from tutor.plots.figure import Axis, Chart, Series, numbers

LEAST_CONFIDENCE = 0.5  # of the more probable of two classes
LOWEST_TOLD = 0.4  # where the accuracy axis starts, unless a bin is less often right


@dataclass(frozen=True, eq=False)
class Trust:
    """How often the more probable class is right, how sure the net is of it, and what that costs."""

    accuracy: float
    confidence: float  # the mean
    likelihood_loss: float  # the mean of -ln p of the true class, in nats
    bins: Reliability

    @property
    def calibration_error(self) -> float:
        """ECE."""
        return self.bins.expected_error

    @property
    def chance_error(self) -> float:
        """The ECE to be expected of honest probabilities: that of the counts alone.

        The accuracy of n cases with probability c strays with variance c (1 - c) / n; the mean of |N(0, s^2)| is
        s sqrt(2 / pi).
        """
        filled = self.bins.count > 0
        count, confidence = self.bins.count[filled], self.bins.confidence[filled]
        strays = np.sqrt(2.0 / math.pi * confidence * (1.0 - confidence) / count)
        return float(np.sum(count * strays) / count.sum())


def judge(logits: Array, labels: Labels, temperature: float = 1.0, bins: int = BINS) -> Trust:
    """What softmax(z / T) is worth on these examples; logits: (examples, 1), labels: (examples,)."""
    binned = reliability(logits / temperature, labels, bins)
    filled = binned.count > 0
    shares = binned.count[filled] / len(labels)
    return Trust(
        float(shares @ binned.accuracy[filled]),
        float(shares @ binned.confidence[filled]),
        negative_log_likelihood(logits, labels, temperature),
        binned,
    )


def fitted_temperature(logits: Array, labels: Labels) -> float:
    """The T of least loss to five digits: what a search finds beyond them hangs on the rounding of the loss."""
    return float(f"{fit_temperature(logits, labels):.5g}")


def reliability_line(name: str, label: str, trust: Trust) -> Series:
    """Accuracy against mean confidence, bin by bin; empty bins are left out."""
    filled = trust.bins.count > 0
    return Series(name, label, numbers(trust.bins.confidence[filled]), numbers(trust.bins.accuracy[filled]))


def reliability_diagram(title: str, lines: Iterable[Series]) -> Chart:
    """Lines of bins, with the diagonal on which honest probabilities lie."""
    drawn = tuple(lines)
    low = min(LOWEST_TOLD, *(float(line.y.min()) for line in drawn))
    ends = numbers([LEAST_CONFIDENCE, 1.0])
    honest = Series("honest", "honest", ends, ends, "dashed")
    x = Axis("confidence", low=LEAST_CONFIDENCE, high=1.0)
    return Chart(title, (*drawn, honest), x, Axis("accuracy", low=low, high=1.0))
