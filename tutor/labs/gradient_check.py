"""The lab `gradient-check`: backprop against a centered difference, on a chain of three units or across a kink."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tutor.functions import ACTIVATIONS, relu, relu_slope
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting, Variants
from tutor.labs.shared_knobs import activation_knob
from tutor.plots.figure import Axis, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

INPUT, TARGET = 1.0, 1.0
WEIGHTS = (0.8, 1.2, 0.5)
WEIGHT_NAMES = ("w₁", "w₂", "w₃")
LARGEST_H, SMALLEST_H = 0.1, 1e-12
STEP_SIZES = np.logspace(-12, -1, 45)  # four a decade


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: the error of the difference against h, or what the difference says near ReLU's corner."""
    yield _at_kink(setting) if setting.text("where") == "kink" else _on_chain(setting)


def chain_loss(activation: str, weights: tuple[float, ...]) -> float:
    """L = (a_3 - 1)^2 / 2 with a_l = f(w_l a_(l-1)) and a_0 = 1."""
    value = ACTIVATIONS[activation][0]
    a = INPUT
    for weight in weights:
        a = value(weight * a)
    return 0.5 * (a - TARGET) ** 2


def chain_gradient(activation: str, weights: tuple[float, ...]) -> tuple[float, ...]:
    """dL/dw_1, dL/dw_2, dL/dw_3 by delta_l = w_(l+1) delta_(l+1) f'(z_l) and dL/dw_l = delta_l a_(l-1)."""
    value, slope = ACTIVATIONS[activation]
    outputs, pre_activations = [INPUT], []
    for weight in weights:
        pre_activations.append(weight * outputs[-1])
        outputs.append(value(pre_activations[-1]))
    error = outputs[-1] - TARGET
    gradient = []
    for layer in reversed(range(len(weights))):
        delta = error * slope(pre_activations[layer])
        gradient.append(delta * outputs[layer])
        error = delta * weights[layer]
    return tuple(reversed(gradient))


def centered_difference(activation: str, index: int, h: float) -> float:
    """(L(w + h) - L(w - h)) / 2h in one weight."""
    above = tuple(w + h * (i == index) for i, w in enumerate(WEIGHTS))
    below = tuple(w - h * (i == index) for i, w in enumerate(WEIGHTS))
    return (chain_loss(activation, above) - chain_loss(activation, below)) / (2.0 * h)


def _on_chain(setting: Setting) -> Frame:
    index, h = setting.whole("weight") - 1, setting.number("h")
    lines = tuple(_error_curve(variant.text("activation"), index) for variant in setting.variants())
    present = setting.text("activation")
    analytic = chain_gradient(present, WEIGHTS)[index]
    numeric = centered_difference(present, index, h)
    best = int(np.argmin(np.where(lines[-1].y > 0, lines[-1].y, np.inf)))
    readouts = (
        Readout("analytic", f"backprop ∂L/∂{WEIGHT_NAMES[index]}", analytic),
        Readout("numeric", "difference", numeric),
        Readout("error", "|difference − backprop|", abs(numeric - analytic)),
        Readout("best_h", "best h", float(STEP_SIZES[best]), axis="h"),
        Readout("best_error", "error there", float(lines[-1].y[best])),
    )
    chart = Chart(
        f"Error of the centered difference in {WEIGHT_NAMES[index]}",
        lines,
        Axis("h", "log", SMALLEST_H, LARGEST_H),
        Axis("|difference − backprop|", "log"),
        (Mark(f"h = {human(h)}", x=h),),
    )
    return Frame((chart,), readouts, lines, variant=present if len(lines) > 1 else "")


def _error_curve(activation: str, index: int) -> Series:
    analytic = chain_gradient(activation, WEIGHTS)[index]
    errors = [abs(centered_difference(activation, index, float(h)) - analytic) for h in STEP_SIZES]
    return Series(f"error[{activation}]", activation, numbers(STEP_SIZES), numbers(errors))


def _at_kink(setting: Setting) -> Frame:
    """ReLU alone: the difference averages the two sides when 0 lies inside (z - h, z + h)."""
    h = setting.number("h")
    z = setting.number("offset") * h
    offsets = np.linspace(-2.0, 2.0, 161)
    measured = [(relu(o + 1.0) - relu(o - 1.0)) / 2.0 for o in offsets]
    lines = (
        Series("difference", "difference", numbers(offsets), numbers(measured)),
        Series("slope", "f′ in code", numbers(offsets), numbers([relu_slope(o) for o in offsets]), "dashed"),
    )
    numeric = (relu(z + h) - relu(z - h)) / (2.0 * h)
    readouts = (
        Readout("z", "z", z),
        Readout("analytic", "slope in code", relu_slope(z)),
        Readout("numeric", "difference", numeric),
        Readout("error", "|difference − slope|", abs(numeric - relu_slope(z))),
    )
    mark = (Mark(f"z = {human(setting.number('offset'))} h", x=setting.number("offset")),)
    chart = Chart(
        "The check at ReLU's corner", lines, Axis("z / h", low=-2.0, high=2.0), Axis(low=-0.1, high=1.1), mark
    )
    return Frame((chart,), readouts, lines)


LAB = Lab(
    name="gradient-check",
    knobs=(
        activation_knob("sigmoid"),
        Number("weight", "which weight", 1, 3, 1, 1, is_integer=True),
        Number("h", "step size h", SMALLEST_H, LARGEST_H, 1e-5, 3, "log"),
        Choice("where", "where", ("chain", "kink"), "chain"),
        Number("offset", "z / h at the kink", -2.0, 2.0, 0.0, 0.25),
    ),
    run=run,
    variants=Variants("variant", ("activation",)),
    is_random=False,
)
