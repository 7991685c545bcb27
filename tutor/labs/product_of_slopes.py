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
SIZE = "|∂a⁽ˡ⁾/∂a⁽⁰⁾|"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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
        Readout("derivative", f"∂{_layer(depth)}/∂{_layer(0)}", derivatives[-1], axis=SIZE),
        Readout("factor", "mean factor a layer", abs(derivatives[-1]) ** (1.0 / depth)),
        Readout("output", _layer(depth), outputs[-1]),
        Readout("slope", "slope at the end", ACTIVATIONS[setting.text("activation")][1](z)),
    )
    chart = Chart(
        "Size of the derivative after each layer",
        lines,
        Axis("layer", low=0.0, high=float(depth), is_counted=True),
        Axis(SIZE, "log"),
    )
    variant = _told(variants[-1]) if len(variants) > 1 else ""
    yield Frame((chart,), readouts, lines, variant=variant)


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
    name = f"derivative[{LAB.write_variant(setting)}]" if is_one_of_many else "derivative"
    return Series(name, _told(setting), numbers(np.arange(len(derivatives))), numbers(np.abs(derivatives)))


def _told(setting: Setting) -> str:
    activation, w, b, start = LAB.tell_variant(setting).split()
    return f"{activation} w={w} b={b} from {start}"


def _layer(number: int) -> str:
    """The activation of a layer: a⁽³⁾."""
    return f"a⁽{str(number).translate(SUPERSCRIPTS)}⁾"


LAB = Lab(
    name="product-of-slopes",
    knobs=(
        activation_knob("sigmoid"),
        Number("w", "weight w", -10.0, 10.0, 1.0, 0.5),
        Number("b", "bias b", -10.0, 10.0, 0.0, 0.5),
        Number("start", "start value", -1.0, 1.0, 0.3, 0.1),
        depth_knob(10, MOST_LAYERS),
    ),
    run=run,
    variants=Variants("variant", ("activation", "w", "b", "start")),
    is_random=False,
)
