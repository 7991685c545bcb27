"""Optimizers and clipping against what can be worked out by hand; whole runs are held against PyTorch elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.nn.clipping import clip_grad_norm_, clip_grad_value_
from tutor.nn.optimizers import SGD, Adam, Optimizer

CURVATURES = np.array([1.0, 100.0])


def steps_down_the_valley(optimizer: Optimizer, most: int = 2_000) -> int:
    """Steps from (1, 1) until x^2 / 2 + 100 y^2 / 2 is below 1e-6."""
    values = np.ones(2)
    for step in range(1, most + 1):
        optimizer.step(values, CURVATURES * values)
        if 0.5 * float(CURVATURES @ values**2) < 1e-6:
            return step
    return most


@pytest.mark.parametrize(
    ("optimizer", "steps"), [(SGD(0.01), 653), (SGD(0.0198), 440), (SGD(0.02, 0.9), 134), (Adam(0.1), 82)]
)
def test_steps_down_a_valley_are_the_published_number(optimizer: Optimizer, steps: int) -> None:
    assert abs(steps_down_the_valley(optimizer) - steps) <= 1


def test_just_beyond_twice_the_inverse_curvature_descent_diverges() -> None:
    assert steps_down_the_valley(SGD(0.0201)) == 2_000


@pytest.mark.parametrize(
    ("gradient", "ratio"), [(1.0, 1.0), (1e-4, 0.9999), (1e-8, 0.5), (1e-10, 0.0099), (1e-20, 1e-12), (0.0, 0.0)]
)
def test_adam_steps_by_the_rate_whatever_the_gradient_down_to_epsilon(gradient: float, ratio: float) -> None:
    values, adam = np.zeros(1), Adam(0.01)
    for _ in range(5):
        adam.step(values, np.array([gradient]))
    assert -values[0] / 0.05 == pytest.approx(ratio, rel=2e-3, abs=0.0)


def test_nesterov_looks_ahead_by_one_velocity() -> None:
    values, sgd = np.zeros(1), SGD(0.1, 0.5, True)
    sgd.step(values, np.array([1.0]))
    assert values[0] == pytest.approx(-0.15)  # g + mu v = 1 + 0.5
    sgd.step(values, np.array([1.0]))
    assert values[0] == pytest.approx(-0.325)  # v = 1.5, and 1 + 0.75


@pytest.mark.parametrize("optimizer", [SGD(0.1, weight_decay=0.5), SGD(0.1, 0.9, weight_decay=0.5)])
def test_weight_decay_pulls_to_zero_without_a_gradient(optimizer: Optimizer) -> None:
    values = np.array([2.0, -4.0])
    optimizer.step(values, np.zeros(2))
    np.testing.assert_allclose(values, [1.9, -3.8])


def test_clipping_by_norm_keeps_the_direction_and_by_value_turns_it() -> None:
    by_norm, by_value = np.array([3.0, 4.0]), np.array([3.0, 4.0])
    assert clip_grad_norm_(by_norm, 1.0) == pytest.approx(5.0)
    clip_grad_value_(by_value, 1.0)
    np.testing.assert_allclose(by_norm, [0.6, 0.8], rtol=1e-6)
    np.testing.assert_array_equal(by_value, [1.0, 1.0])
    cosine = float(by_norm @ by_value) / math.hypot(*by_value)
    assert cosine == pytest.approx(0.98995, abs=5e-6)


def test_small_gradients_are_not_clipped() -> None:
    gradient = np.array([0.3, -0.4])
    assert clip_grad_norm_(gradient, 1.0) == pytest.approx(0.5)
    clip_grad_value_(gradient, 1.0)
    np.testing.assert_array_equal(gradient, [0.3, -0.4])


def test_each_run_is_clipped_by_its_own_norm() -> None:
    gradient = np.array([[3.0, 4.0], [0.3, 0.4]])
    np.testing.assert_allclose(clip_grad_norm_(gradient, 1.0), [[5.0], [0.5]])
    np.testing.assert_allclose(gradient, [[0.6, 0.8], [0.3, 0.4]], rtol=1e-6)
