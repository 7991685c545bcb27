"""The activations for which the labs on initialization look for the right size of weights."""

from __future__ import annotations

from typing import Final

from tutor.nn.activation import Activation
from tutor.nn.activations import ACTIVATIONS, with_slope_parameter

_AS_THEY_ARE: Final = ("tanh", "elu", "selu", "gelu", "silu", "softplus", "sigmoid")

GAIN_ACTIVATIONS: Final[dict[str, Activation]] = {
    "relu": ACTIVATIONS["relu"],
    "leaky-0.2": with_slope_parameter("leaky-relu", 0.2),
    **{name: ACTIVATIONS[name] for name in _AS_THEY_ARE},
}
"""Name as in the knob -> activation; the slope of 0.2 is large enough to change the size that fits."""
