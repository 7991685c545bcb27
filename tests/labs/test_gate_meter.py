"""The gate meter: the published table of a sigmoid neuron under both losses, and gradients by difference quotients."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tutor.labs.frame import Frame
from tutor.labs.gate_meter import LAB
from tutor.labs.running import last_frame
from tutor.plots.draw import draw
from tutor.plots.figure import Bars, Chart
from tutor.plots.look import Look
from tutor.plots.words import describe
from tutor.spans import plain_text

# Target 1: z, a, slope, dL/dz for squared error and for cross-entropy.
TABLE = [
    (0, 0.5, 0.25, -0.125, -0.5),
    (-2, 0.119203, 0.104994, -0.092478, -0.880797),
    (-5, 0.00669285, 0.00664806, -0.00660356, -0.993307),
    (-10, 4.53979e-5, 4.53958e-5, -4.53937e-5, -0.999955),
    (-20, 2.06115e-9, 2.06115e-9, -2.06115e-9, -0.999999998),
]


def meter(**params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params))


def at(z: float, **params: Any) -> Frame:
    """The neuron with w = 1, x = -1 and the bias that gives this z."""
    return meter(w=1, x=-1, b=z + 1, **params)


@pytest.mark.parametrize(("z", "a", "slope", "squared", "cross"), TABLE)
def test_sigmoid_neuron_gives_the_published_table(
    z: float, a: float, slope: float, squared: float, cross: float
) -> None:
    frame = at(z)
    assert frame.readout("z") == z
    assert frame.readout("a") == pytest.approx(a, rel=5e-6)
    assert frame.readout("slope") == pytest.approx(slope, rel=5e-6)
    assert frame.readout("delta") == pytest.approx(squared, rel=1e-5)
    assert at(z, loss="cross-entropy").readout("delta") == pytest.approx(cross, abs=5e-7)


def test_saturation_costs_squared_error_a_factor_of_2754() -> None:
    assert at(0).readout("delta") / at(-10).readout("delta") == pytest.approx(2753.7, abs=0.1)


@pytest.mark.parametrize("loss", ["squared-error", "cross-entropy"])
@pytest.mark.parametrize("z", [3.0, 0.0, -2.0, -10.0])
def test_error_times_gate_is_delta(z: float, loss: str) -> None:
    frame = at(z, loss=loss)
    product = frame.readout("error") * frame.readout("slope")
    assert frame.readout("delta") == pytest.approx(product, rel=1e-12)


@pytest.mark.parametrize("loss", ["squared-error", "cross-entropy"])
@pytest.mark.parametrize(
    ("knob", "readout"), [("w", "weight_gradient"), ("b", "bias_gradient"), ("x", "input_gradient")]
)
def test_gradients_are_what_difference_quotients_of_the_loss_say(knob: str, readout: str, loss: str) -> None:
    h = 1e-5
    params = {"w": 1.5, "b": -2.0, "x": 0.5, "target": 1.0, "loss": loss}
    above, below = (meter(**params | {knob: params[knob] + step}).readout("loss") for step in (h, -h))
    assert meter(**params).readout(readout) == pytest.approx((above - below) / (2 * h), abs=1e-9)


def test_step_is_the_rate_down_the_gradient() -> None:
    frame = meter(w=2, b=-1, x=0.5, target=1, rate=0.5)
    assert frame.readout("step") == pytest.approx(-0.5 * frame.readout("weight_gradient"), rel=1e-15)


def test_relu_passes_the_whole_error_or_none() -> None:
    assert at(1e-9, activation="relu").readout("delta") == pytest.approx(-1.0)
    for z in (0, -10):
        frame = at(z, activation="relu")
        assert [frame.readout(name) for name in ("slope", "delta", "weight_gradient", "step")] == [0.0] * 4
        assert all(math.copysign(1.0, readout.value) > 0.0 for readout in frame.readouts if readout.value == 0.0)


def test_cross_entropy_is_for_the_sigmoid_only() -> None:
    frame = meter(activation="tanh", loss="cross-entropy")
    assert frame.notes == ("Cross-entropy needs an output between 0 and 1: choose sigmoid.",)
    assert all(math.isnan(frame.readout(name)) for name in ("loss", "error", "delta", "step"))
    assert not math.isnan(frame.readout("slope"))
    assert meter(loss="cross-entropy").notes == ()


def test_cross_entropy_asks_for_a_target_that_is_a_probability() -> None:
    assert meter(target=2, loss="cross-entropy").notes == ("Cross-entropy needs a target from 0 to 1: a probability.",)
    assert meter(target=2).notes == meter(target=0.5, loss="cross-entropy").notes == ()


@pytest.mark.parametrize(("target", "sign"), [(1, -1), (0, 1)])
def test_cross_entropy_of_a_hopeless_output_is_the_logit(target: int, sign: int) -> None:
    frame = meter(w=10, x=5 * sign, b=20 * sign, target=target, loss="cross-entropy")
    assert frame.readout("z") == 70 * sign
    assert frame.readout("loss") == pytest.approx(70.0)
    assert frame.readout("delta") == pytest.approx(sign)


def test_bars_show_error_gate_and_what_is_left() -> None:
    bars, chart = at(-2).figures
    assert isinstance(bars, Bars)
    assert [bar.value for bar in bars.bars] == pytest.approx([-0.880797, 0.104994, -0.092478], abs=5e-7)
    assert bars.lengths == pytest.approx([0.880797, 0.104994, 0.092478], abs=5e-7)
    rows = plain_text(draw(bars, 50, 12, Look(is_colored=False)))
    assert [row.split()[-1] for row in rows.split("\n") if "█" in row or "▌" in row] == ["−0.881", "0.105", "−0.0925"]
    assert "size" in rows.split("\n")[-1]
    assert isinstance(chart, Chart)
    assert [(mark.label, mark.x) for mark in chart.marks] == [("z = −2", -2.0)]


def bar_axis(**params: Any) -> tuple[float | None, float | None]:
    bars = meter(**params).figures[0]
    assert isinstance(bars, Bars)
    assert bars.axis.label == "size"
    assert "size" in bars.title.casefold()
    return bars.axis.low, bars.axis.high


def test_axis_of_the_bars_stays_put_while_they_move() -> None:
    assert {bar_axis(b=b, activation=name) for b in (-1, -3, -11, -13) for name in ("sigmoid", "relu")} == {(0.0, 1.0)}


@pytest.mark.parametrize(("target", "end"), [(-0.5, 1.0), (2, 2.0), (-4, 5.0), (5, 5.0)])
def test_axis_of_the_bars_grows_in_sensible_steps(target: float, end: float) -> None:
    assert bar_axis(b=-1, target=target) == (0.0, end)


def test_axis_of_the_bars_holds_an_error_of_any_size() -> None:
    assert bar_axis(b=-11, loss="cross-entropy") == (0.0, 50_000.0)
    assert bar_axis(w=10, x=-5, b=-20, loss="cross-entropy")[1] in {
        1e30 * 10**k * m for k in range(3) for m in (1, 2, 5)
    }


def test_words_state_the_gate_and_the_sign_of_the_error() -> None:
    said = describe(at(-2).figures[0]).sentences
    assert said[1] == "error in ∂L/∂a: −0.881; gate f′(z): 0.105; error out δ: −0.0925."


def test_curve_is_marked_only_where_the_neuron_is_in_view() -> None:
    chart = meter(w=1, x=1, b=-20).figures[1]
    assert isinstance(chart, Chart)
    assert chart.marks == ()
