"""The lab `product-of-slopes`: a chain of one-unit layers, and what depth makes of its derivative."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tutor.functions import ACTIVATIONS
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob, depth_knob
from tutor.plots.figure import Axis, Chart, Series, numbers

MOST_LAYERS = 50


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: |da_l / da_0| after each layer, one line a variant."""
    variants = setting.variants()
    chains = [follow(variant) for variant in variants]
    lines = tuple(
        _series(variant, derivatives, len(variants) > 1)
        for variant, (_, derivatives) in zip(variants, chains, strict=True)
    )
    outputs, derivatives = chains[-1]
    depth = setting.whole("depth")
    z = setting.number("w") * outputs[-1] + setting.number("b")
    readouts = (
        Readout("derivative", f"∂a{depth}/∂a0", derivatives[-1]),
        Readout("factor", "mean factor a layer", abs(derivatives[-1]) ** (1.0 / depth)),
        Readout("output", f"a{depth}", outputs[-1]),
        Readout("slope", "slope at the end", ACTIVATIONS[setting.text("activation")][1](z)),
    )
    chart = Chart(
        "Size of the derivative after each layer",
        lines,
        Axis("layer", low=0.0, high=float(depth)),
        Axis("|∂a/∂a0|", "log"),
    )
    yield Frame((chart,), readouts, lines)


def follow(setting: Setting) -> tuple[list[float], list[float]]:
    """a_0 .. a_L and da_l/da_0 for a <- f(w a + b): each layer multiplies by w f'(z)."""
    value, slope = ACTIVATIONS[setting.text("activation")]
    w, b = setting.number("w"), setting.number("b")
    outputs, derivatives = [setting.number("start")], [1.0]
    for _ in range(setting.whole("depth")):
        z = w * outputs[-1] + b
        outputs.append(value(z))
        derivatives.append(derivatives[-1] * w * slope(z))
    return outputs, derivatives


def _series(setting: Setting, derivatives: list[float], is_one_of_many: bool) -> Series:
    variant = LAB.write_variant(setting)
    activation, w, b, start = variant.split(":")
    name = f"derivative[{variant}]" if is_one_of_many else "derivative"
    label = f"{activation} w={w} b={b} from {start}"
    return Series(name, label, numbers(np.arange(len(derivatives))), numbers(np.abs(derivatives)))


LAB = Lab(
    name="product-of-slopes",
    knobs=(
        activation_knob("sigmoid"),
        Number("w", "weight w", -10.0, 10.0, 1.0, 0.5),
        Number("b", "bias b", -10.0, 10.0, 0.0, 0.5),
        Number("start", "start a0", -1.0, 1.0, 0.3, 0.1),
        depth_knob(10, MOST_LAYERS),
    ),
    run=run,
    variants=Variants("variant", ("activation", "w", "b", "start")),
    is_random=False,
)
