"""The gradient check: the worked chain by hand, the V of the error, and what happens at a corner."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.functions import ACTIVATIONS
from tutor.labs.frame import Frame
from tutor.labs.gradient_check import LAB, WEIGHTS, centered_difference, chain_gradient, chain_loss
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

# x = 1, target 1, weights 0.8, 1.2, 0.5: z and f'(z) by layer, delta by layer, dL/dw by layer.
WORKED = {
    "sigmoid": (
        (0.8, 0.82797, 0.34796),
        (0.21391, 0.21161, 0.24258),
        (-0.0027268, -0.010623, -0.10040),
        (-0.002727, -0.007330, -0.069870),
    ),
    "tanh": (
        (0.8, 0.79684, 0.33113),
        (0.55906, 0.56140, 0.89789),
        (-0.11506, -0.17150, -0.61098),
        (-0.115055, -0.113884, -0.404634),
    ),
    "relu": ((0.8, 0.96, 0.48), (1.0, 1.0, 1.0), (-0.312, -0.26, -0.52), (-0.312, -0.208, -0.4992)),
}


def check(*variants: str, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, variants))


@pytest.mark.parametrize("activation", WORKED)
def test_worked_chain_comes_out_as_by_hand(activation: str) -> None:
    value, slope = ACTIVATIONS[activation]
    pre_activations, slopes, deltas, gradients = WORKED[activation]
    found = chain_gradient(activation, WEIGHTS)
    a = 1.0
    for layer, weight in enumerate(WEIGHTS):
        z = weight * a
        assert z == pytest.approx(pre_activations[layer], abs=5e-6)
        assert slope(z) == pytest.approx(slopes[layer], abs=5e-6)
        assert found[layer] / a == pytest.approx(deltas[layer], rel=5e-5)  # dL/dw = delta times what came in
        assert found[layer] == pytest.approx(gradients[layer], abs=6e-7)
        a = value(z)
    assert chain_loss(activation, WEIGHTS) == pytest.approx(0.5 * (a - 1.0) ** 2, rel=1e-15)


@pytest.mark.parametrize("weight", [1, 2, 3])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_backprop_agrees_with_the_difference(activation: str, weight: int) -> None:
    frame = check(activation=activation, weight=weight, h=1e-5)
    assert frame.readout("analytic") == chain_gradient(activation, WEIGHTS)[weight - 1]
    assert frame.readout("numeric") == centered_difference(activation, weight - 1, 1e-5)
    assert frame.readout("error") == abs(frame.readout("numeric") - frame.readout("analytic")) < 1e-9


def test_error_is_a_v_with_the_published_arms() -> None:
    (line,) = check().series
    error = dict(zip(line.x.tolist(), line.y.tolist(), strict=True))
    assert line.x[0] == pytest.approx(1e-12)
    assert error[0.1] == pytest.approx(7.1e-7, rel=0.01)
    for large, small in ((-1, -5), (-5, -9)):  # a decade apart, still far from rounding: h^2 falls by 100
        assert line.y[large] / line.y[small] == pytest.approx(100.0, rel=0.03)
    left = line.x < 1e-7
    scaled = line.y[left] * line.x[left]  # rounding: eps / h, so that the product stays about eps times the loss
    assert 1e-18 < np.median(scaled) < 1e-16
    assert np.log10(line.y[0] / np.median(line.y[16:20])) == pytest.approx(4.0, abs=1.5)


def test_bottom_of_the_v_is_near_1e_5() -> None:
    frame = check(h=1e-5)
    assert frame.readout("error") == pytest.approx(4e-13, rel=0.5)
    assert 1e-6 < frame.readout("best_h") < 3e-4
    assert frame.readout("best_error") < 1e-12
    (line,) = frame.series
    assert frame.readout("best_error") == min(y for y in line.y.tolist() if y > 0.0)


def test_each_variant_has_its_own_v() -> None:
    frame = check("tanh", "sigmoid", weight=3)
    assert [line.name for line in frame.series] == ["error[tanh]", "error[sigmoid]"]
    assert frame.readout("analytic") == pytest.approx(-0.069870, abs=5e-7)


@pytest.mark.parametrize(
    ("offset", "numeric", "slope"),
    [(0.0, 0.5, 0.0), (0.5, 0.75, 1.0), (-0.5, 0.25, 0.0), (-0.9, 0.05, 0.0), (1.0, 1.0, 1.0), (-1.5, 0.0, 0.0)],
)
@pytest.mark.parametrize("h", [0.1, 1e-5, 1e-12])
def test_across_the_corner_the_difference_averages_both_sides(
    offset: float, numeric: float, slope: float, h: float
) -> None:
    frame = check(where="kink", offset=offset, h=h)
    assert frame.readout("z") == offset * h
    assert frame.readout("analytic") == slope
    assert frame.readout("numeric") == pytest.approx(numeric, abs=1e-12)
    assert frame.readout("error") == pytest.approx(abs(numeric - slope), abs=1e-12)


def test_picture_of_the_corner_is_a_ramp_beside_a_step() -> None:
    frame = check(where="kink")
    difference, slope = frame.series
    np.testing.assert_allclose(difference.y, np.clip((difference.x + 1.0) / 2.0, 0.0, 1.0), atol=1e-15)
    np.testing.assert_array_equal(slope.y, (slope.x > 0.0).astype(float))
    (chart,) = frame.figures
    assert isinstance(chart, Chart)
    assert chart.marks[0].x == 0.0
