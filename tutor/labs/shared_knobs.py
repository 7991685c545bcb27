"""Knobs that several labs have."""

from __future__ import annotations

from tutor.functions import ACTIVATIONS
from tutor.labs.knobs import Choice, Number
from tutor.nn.initializers import NAMES

ACTIVATION_NAMES = tuple(ACTIVATIONS)


def activation_knob(default: str, options: tuple[str, ...] = ACTIVATION_NAMES) -> Choice:
    """Which activation."""
    return Choice("activation", "activation", options, default)


def init_knob(default: str) -> Choice:
    """Which initializer."""
    return Choice("init", "initializer", NAMES, default)


def depth_knob(default: int, most: int) -> Number:
    """How many layers."""
    return Number("depth", "layers", 1, most, default, 1, is_integer=True)
