"""The lab `find-the-gain`: which s in Var(w) = s/n keeps the size of an activation's signal, and at what price."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from tutor.labs.by_layer import line
from tutor.labs.frame import Frame, Readout
from tutor.labs.gains import GAIN_ACTIVATIONS
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.shared_knobs import activation_knob, depth_knob
from tutor.nn.activation import Activation
from tutor.nn.propagation import FLAT_SLOPE
from tutor.nn.theory import mean_field, moment, share
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers

MOST_LAYERS: Final = 50
MOST_S: Final = 110.0  # beyond 103, where the errors of a sigmoid neither shrink nor grow
VIEW_END: Final = 2.0  # of the map, around q = 1
MAP_POINTS: Final = 41
LEAST_LOW, LEAST_HIGH = 0.5, 2.0  # around the size that is to be kept


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the size of z by layer, which starts at 1, and the map that takes its square to the next layer."""
    activation, s = GAIN_ACTIVATIONS[setting.text("activation")], setting.number("s")
    theory = mean_field(activation, s, setting.whole("depth"), input_mean_square=1.0 / s)
    sizes = line("z_rms", "rms of z", theory.pre_activation)
    q_top = float(theory.pre_activation[-1] ** 2)
    readouts = (
        Readout("q_next", "q in layer 2, from 1", s * moment(activation.value, 1.0)),
        Readout("z_rms_top", "rms of z at the top", float(theory.pre_activation[-1])),
        Readout("chi", "χ in layer 1, at q = 1", float(theory.chi[0])),
        Readout("chi_top", "χ at the top", float(theory.chi[-1])),
        Readout("q_top", "q at the top", q_top),
        Readout("flat_share_top", "flat units at the top", _flat_share(activation, q_top), is_share=True),
    )
    step = _map_of_q(activation, s)
    yield Frame((_sizes_chart(sizes), _map_chart(step)), readouts, (sizes, step))


def _flat_share(activation: Activation, q: float) -> float:
    return share(lambda z: np.abs(activation.slope(z)) < FLAT_SLOPE, q)


def _map_of_q(activation: Activation, s: float) -> Series:
    q = np.linspace(0.0, VIEW_END, MAP_POINTS)
    return Series("q_map", "next q = s·E f²", numbers(q), numbers([s * moment(activation.value, one) for one in q]))


def _sizes_chart(sizes: Series) -> Chart:
    depth = len(sizes.x)
    low, high = min(float(sizes.y.min()), LEAST_LOW), max(float(sizes.y.max()), LEAST_HIGH)
    return Chart(
        "Predicted size of z by layer",
        (sizes,),
        Axis("layer (1 = next to the input)", low=1.0, high=max(2.0, depth), is_counted=True),
        Axis("rms of z", "log", low, high),
        (Mark("kept: 1", y=1.0),),
    )


def _map_chart(step: Series) -> Chart:
    ends = numbers([0.0, VIEW_END])
    return Chart(
        "From one layer to the next: q = E z²",
        (step, Series("unchanged", "unchanged", ends, ends, "dashed")),
        Axis("q", low=0.0, high=VIEW_END),
        Axis("next q", low=0.0, high=VIEW_END),
        (Mark("q = 1", x=1.0),),
    )


LAB = Lab(
    name="find-the-gain",
    knobs=(
        activation_knob("relu", tuple(GAIN_ACTIVATIONS)),
        Number("s", "s of Var(w) = s/n", 0.05, MOST_S, 1.0, 0.05),
        depth_knob(10, MOST_LAYERS),
    ),
    run=run,
    is_random=False,
)
