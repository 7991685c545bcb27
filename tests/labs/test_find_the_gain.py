"""Find the gain: the numerators that keep q = 1, their price, and crossings that hold or do not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.labs.find_the_gain import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart

# The numerator 1/E f(u)^2 for u ~ N(0, 1), and chi there.
GAINS = [
    ("relu", 2.0, 1.0),
    ("leaky-0.2", 1.923, 1.0),
    ("tanh", 2.536, 1.178),
    ("elu", 1.551, 1.036),
    ("selu", 1.0, 1.072),
    ("gelu", 2.352, 1.072),
    ("silu", 2.811, 1.067),
    ("softplus", 1.085, 0.318),
    ("sigmoid", 3.409, 0.153),
]


def found(**params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params))


@pytest.mark.parametrize(("activation", "s", "chi"), GAINS)
def test_published_numerator_keeps_the_size_at_the_published_price(activation: str, s: float, chi: float) -> None:
    frame = found(activation=activation, s=s)
    assert frame.readout("q_next") == pytest.approx(1.0, abs=6e-4)  # of numerators given to four digits
    assert frame.readout("chi") == pytest.approx(chi, abs=6e-4)


@pytest.mark.parametrize(("activation", "s", "chi"), GAINS)
def test_knob_stops_close_enough_to_find_it(activation: str, s: float, chi: float) -> None:
    knob = LAB.knob("s")
    stop = min(np.arange(0.05, 4.0, 0.05), key=lambda one: abs(one - s))
    turned = knob.turn(knob.turn(float(f"{stop:.2f}"), 1), -1)
    assert turned == pytest.approx(stop)
    assert found(activation=activation, s=turned).readout("q_next") == pytest.approx(1.0, abs=0.03)


def test_learner_starts_at_one_whatever_s_is() -> None:
    for s in (0.05, 1.0, 110.0):
        assert found(s=s).series[0].y[0] == pytest.approx(1.0, rel=1e-15)


def test_errors_of_a_sigmoid_neither_shrink_nor_grow_at_103() -> None:
    frame = found(activation="sigmoid", s=103, depth=50)
    assert frame.readout("chi_top") == pytest.approx(1.0, abs=2e-3)
    assert frame.readout("q_top") == pytest.approx(45.6, abs=0.1)
    assert frame.readout("flat_share_top") == pytest.approx(0.67, abs=0.005)


def test_sigmoid_at_one_and_sixteen_loses_the_published_share_of_errors() -> None:
    assert found(activation="sigmoid", s=1, depth=50).readout("chi_top") == pytest.approx(0.0557, abs=5e-5)
    frame = found(activation="sigmoid", s=16, depth=50)
    assert frame.readout("q_top") == pytest.approx(5.86, abs=0.005)
    assert frame.readout("chi_top") == pytest.approx(0.399, abs=5e-4)


def test_tanh_with_gain_five_thirds_settles() -> None:
    frame = found(activation="tanh", s=25 / 9, depth=50)
    assert frame.readout("q_top") == pytest.approx(1.178, abs=5e-4)
    assert frame.readout("chi_top") == pytest.approx(1.210, abs=5e-4)


@pytest.mark.parametrize(("activation", "s", "is_stable"), [("tanh", 2.5, True), ("gelu", 2.3, False)])
def test_slightly_wrong_s_is_forgiven_at_a_stable_crossing_only(activation: str, s: float, is_stable: bool) -> None:
    ten, fifty = (found(activation=activation, s=s, depth=depth).readout("z_rms_top") for depth in (10, 50))
    assert (abs(fifty - ten) < 0.01) == is_stable


def test_map_crosses_the_diagonal_where_the_size_is_kept() -> None:
    sizes, step = found(s=2).figures
    assert isinstance(sizes, Chart)
    assert isinstance(step, Chart)
    curve, diagonal = step.series
    np.testing.assert_allclose(curve.y, curve.x, atol=1e-10)  # ReLU keeps every size, not just 1
    assert diagonal.x.tolist() == diagonal.y.tolist() == [0.0, 2.0]
    assert [(mark.x, mark.y) for mark in sizes.marks] == [(None, 1.0)]
    assert [mark.x for mark in step.marks] == [1.0]


@pytest.mark.parametrize("s", [0.05, 110.0])
@pytest.mark.parametrize("activation", [name for name, _, _ in GAINS])
def test_extremes_give_finite_numbers(activation: str, s: float) -> None:
    assert all(np.isfinite(readout.value) for readout in found(activation=activation, s=s, depth=50).readouts)
