"""The lab `overflow-hunt`: formulas as they stand in books, in floating point, against ones that never break."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import numpy as np

from tutor.labs.frame import Frame, Readout
from tutor.labs.knobs import Choice, Number
from tutor.labs.lab import Lab, Setting
from tutor.labs.precision import FORMATS, precision_knob
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.plots.figure import Axis, Chart, Mark, Numbers, Series, numbers
from tutor.plots.numerals import human

Elementwise = Callable[[Array], Array]

VIEW_ENDS: Final = (20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
POINTS: Final = 401
USUAL_ERROR: Final = 8.0  # spacings of numbers: what a few roundings leave

sigmoid: Final = ACTIVATIONS["sigmoid"].value
sigmoid_slope: Final = ACTIVATIONS["sigmoid"].slope
softplus: Final = ACTIVATIONS["softplus"].value


class Formula(NamedTuple):
    """A formula as it is first written, and one that gives the same numbers for every z."""

    text: str
    naive: Elementwise
    stable: Elementwise


FORMULAS: Final[dict[str, Formula]] = {
    "sigmoid": Formula("1/(1 + exp(−z))", lambda z: 1 / (1 + np.exp(-z)), sigmoid),
    "sigmoid-ratio": Formula("exp(z)/(1 + exp(z))", lambda z: np.exp(z) / (1 + np.exp(z)), sigmoid),
    "slope-ratio": Formula("exp(−z)/(1 + exp(−z))²", lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2, sigmoid_slope),
    "slope-product": Formula("σ(z)·(1 − σ(z))", lambda z: sigmoid(z) * (1 - sigmoid(z)), sigmoid_slope),
    "softplus": Formula("log(1 + exp(z))", lambda z: np.log(1 + np.exp(z)), softplus),
    "softplus-shifted": Formula(
        "max(0, z) + log(1 + exp(−|z|))", lambda z: np.maximum(0, z) + np.log(1 + np.exp(-np.abs(z))), softplus
    ),
    "loss-of-1": Formula("−log σ(z)", lambda z: -np.log(sigmoid(z)), lambda z: softplus(-z)),
    "loss-of-0": Formula("−log(1 − σ(z))", lambda z: -np.log(1 - sigmoid(z)), softplus),
}


class Outcome(NamedTuple):
    """What both ways of writing give at each z, (points,), and of what numpy warned on the naive one."""

    naive: Numbers
    stable: Numbers
    warnings: frozenset[str]

    @property
    def relative_error(self) -> Numbers:
        """|naive - stable| / |stable|; 0 where both are the same, be it 0."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            error = np.abs(self.naive - self.stable) / np.abs(self.stable)
        return np.where(self.naive == self.stable, 0.0, error)


def run(setting: Setting) -> Iterator[Frame]:
    """One frame: both values at z, how many digits agree around it, and both curves."""
    formula, number = FORMULAS[setting.text("formula")], FORMATS[setting.text("precision")]
    probe = setting.number("z")
    at_probe = evaluate(formula, np.array([probe]), number)
    end = next(end for end in VIEW_ENDS if end >= abs(probe))
    z = np.linspace(-end, end, POINTS)
    around = evaluate(formula, z, number)
    naive = Series("naive", "as written", numbers(z), around.naive)
    stable = Series("stable", "stable", numbers(z), around.stable, "dashed")
    error = Series("relative_error", "relative error", numbers(z), numbers(around.relative_error))
    epsilon = float(np.finfo(number).eps)
    digits = Series("right_digits", "right digits", numbers(z), right_digits(around.relative_error, epsilon))
    x, mark = Axis("z", low=-end, high=end), (Mark(f"z = {human(probe, 4)}", x=probe),)
    most = Axis("digits", low=0.0, high=math.ceil(-math.log10(epsilon)))
    figures = (
        Chart(f"Right digits of {formula.text}", (digits,), x, most, mark),
        Chart(formula.text, (naive, stable), x, Axis("", "log"), mark),
    )
    notes = tuple(_notes(at_probe, setting.text("precision"), epsilon))
    yield Frame(figures, _readouts(at_probe, epsilon), (naive, stable, error, digits), notes)


def evaluate(formula: Formula, z: Numbers, number: type[np.floating[Any]]) -> Outcome:
    """Both ways of writing at z, every operation rounded to the format."""
    warnings: set[str] = set()
    rounded = z.astype(number)
    with np.errstate(all="call", under="ignore", call=lambda kind, _: warnings.add(kind)):
        naive = formula.naive(rounded)
    return Outcome(numbers(naive + 0.0), numbers(formula.stable(rounded)), frozenset(warnings))  # turns -0.0 into 0.0


def right_digits(relative_error: Numbers, epsilon: float) -> Numbers:
    """-log10 of the error, from 0 (inf and nan: nothing is right) to all that the format has."""
    with np.errstate(divide="ignore"):
        digits = -np.log10(np.maximum(relative_error, epsilon))
    return numbers(np.nan_to_num(np.maximum(digits, 0.0), nan=0.0))


def _readouts(outcome: Outcome, epsilon: float) -> tuple[Readout, ...]:
    error = float(outcome.relative_error[0])
    return (
        Readout("naive", "as written", float(outcome.naive[0])),
        Readout("stable", "stable", float(outcome.stable[0])),
        Readout("relative_error", "relative error", error),
        Readout("right_digits", "right digits", float(right_digits(outcome.relative_error, epsilon)[0])),
        Readout("warnings", "numpy warnings", float(len(outcome.warnings))),
    )


def _notes(outcome: Outcome, precision: str, epsilon: float) -> Iterator[str]:
    """What happened on the way to the naive value."""
    naive, stable = float(outcome.naive[0]), float(outcome.stable[0])
    is_right = bool(outcome.relative_error[0] <= USUAL_ERROR * epsilon)
    has_overflowed = "overflow" in outcome.warnings
    if has_overflowed:
        yield f"Overflow: beyond the largest {precision} is inf."
    if math.isnan(naive):
        yield "inf / inf is nan."
    elif math.isinf(naive):
        yield "log(inf) is inf." if has_overflowed else "What stands in the logarithm was rounded to 0: log(0) is −inf."
    elif has_overflowed:
        yield "The value is right all the same." if is_right else "Divided by inf, it became 0."
    elif not is_right:
        yield f"Next to 1 the small part {'was lost' if naive == 0.0 else 'lost digits'}: rounding."
    elif stable == 0.0:
        yield f"Too small for {precision}: 0 is right."
    elif stable == 1.0:
        yield f"Nearer to 1 than the next {precision}: 1 is right."


LAB = Lab(
    name="overflow-hunt",
    knobs=(
        Choice("formula", "formula", tuple(FORMULAS), "softplus"),
        Number("z", "z", -1000.0, 1000.0, 0.0, 1.0),
        precision_knob("float64"),
    ),
    run=run,
    is_random=False,
)
