"""The overflow hunt: the published values of every formula, the limits of three formats, what notes and figures say."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.functions import sigmoid, sigmoid_slope, softplus
from tutor.labs.frame import Frame
from tutor.labs.overflow_hunt import FORMULAS, LAB
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

TAIL = 4.248354e-18  # e^-40, as all tails at 40 are
NAN, INF = math.nan, math.inf


def hunt(formula: str, z: float, precision: str = "float64") -> Frame:
    return last_frame(LAB, LAB.setting({"formula": formula, "z": z, "precision": precision}))


def naive(formula: str, z: float, precision: str = "float64") -> float:
    return hunt(formula, z, precision).readout("naive")


@pytest.mark.parametrize(
    ("formula", "at_1000", "at_minus_1000", "at_40", "at_minus_40"),
    [
        ("sigmoid", 1, 0, 1, TAIL),
        ("sigmoid-ratio", NAN, 0, 1, TAIL),
        ("slope-ratio", 0, NAN, TAIL, TAIL),
        ("slope-product", 0, 0, 0, TAIL),
        ("softplus", INF, 0, 40, 0),
        ("softplus-shifted", 1000, 0, 40, 0),
        ("loss-of-1", 0, INF, 0, 40),
        ("loss-of-0", INF, 0, INF, 0),
    ],
)
def test_formulas_as_written_give_the_published_values(
    formula: str, at_1000: float, at_minus_1000: float, at_40: float, at_minus_40: float
) -> None:
    found = [naive(formula, z) for z in (1000, -1000, 40, -40)]
    assert found == pytest.approx([at_1000, at_minus_1000, at_40, at_minus_40], rel=1e-6, abs=0.0, nan_ok=True)


ORACLES: dict[str, Any] = {
    "sigmoid": sigmoid,
    "sigmoid-ratio": sigmoid,
    "slope-ratio": sigmoid_slope,
    "slope-product": sigmoid_slope,
    "softplus": softplus,
    "softplus-shifted": softplus,
    "loss-of-1": lambda z: softplus(-z),
    "loss-of-0": softplus,
}


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("z", [-1000, -720, -50, -40, -3, 0, 3, 40, 720, 1000])
def test_stable_forms_are_right_everywhere(formula: str, z: float) -> None:
    assert hunt(formula, z).readout("stable") == pytest.approx(ORACLES[formula](z), rel=1e-13, abs=1e-322)


def test_stable_forms_give_the_published_tails_and_losses() -> None:
    assert hunt("softplus", -40).readout("stable") == pytest.approx(4.248354e-18, rel=1e-6)
    assert hunt("softplus", -50).readout("stable") == pytest.approx(1.928750e-22, rel=1e-6)
    assert hunt("loss-of-1", -1000).readout("stable") == 1000.0
    assert hunt("loss-of-0", 40).readout("stable") == 40.0


# To either side of where e^z overflows, of where 1 + e^-z is rounded to 1, and of where e^z becomes 0.
@pytest.mark.parametrize(
    ("precision", "overflow", "one", "zero"),
    [
        ("float16", (11.08, 11.1), (7.6, 7.63), (-17.3, -17.4)),
        ("float32", (88.72, 88.73), (16.6, 16.65), (-103.9, -104.0)),
        ("float64", (709.78, 709.79), (36.7, 36.75), (-745.1, -745.2)),
    ],
)
def test_formats_end_where_the_table_says(
    precision: str, overflow: tuple[float, float], one: tuple[float, float], zero: tuple[float, float]
) -> None:
    assert math.isfinite(naive("softplus", overflow[0], precision))
    assert naive("softplus", overflow[1], precision) == INF
    assert naive("sigmoid", one[0], precision) < 1.0 == naive("sigmoid", one[1], precision)
    assert naive("softplus", -one[0], precision) > 0.0 == naive("softplus", -one[1], precision)
    assert naive("slope-product", one[0], precision) > 0.0 == naive("slope-product", one[1], precision)
    assert naive("sigmoid-ratio", zero[0], precision) > 0.0 == naive("sigmoid-ratio", zero[1], precision)


@pytest.mark.parametrize(
    ("formula", "z"),
    [
        ("sigmoid", -720),
        ("sigmoid-ratio", 1000),
        ("slope-ratio", -1000),
        ("slope-product", 40),
        ("softplus", 1000),
        ("softplus-shifted", -50),
        ("loss-of-1", -1000),
        ("loss-of-0", 40),
    ],
)
def test_every_formula_can_be_broken_and_is_right_at_one(formula: str, z: float) -> None:
    broken, fine = hunt(formula, z), hunt(formula, 1)
    assert not broken.readout("relative_error") < 1.0, "wrong altogether: 1, inf or nan"
    assert broken.readout("right_digits") == 0.0
    assert fine.readout("relative_error") < 1e-15
    assert fine.readout("right_digits") > 15.0
    assert fine.notes == ()


@pytest.mark.parametrize(
    ("formula", "z", "precision", "warnings", "notes"),
    [
        ("sigmoid", -1000, "float64", 1, ["Overflow: ", "The value is right all the same."]),
        ("sigmoid", -720, "float64", 1, ["Overflow: ", "Divided by inf, it became 0."]),
        ("sigmoid", 40, "float64", 0, ["Nearer to 1 than the next float64: 1 is right."]),
        ("sigmoid-ratio", -1000, "float64", 0, ["Too small for float64: 0 is right."]),
        ("sigmoid-ratio", 12, "float16", 2, ["Overflow: beyond the largest float16 is inf.", "inf / inf is nan."]),
        ("softplus", 100, "float32", 1, ["Overflow: beyond the largest float32 is inf.", "log(inf) is inf."]),
        ("softplus", -50, "float64", 0, ["Next to 1 the small part was lost: rounding."]),
        ("softplus", -30, "float64", 0, ["Next to 1 the small part lost digits: rounding."]),
        ("softplus-shifted", 1000, "float64", 0, []),
        ("loss-of-0", 40, "float64", 1, ["What stands in the logarithm was rounded to 0: log(0) is −inf."]),
    ],
)
def test_notes_say_what_happened_on_the_way(
    formula: str, z: float, precision: str, warnings: int, notes: list[str]
) -> None:
    frame = hunt(formula, z, precision)
    assert frame.readout("warnings") == warnings
    assert len(frame.notes) == len(notes)
    assert all(said.startswith(expected) for said, expected in zip(frame.notes, notes, strict=True))


def test_what_is_not_finite_is_returned_as_it_is() -> None:
    assert math.isnan(hunt("sigmoid-ratio", 1000).readout("relative_error"))
    assert hunt("softplus", 1000).readout("relative_error") == INF
    assert np.isnan({line.name: line.y for line in hunt("slope-ratio", -1000).series}["naive"]).any()


@pytest.mark.parametrize(("z", "end"), [(0, 20), (-20, 20), (37, 50), (-720, 1000), (1000, 1000)])
def test_view_holds_z_and_marks_it(z: float, end: float) -> None:
    for chart in hunt("softplus", z).figures:
        assert isinstance(chart, Chart)
        assert (chart.x.low, chart.x.high) == (-end, end)
        assert [mark.x for mark in chart.marks] == [z]


def test_digits_fall_on_the_left_as_fast_as_the_tail_sinks_below_one() -> None:
    digits = next(line for line in hunt("softplus", -40).series if line.name == "right_digits")
    for z in (-30.0, -20.0, -10.0):
        around = digits.y[np.abs(digits.x - z) <= 2.0]
        # The error is at most half a spacing of 1 over e^z: the scatter is upward, a lucky rounding.
        assert around.min() == pytest.approx(-math.log10(2.0**-53 / math.exp(z)), abs=1.0)


@pytest.mark.parametrize("precision", ["float16", "float32", "float64"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_digits_are_finite_at_the_limits_of_the_knobs(formula: str, precision: str) -> None:
    for z in (-1000, 0, 1000):
        digits = next(line for line in hunt(formula, z, precision).series if line.name == "right_digits")
        assert np.isfinite(digits.y).all()
        assert 0.0 <= digits.y.min() <= digits.y.max() <= 15.7
