"""The lab `activation-explorer`: any activation and its slope, and what it makes of normally spread inputs."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from tutor.labs.bands import flat_bands
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob
from tutor.nn.activation import Activation
from tutor.nn.activations import ACTIVATIONS, with_slope_parameter
from tutor.nn.arrays import Array
from tutor.nn.propagation import FLAT_SLOPE
from tutor.nn.theory import moment, share
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

VIEW_END = 6.0
POINTS = 481
USUAL = "usual"
FAR = 1e6  # an activation that is beyond LARGE here has no bound on that side
LARGE = 1e3
NEGLIGIBLE = 1e-9  # of the typical f, or of all z: what rounding leaves of 0


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: f, f' and the card of the present activation, the kept one's curves beside them."""
    z = np.linspace(-VIEW_END, VIEW_END, POINTS)
    variants = setting.variants()
    activations = [_activation(variant) for variant in variants]
    values = [_series(a, "value", z, a.value(z), len(variants)) for a in activations]
    slopes = [_series(a, "slope", z, a.slope(z), len(variants)) for a in activations]
    present, probe, spread = activations[-1], setting.number("z"), setting.number("spread")
    bands = flat_bands(present, -VIEW_END, VIEW_END)
    x = Axis("z", low=-VIEW_END, high=VIEW_END)
    at_probe = (Mark(f"z = {human(probe)}", x=probe),) if abs(probe) <= VIEW_END else ()
    title = " and ".join(activation.name for activation in activations)
    pairs = [line for pair in zip(values, slopes, strict=True) for line in pair]
    both = Chart(f"{title}: value and slope", tuple(pairs), x, Axis(), at_probe, bands)
    slopes_only = Chart(f"{title}: slope f′(z)", tuple(slopes), x, Axis(), at_probe, bands)
    variant = present.name if len(variants) > 1 else ""
    card, notes = _card(present, probe, spread), _notes(setting, present)
    yield Frame((both, slopes_only), card, tuple(pairs), notes, variant)


def _activation(setting: Setting) -> Activation:
    name, alpha = setting.text("activation"), setting.text("alpha")
    return ACTIVATIONS[name] if alpha == USUAL else with_slope_parameter(name, float(alpha))


def _notes(setting: Setting, present: Activation) -> tuple[str, ...]:
    if setting.text("alpha") == USUAL or present is not ACTIVATIONS[present.name]:
        return ()
    return (f"{present.name} has no alpha to turn; leaky-relu, prelu and elu have one.",)


def _series(activation: Activation, kind: str, z: Array, y: Array, count: int) -> Series:
    symbol = "f" if kind == "value" else "f′"
    suffix = f"[{activation.name}]" if count > 1 else ""
    label = f"{symbol} {activation.name}" if count > 1 else symbol
    return Series(kind + suffix, label, numbers(z), numbers(y))


def _card(activation: Activation, probe: float, spread: float) -> tuple[Readout, ...]:
    at_probe = np.array([probe])
    q = spread**2
    second_moment = moment(activation.value, q)
    mean = moment(activation.value, q, 1)
    mean = mean if abs(mean) > NEGLIGIBLE * math.sqrt(second_moment) else 0.0
    flat_share = share(lambda z: np.abs(activation.slope(z)) < FLAT_SLOPE, q)
    zero_share = share(lambda z: activation.value(z) == 0.0, q)
    lowest, highest = _bounds(activation)
    return (
        Readout("value", "f(z)", float(activation.value(at_probe)[0])),
        Readout("slope", "f′(z)", float(activation.slope(at_probe)[0])),
        Readout("mean", "mean of f", mean),
        Readout("variance", "variance of f", second_moment - mean**2),
        Readout("second_moment", "mean of f²", second_moment),
        Readout("slope_second_moment", "mean of f′²", moment(activation.slope, q)),
        Readout("flat_share", "z on flat parts", flat_share, is_share=True),
        Readout("zero_share", "z where f is 0", zero_share if zero_share > NEGLIGIBLE else 0.0, is_share=True),
        Readout("lowest", "lowest f", lowest),
        Readout("highest", "highest f", highest),
    )


def _bounds(activation: Activation) -> tuple[float, float]:
    far_left, far_right = (float(activation.value(np.array([z]))[0]) for z in (-FAR, FAR))
    view = activation.value(np.linspace(-8.0, 8.0, 16_001))
    lowest = -np.inf if min(far_left, far_right) < -LARGE else min(far_left, float(view.min()))
    highest = np.inf if max(far_left, far_right) > LARGE else max(far_right, float(view.max()))
    return lowest, highest


LAB = Lab(
    name="activation-explorer",
    knobs=(
        activation_knob("sigmoid"),
        Choice("alpha", "alpha", (USUAL, "0", "0.01", "0.1", "0.2", "0.25", "0.5", "1", "2"), USUAL),
        Number("z", "probe z", -20.0, 20.0, 0.0, 0.25),
        Number("spread", "spread of z", 0.1, 5.0, 1.0, 0.1),
    ),
    run=run,
    variants=Variants("variant", ("activation",), most=2),
    is_random=False,
)
