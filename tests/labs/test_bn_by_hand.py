"""Batch norm by hand: the published batch forward and backward, and the engine's layer as the oracle."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor.labs.bn_by_hand import LAB
from tutor.labs.frame import Frame
from tutor.labs.running import last_frame
from tutor.nn.batch_norm import BatchNorm1d
from tutor.plots.figure import Bars, Chart


def norm(*x: float, **params: Any) -> Frame:
    """The lab with these numbers as the batch."""
    batch = {"batch": len(x)} | {f"x{k}": value for k, value in enumerate(x, start=1)} if x else {}
    return last_frame(LAB, LAB.setting(batch | params))


def read(frame: Frame, name: str, size: int = 4) -> list[float]:
    return [frame.readout(f"{name}{k}") for k in range(1, size + 1)]


def test_batch_1_2_3_6_goes_forward_as_published() -> None:
    frame = norm()
    assert frame.readout("mean") == 3
    assert frame.readout("variance") == 3.5
    assert read(frame, "x_hat") == pytest.approx([-1.0690, -0.5345, 0, 1.6036], abs=5e-5)
    assert read(frame, "y") == pytest.approx([-1.1381, -0.0690, 1, 4.2071], abs=5e-5)


def test_upstream_1_0_0_0_comes_back_as_published() -> None:
    frame = norm()
    dx = read(frame, "dx")
    assert dx == pytest.approx([0.49634, -0.41998, -0.26726, 0.19090], abs=5e-6)
    assert frame.readout("dgamma") == pytest.approx(-1.0690, abs=5e-5)
    assert frame.readout("dbeta") == 1


@pytest.mark.parametrize("x", [(1, 2, 3, 6), (-4, 0.5, 0.6, 9), (2, 2, 2, 3)])
def test_input_gradient_sums_to_0_and_is_orthogonal_to_x_hat(x: tuple[float, ...]) -> None:
    frame = norm(*x, dy1=2, dy2=-1, dy3=0.5)
    dx, x_hat = np.array(read(frame, "dx")), np.array(read(frame, "x_hat"))
    assert dx.sum() == pytest.approx(0.0, abs=1e-14)
    assert dx @ x_hat == pytest.approx(0.0, abs=1e-14)


@pytest.mark.parametrize(
    ("batches", "mean", "variance"),
    [
        (0, 0, 1),
        (1, 0.30, 1.3667),
        (5, 1.2285, 2.5015),
        (10, 1.9540, 3.3882),
        (30, 2.8728, 4.5112),
        (50, 2.9845, 4.6478),
    ],
)
def test_running_averages_move_as_published(batches: int, mean: float, variance: float) -> None:
    frame = norm(seen=batches)
    assert frame.readout("running_mean") == pytest.approx(mean, abs=5e-5)
    assert frame.readout("running_variance") == pytest.approx(variance, abs=5e-5)


def test_evaluation_after_one_batch_sends_3_to_2_31_instead_of_0() -> None:
    frame = norm(seen=1)
    assert frame.readout("x_hat3") == 0
    assert frame.readout("evaluated3") == pytest.approx(2.3096, abs=5e-5)


@pytest.mark.parametrize("x", [(3, 3.1), (-10, 10), (0.1, 0.2), (5, -0.3)])
def test_batch_of_two_is_minus_1_and_plus_1_and_lets_no_gradient_through(x: tuple[float, float]) -> None:
    frame = norm(*x, dy1=1.5, dy2=-0.5)
    low, high = sorted(read(frame, "x_hat", 2))
    assert (low, high) == (-1, 1)
    assert read(frame, "dx", 2) == [0, 0]


@pytest.mark.parametrize("x", [3, 4, 7, 10])
def test_last_of_1_2_3_x_is_what_the_quiz_asks_for(x: float) -> None:
    batch = np.array([1, 2, 3, x])
    assert norm(*batch).readout("x_hat4") == pytest.approx((x - batch.mean()) / batch.std(), rel=1e-13)


@pytest.mark.parametrize("x", [(1, 2, 3, 6), (-10, -10, -10, 10), (0, 10), (-5, 0, 10)])
def test_no_normalized_number_is_beyond_the_root_of_the_others(x: tuple[float, ...]) -> None:
    x_hat = read(norm(*x), "x_hat", len(x))
    assert max(map(abs, x_hat)) <= math.sqrt(len(x) - 1) * (1 + 1e-15)


def test_engine_gives_the_same_numbers() -> None:
    layer = BatchNorm1d(1)
    layer.allocate((4, 1), np.dtype(np.float64))
    layer.gamma.value[:], layer.beta.value[:] = 1.5, -0.5
    y = layer.forward(np.array([[-2.0], [0.3], [5.0], [1.0]])).copy()
    dx = layer.backward(np.array([[1.0], [-2.0], [0.5], [0.0]]))
    frame = norm(-2, 0.3, 5, 1, gamma=1.5, beta=-0.5, epsilon="1e-5", dy1=1, dy2=-2, dy3=0.5, seen=1)
    assert read(frame, "y") == pytest.approx(y[:, 0].tolist(), rel=1e-12)
    assert read(frame, "dx") == pytest.approx(dx[:, 0].tolist(), rel=1e-12)
    assert frame.readout("dgamma") == pytest.approx(layer.gamma.gradient.item(), rel=1e-12)
    assert frame.readout("dbeta") == layer.beta.gradient.item()
    assert frame.readout("running_mean") == pytest.approx(layer.running_mean.value.item(), rel=1e-12)
    assert frame.readout("running_variance") == pytest.approx(layer.running_var.value.item(), rel=1e-12)


@pytest.mark.parametrize("value", [3, 0.1, -7.3])
@pytest.mark.parametrize("size", [2, 3, 4])
def test_equal_numbers_are_0_with_epsilon_and_0_by_0_without(size: int, value: float) -> None:
    assert read(norm(*[value] * size, epsilon="1e-5"), "x_hat", size) == [0] * size
    frame = norm(*[value] * size)
    assert np.isnan(read(frame, "x_hat", size) + read(frame, "dx", size)).all()
    assert frame.notes == ("All numbers are equal and epsilon is 0: x̂ = 0/0.",)


def test_batch_of_one_is_0_and_has_no_variance_to_keep() -> None:
    frame = norm(5, epsilon="0.1")
    assert read(frame, "x_hat", 1) == [0]
    assert math.isnan(frame.readout("running_variance"))
    assert frame.notes == ("A batch of one has no unbiased variance to keep for evaluation.",)
    assert norm().notes == ()


def test_bars_show_the_numbers_before_and_after() -> None:
    forward, backward, averages = norm().figures
    assert isinstance(forward, Bars)
    assert isinstance(backward, Bars)
    assert [bar.label for bar in forward.bars] == [f"before x{k}" for k in "₁₂₃₄"] + [f"after x̂{k}" for k in "₁₂₃₄"]
    assert [bar.value for bar in forward.bars] == [1, 2, 3, 6, *read(norm(), "x_hat")]
    assert [bar.value for bar in backward.bars] == [1, 0, 0, 0, *read(norm(), "dx")]
    assert isinstance(averages, Chart)
    assert [mark.x for mark in averages.marks] == [1]


def test_chart_of_the_averages_grows_with_the_batches_seen() -> None:
    assert [norm(seen=seen).series[0].x[-1] for seen in (0, 30, 100)] == [30, 30, 100]


def test_same_setting_gives_the_same_bits() -> None:
    assert norm(x1=0.3).readouts == norm(x1=0.3).readouts
