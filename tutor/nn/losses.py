"""The logistic loss on logits, in the form that never overflows."""

from __future__ import annotations

import numpy as np

from tutor.nn.activations import sigmoid
from tutor.nn.arrays import Array


def binary_cross_entropy(logits: Array, labels: Array) -> float:
    """Mean of -y ln sigma(z) - (1 - y) ln(1 - sigma(z)) = max(z, 0) - z y + ln(1 + e^-|z|), in nats."""
    return float(np.mean(np.maximum(logits, 0.0) - logits * labels + np.log1p(np.exp(-np.abs(logits)))))


def binary_cross_entropy_delta(logits: Array, labels: Array) -> Array:
    """Its derivative by each logit: (sigma(z) - y) / batch."""
    return (sigmoid(logits) - labels) / len(logits)
