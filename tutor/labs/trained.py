"""Networks trained to their end, for labs that ask what such a network is worth."""

from __future__ import annotations

from collections import deque

from tutor.nn.datasets import Dataset
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.network import Network
from tutor.nn.optimizers import Adam
from tutor.nn.training import Plan, train

RATE = 0.01  # of Adam


def train_to_end(network: Network, data: Dataset, steps: int) -> Network:
    """The network after so many steps of Adam on all examples."""
    deque(train(network, data, BinaryCrossEntropy(), Adam(RATE), Plan(steps, steps)), maxlen=0)
    return network
