"""The head explorer: the published softmax of (2, 1, 0), and gradients by difference quotients of the loss."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tutor.labs.frame import Frame
from tutor.labs.head_explorer import LAB
from tutor.labs.running import last_frame
from tutor.plots.figure import Bars, Chart

LOGITS = ("z1", "z2", "z3")


def head(**params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params))


def shares(frame: Frame) -> list[float]:
    return [frame.readout(f"p{k}") for k in (1, 2, 3)]


@pytest.mark.parametrize(
    ("temperature", "p", "entropy"),
    [
        (1, [0.6652, 0.2447, 0.0900], 0.8324),
        (2, [0.5065, 0.3072, 0.1863], 1.0202),
        (0.5, [0.8668, 0.1173, 0.0159], 0.4411),
    ],
)
def test_logits_2_1_0_give_the_published_probabilities_and_entropies(
    temperature: float, p: list[float], entropy: float
) -> None:
    frame = head(temperature=temperature)
    assert shares(frame) == pytest.approx(p, abs=5e-5)  # four decimals
    assert frame.readout("entropy") == pytest.approx(entropy, abs=5e-5)


def test_wrong_class_costs_the_published_loss_and_gradient() -> None:
    frame = head(truth=3)
    assert frame.readout("loss") == pytest.approx(2.4076, abs=5e-5)
    gradient = [frame.readout(f"gradient{k}") for k in (1, 2, 3)]
    assert gradient == pytest.approx([0.6652, 0.2447, -0.9100], abs=5e-5)


@pytest.mark.parametrize("shift", [5, 7, 100, -100])
def test_adding_to_all_logits_moves_no_bar(shift: float) -> None:
    assert shares(head(shift=shift)) == pytest.approx(shares(head()), rel=1e-13)


def test_temperature_never_changes_the_order() -> None:
    assert {head(z2=4, temperature=t).readout("decision") for t in (0.25, 1, 2, 4)} == {2.0}
    assert all(sorted(p, reverse=True) == p for p in (shares(head(temperature=t)) for t in (0.25, 2, 4)))


def test_entropy_is_0_when_certain_and_ln_3_when_uniform() -> None:
    assert head(z1=6, z2=-6, z3=-6, temperature=0.25).readout("entropy") == pytest.approx(0.0, abs=1e-15)
    uniform = head(z1=1, z2=1, z3=1)
    assert uniform.readout("entropy") == pytest.approx(math.log(3), rel=1e-14)
    assert uniform.readout("loss") == pytest.approx(math.log(3), rel=1e-14)


@pytest.mark.parametrize("temperature", [0.5, 1, 3])
@pytest.mark.parametrize("k", [0, 1, 2])
def test_gradients_are_what_difference_quotients_of_the_loss_say(k: int, temperature: float) -> None:
    h = 1e-5
    at = {"z1": 0.5, "z2": -1.0, "z3": 2.0}
    above, below = (
        head(**at | {LOGITS[k]: at[LOGITS[k]] + step}, temperature=temperature, truth=2).readout("loss")
        for step in (h, -h)
    )
    found = head(**at, temperature=temperature, truth=2).readout(f"gradient{k + 1}")
    assert found == pytest.approx((above - below) / (2 * h), abs=1e-9)


def test_loss_of_a_hopeless_class_is_the_gap_between_scores() -> None:
    frame = head(z1=6, z2=-6, z3=-6, temperature=0.25, shift=100, truth=2)
    assert frame.readout("loss") == pytest.approx(48.0, rel=1e-15)
    assert all(math.isfinite(readout.value) for readout in frame.readouts)


def test_bars_show_the_probabilities_and_say_which_class_is_true() -> None:
    bars = head(truth=2).figures[0]
    assert isinstance(bars, Bars)
    assert [bar.label for bar in bars.bars] == ["class 1", "class 2 (true)", "class 3"]
    assert [bar.value for bar in bars.bars] == shares(head())
    assert (bars.axis.low, bars.axis.high) == (0.0, 1.0)


def test_curves_over_temperature_pass_through_the_probabilities_at_the_mark() -> None:
    frame = head(temperature=1)
    chart = frame.figures[1]
    assert isinstance(chart, Chart)
    assert [mark.x for mark in chart.marks] == [1.0]
    middle = len(frame.series[0].x) // 2
    assert frame.series[0].x[middle] == pytest.approx(1.0)
    assert [line.y[middle] for line in frame.series] == pytest.approx(shares(frame))


def test_same_setting_gives_the_same_bits() -> None:
    assert head(z1=0.3).readouts == head(z1=0.3).readouts
