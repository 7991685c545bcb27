"""The lab `propagate`: weights N(0, s/n), pushed through and predicted by two recursions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from tutor.labs.by_layer import first_over_top, layer_chart, line
from tutor.labs.frame import Frame, Readout
from tutor.labs.gains import GAIN_ACTIVATIONS
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.shared_knobs import activation_knob, depth_knob
from tutor.nn.arrays import Array
from tutor.nn.propagation import Profile, propagate
from tutor.nn.theory import MeanField, mean_field

BATCH: Final = 256
MOST_LAYERS: Final = 50
MOST_NETS: Final = 10


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: signal and error by layer, each the geometric mean of the nets, and what the recursions say."""
    profiles = [_measure(setting, net) for net in range(setting.whole("nets"))]
    activation = _geometric_mean([profile.activation for profile in profiles])
    delta = _geometric_mean([profile.delta for profile in profiles])
    weight_gradient = _geometric_mean([profile.weight_gradient for profile in profiles])
    theory = mean_field(GAIN_ACTIVATIONS[setting.text("activation")], setting.number("s"), setting.whole("depth"))
    signals = (
        line("activation", "measured", activation),
        line("activation_theory", "predicted", theory.activation, "dashed"),
    )
    errors = (line("delta", "measured", delta), line("delta_theory", "predicted", theory.delta, "dashed"))
    figures = (
        layer_chart("Signal: activation a by layer", signals),
        layer_chart("Error signal δ by layer", errors, is_told_backward=True),
    )
    yield Frame(figures, _readouts(activation, delta, weight_gradient, theory), (*signals, *errors))


def _measure(setting: Setting, net: int) -> Profile:
    width = setting.whole("width")
    return propagate(
        GAIN_ACTIVATIONS[setting.text("activation")],
        "standard",
        np.random.default_rng([setting.seed, net]),
        width=width,
        depth=setting.whole("depth"),
        batch=BATCH,
        scale=float(np.sqrt(setting.number("s") / width)),
    )


def _geometric_mean(sizes: Sequence[Array]) -> Array:
    """Layer by layer: (nets, depth) -> (depth,)."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.exp(np.mean(np.log(sizes), axis=0)))


def _readouts(activation: Array, delta: Array, weight_gradient: Array, theory: MeanField) -> tuple[Readout, ...]:
    return (
        Readout("activation_top", "activation at the top", float(activation[-1])),
        Readout("activation_top_theory", "activation, predicted", float(theory.activation[-1])),
        Readout("delta_ratio", "δ, layer 1 / top", first_over_top(delta)),
        Readout("delta_ratio_theory", "δ ratio, predicted", first_over_top(theory.delta)),
        Readout("weight_gradient_ratio", "g, layer 1 / top", first_over_top(weight_gradient)),
        Readout("chi_top", "χ at the top, predicted", float(theory.chi[-1])),
    )


LAB = Lab(
    name="propagate",
    knobs=(
        activation_knob("relu", tuple(GAIN_ACTIVATIONS)),
        Number("s", "s of Var(w) = s/n", 0.1, 30.0, 2.0, 0.1),
        Number("width", "width n", 8, 256, 64, 8, is_integer=True),
        depth_knob(10, MOST_LAYERS),
        Number("nets", "nets", 1, MOST_NETS, 1, 1, is_integer=True),
    ),
    run=run,
)
