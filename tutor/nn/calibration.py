"""Calibration: whether a network that says 80 % is right in 80 % of the cases. Source: Guo et al. 2017.

Logits are (examples, 1) for two classes, else (examples, classes); labels are the numbers of the classes, (examples,).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tutor.nn.arrays import Array
from tutor.nn.losses import softmax

Labels = npt.NDArray[np.integer[Any]]

BINS: Final = 15
COLDEST, HOTTEST = 1e-3, 1e3  # where a temperature is looked for
GOLDEN: Final = (math.sqrt(5.0) - 1.0) / 2.0
SEARCH_STEPS: Final = 40  # each leaves 0.618 of the interval: 1e-7 of the temperature, at which the loss is flat


@dataclass(frozen=True, eq=False)
class Reliability:
    """Bins of equal width in the confidence: means and counts, each (bins,); nan in an empty bin."""

    confidence: Array
    accuracy: Array
    count: Labels

    @property
    def expected_error(self) -> float:
        """ECE: the mean over examples of the gap |accuracy - confidence| of their bin (Guo et al., eq. 3)."""
        return float(np.nansum(self.count * self._gaps) / self.count.sum())

    @property
    def largest_error(self) -> float:
        """MCE: the largest gap of any bin (eq. 5)."""
        return float(np.nanmax(self._gaps))

    @property
    def _gaps(self) -> Array:
        return np.abs(self.accuracy - self.confidence)


def reliability(logits: Array, labels: Labels, bins: int = BINS) -> Reliability:
    """How often the most probable class is right, by how probable it was said to be."""
    probabilities = softmax(_by_class(logits))
    confidence, is_right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    index = np.minimum((confidence * bins).astype(np.intp), bins - 1)
    count = np.bincount(index, minlength=bins)
    with np.errstate(invalid="ignore"):
        mean_confidence, accuracy = (np.bincount(index, weights, bins) / count for weights in (confidence, is_right))
    return Reliability(mean_confidence, accuracy, count)


def negative_log_likelihood(logits: Array, labels: Labels, temperature: float = 1.0) -> float:
    """The mean of -ln softmax(z / T) at the true class, in nats."""
    scaled = _by_class(logits) / temperature
    shifted = scaled - scaled.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]))


def fit_temperature(logits: Array, labels: Labels) -> float:
    """The T > 0 with the lowest negative log-likelihood of softmax(z / T), by golden section on ln T.

    It changes no answer: dividing by T keeps the order of the logits. Source: Guo et al. 2017, section 4.2.
    """
    low, high = math.log(COLDEST), math.log(HOTTEST)
    for _ in range(SEARCH_STEPS):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        at_left, at_right = (negative_log_likelihood(logits, labels, math.exp(point)) for point in (left, right))
        low, high = (low, right) if at_left < at_right else (left, high)
    return math.exp(0.5 * (low + high))


def _by_class(logits: Array) -> Array:
    """One column a class: sigma(z) is the second entry of softmax(0, z)."""
    return np.concatenate([np.zeros_like(logits), logits], axis=1) if logits.shape[1] == 1 else logits
