"""Every activation by name. The scalar twins in `tutor.functions` are their oracle."""

from __future__ import annotations

from typing import Final

from tutor.functions import LEAKY_SLOPE, PRELU_SLOPE, SELU_ALPHA, SELU_SCALE
from tutor.nn.activation import Activation
from tutor.nn.exponential import Elu, Sigmoid, Silu, Softplus, Tanh
from tutor.nn.gelu import Gelu, GeluTanh
from tutor.nn.piecewise import Identity, LeakyRelu, Relu

ACTIVATIONS: Final[dict[str, Activation]] = {
    activation.name: activation
    for activation in (
        Identity("identity"),
        Sigmoid("sigmoid"),
        Tanh("tanh"),
        Relu("relu"),
        LeakyRelu("leaky-relu", LEAKY_SLOPE),
        LeakyRelu("prelu", PRELU_SLOPE),
        Elu("elu"),
        Elu("selu", SELU_ALPHA, SELU_SCALE),
        Gelu("gelu"),
        GeluTanh("gelu-tanh"),
        Softplus("softplus"),
        Silu("silu"),
    )
}
"""Name as in knobs and on the command line -> activation; PReLU as it starts (a layer learns its slope)."""


def with_slope_parameter(name: str, alpha: float) -> Activation:
    """Leaky ReLU, PReLU or ELU with another alpha; any other activation as it is."""
    if name in ("leaky-relu", "prelu"):
        return LeakyRelu(name, alpha)
    return Elu(name, alpha) if name == "elu" else ACTIVATIONS[name]
