"""The forget gate: published shares and half-lives, and the bias of a half-life found backwards."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.forget_gate import LAB, bias_for, half_life
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.plots.figure import Chart


def gate(*biases: str, **params: Any) -> Frame:
    return last_frame(LAB, LAB.setting(params, biases))


# Forget bias: gate, share left after 20 steps, half-life.
TABLE = [
    (0, 0.5, 9.5e-7, 1),
    (1, 0.7311, 0.0019, 2.2),
    (2, 0.8808, 0.079, 5.5),
    (3, 0.9526, 0.378, 14.3),
    (5, 0.9933, 0.874, 103),
]


@pytest.mark.parametrize(("bias", "f", "left", "half"), TABLE)
def test_biases_give_the_published_gates_shares_and_half_lives(bias: float, f: float, left: float, half: float) -> None:
    frame = gate(bias=bias, steps=20)
    assert frame.readout("gate") == pytest.approx(f, abs=5e-5)
    assert frame.readout("memory") == pytest.approx(left, rel=0.01)  # two digits are published
    assert frame.readout("half_life") == pytest.approx(half, rel=0.01)


def test_half_life_of_100_steps_needs_a_bias_of_4_97() -> None:
    assert gate(steps=100).readout("bias_needed") == pytest.approx(4.97, abs=0.005)


@pytest.mark.parametrize("steps", [1, 2, 20, 500])
def test_bias_for_a_half_life_has_that_half_life(steps: float) -> None:
    assert half_life(bias_for(steps)) == pytest.approx(steps, rel=1e-13)
    frame = gate(steps=steps)
    assert 1 / (1 + math.exp(-frame.readout("bias_needed"))) == pytest.approx(0.5 ** (1 / steps), rel=1e-14)


@pytest.mark.parametrize("bias", [-1, 0, 6])
def test_half_is_left_at_the_half_life(bias: float) -> None:
    frame = gate(bias=bias)
    assert frame.readout("gate") ** frame.readout("half_life") == pytest.approx(0.5, rel=1e-13)


def test_memory_is_multiplied_by_the_gate_at_every_step() -> None:
    frame = gate(bias=2, steps=50)
    curve = frame.series[0]
    assert curve.x.tolist() == list(range(51))
    assert curve.y[0] == 1.0
    np.testing.assert_allclose(curve.y[1:] / curve.y[:-1], frame.readout("gate"), rtol=1e-12)
    assert curve.y[-1] == pytest.approx(frame.readout("memory"), rel=1e-12)


def test_kept_biases_are_curves_and_numbers_beside_the_present_one() -> None:
    frame = gate("0", "5")
    assert [line.name for line in frame.series] == ["memory[0]", "memory[5]", "half_life"]
    assert [line.label for line in frame.series[:2]] == ["bias 0", "bias 5"]
    assert frame.variant == "bias 5"
    assert frame.readout("memory[0]") == gate(bias=0).readout("memory")


def test_second_chart_marks_the_half_life_of_the_present_bias() -> None:
    chart = gate(bias=5).figures[1]
    assert isinstance(chart, Chart)
    (mark,) = chart.marks
    assert mark.label == "bias 5: 103 steps"
    assert (mark.x, mark.y) == (5.0, half_life(5.0))
    assert chart.y.scale == "log"
    assert (np.diff(chart.series[0].y) > 0).all()


def test_same_setting_gives_the_same_bits() -> None:
    assert gate(bias=0.3).readouts == gate(bias=0.3).readouts
