"""A net with too many weights, few noisy examples, and much unseen data: what overtraining is watched on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tutor.labs.raw_moons import raw_moons, standardized
from tutor.nn.calibration import Labels
from tutor.nn.datasets import Dataset
from tutor.nn.network import Network
from tutor.nn.perceptron import Perceptron

EXAMPLES, NOISE, WIDTH = 100, 0.35, 64
UNSEEN: Final = 2000  # points for validation, and as many for the test: an ECE of fewer is mostly chance


@dataclass(frozen=True, eq=False)
class Split:
    """What a net learns from, what T is fitted on, and what both are judged on."""

    training: Dataset
    validation: Dataset
    test: Dataset


def draw_split(examples: int, noise: float, seed: int) -> Split:
    """Two moons, all standardized as the training points are."""
    rng = np.random.default_rng(seed)
    training, *unseen = (raw_moons(count, noise, rng) for count in (examples, UNSEEN, UNSEEN))
    return Split(*(standardized(data, training) for data in (training, *unseen)))


def build_net(width: int, seed: int) -> Network:
    """Two hidden layers of ReLU."""
    return Perceptron((2, width, width, 1), "relu").build(np.random.default_rng([seed, 1]))


def labels_of(data: Dataset) -> Labels:
    """The classes as whole numbers: (examples,)."""
    return data.y[:, 0].astype(int)
