"""The lab `gate-meter`: one neuron, backwards. The slope of the activation is the gate of the error."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from tutor.functions import ACTIVATIONS, sigmoid
from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.shared_knobs import activation_knob
from tutor.plots.figure import Axis, Bar, Bars, Chart, Mark, Series, numbers
from tutor.plots.numerals import human

VIEW_END = 12.0
POINTS = 481
DIGITS = 4


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: z = wx + b, a = f(z), and the chain rule from dL/da down to the step of w."""
    value, slope = ACTIVATIONS[setting.text("activation")]
    w, b, x, target = (setting.number(name) for name in ("w", "b", "x", "target"))
    z = w * x + b
    a, gate = value(z), slope(z)
    is_cross_entropy = setting.text("loss") == "cross-entropy"
    loss, error, delta = _cross_entropy(setting, z, target) if is_cross_entropy else _squared_error(a, gate, target)
    delta += 0.0  # turns -0.0 into 0.0
    readouts = (
        Readout("z", "z = wx + b", z),
        Readout("a", "a = f(z)", a),
        Readout("slope", "f′(z)", gate),
        Readout("loss", "loss L", loss),
        Readout("error", "∂L/∂a", error),
        Readout("delta", "δ = ∂L/∂z", delta),
        Readout("weight_gradient", "∂L/∂w = δ·x", delta * x + 0.0),
        Readout("bias_gradient", "∂L/∂b = δ", delta),
        Readout("input_gradient", "∂L/∂x = δ·w", delta * w + 0.0),
        Readout("step", "step of w", 0.0 - setting.number("rate") * delta * x),
    )
    curve = _slope_curve(setting.text("activation"))
    notes = _cross_entropy_notes(setting) if is_cross_entropy else ()
    yield Frame((_gate(error, gate, delta), _slope_chart(curve, z)), readouts, (curve,), notes)


def _squared_error(a: float, gate: float, target: float) -> tuple[float, float, float]:
    """L = (a - y)^2 / 2, dL/da and dL/dz."""
    return 0.5 * (a - target) ** 2, a - target, (a - target) * gate


def _cross_entropy(setting: Setting, z: float, target: float) -> tuple[float, float, float]:
    """L = -y ln a - (1 - y) ln(1 - a), dL/da and dL/dz = a - y: defined for the sigmoid, whose output is in (0, 1)."""
    if setting.text("activation") != "sigmoid":
        return math.nan, math.nan, math.nan
    a, below_one = sigmoid(z), sigmoid(-z)
    loss = max(z, 0.0) - z * target + math.log1p(math.exp(-abs(z)))
    spread = a * below_one
    return loss, (a - target) / spread if spread else math.copysign(math.inf, a - target), a - target


def _cross_entropy_notes(setting: Setting) -> tuple[str, ...]:
    if setting.text("activation") != "sigmoid":
        return ("Cross-entropy needs an output between 0 and 1: choose sigmoid.",)
    if not 0.0 <= setting.number("target") <= 1.0:
        return ("Cross-entropy needs a target from 0 to 1: a probability.",)
    return ()


def _gate(error: float, gate: float, delta: float) -> Bars:
    """All three by their size on an axis that stays put while they change, so that they can be watched together."""
    bars = (Bar("error in ∂L/∂a", error), Bar("gate f′(z)", gate), Bar("error out δ", delta))
    end = _room_for(max((abs(bar.value) for bar in bars if math.isfinite(bar.value)), default=0.0))
    return Bars("Sizes: error in, gate, error out", bars, Axis("size", low=0.0, high=end), is_by_size=True)


def _room_for(size: float) -> float:
    """Where an axis from 0 ends: at 1, or at the next 1, 2 or 5 times a power of ten."""
    if size <= 1.0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(size))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if size <= factor * power)


def _slope_curve(activation: str) -> Series:
    slope = ACTIVATIONS[activation][1]
    z = np.linspace(-VIEW_END, VIEW_END, POINTS)
    return Series("slope", f"f′ {activation}", numbers(z), numbers([slope(point) for point in z]))


def _slope_chart(curve: Series, z: float) -> Chart:
    marks = (Mark(f"z = {human(z, DIGITS)}", x=z),) if abs(z) <= VIEW_END else ()
    return Chart(
        "Where on the slope the neuron stands", (curve,), Axis("z", low=-VIEW_END, high=VIEW_END), Axis(), marks
    )


LAB = Lab(
    name="gate-meter",
    knobs=(
        activation_knob("sigmoid"),
        Number("w", "weight w", -10.0, 10.0, 1.0, 0.5),
        Number("b", "bias b", -20.0, 20.0, -1.0, 0.5),
        Number("x", "input x", -5.0, 5.0, 1.0, 0.5),
        Number("target", "target y", -5.0, 5.0, 1.0, 0.5),
        Choice("loss", "loss", ("squared-error", "cross-entropy"), "squared-error"),
        Number("rate", "learning rate", 0.001, 10.0, 0.1, 3, "log"),
    ),
    run=run,
    is_random=False,
)
