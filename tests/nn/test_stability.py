"""Where floats run out: every activation and loss in both precisions, with every warning an error."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tutor import functions
from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import row_norms
from tutor.nn.clipping import clip_grad_norm_
from tutor.nn.losses import BinaryCrossEntropy, CrossEntropy, softmax

Precision = type[np.floating[Any]]
PRECISIONS = (np.float32, np.float64)
EXTREMES = (1e4, -1e4, 745.0, -745.0, 0.0, -0.0, math.inf, -math.inf, math.nan)
ROUNDING = {np.float32: 3e-6, np.float64: 1e-13}  # of the value; the argument is rounded too, times 745 at most


@pytest.fixture(autouse=True)
def _every_warning_is_an_error() -> Any:
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.mark.parametrize("dtype", PRECISIONS)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_at_their_extremes_are_the_scalar_ones(name: str, dtype: Precision) -> None:
    z = np.array(EXTREMES, dtype)
    for kind, scalar in zip(("value", "slope"), functions.ACTIVATIONS[name], strict=True):
        found = getattr(ACTIVATIONS[name], kind)(z)
        assert found.dtype == dtype
        tiny = float(np.finfo(dtype).tiny)  # below it the digits run out
        np.testing.assert_allclose(found, [scalar(point) for point in z.tolist()], rtol=ROUNDING[dtype], atol=tiny)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_float32_follows_float64_over_a_dense_grid(name: str) -> None:
    z = np.linspace(-30.0, 30.0, 4001).astype(np.float32)
    for kind in ("value", "slope"):
        function = getattr(ACTIVATIONS[name], kind)
        np.testing.assert_allclose(function(z), function(z.astype(np.float64)), rtol=2e-5, atol=2e-6)


def test_sigmoid_keeps_its_left_tail_in_float32() -> None:
    """0.5 (1 + tanh(z / 2)) gives exactly 0 here, and would fake the lesson on saturation."""
    found = ACTIVATIONS["sigmoid"].value(np.array([-20.0], np.float32))
    assert found[0] == pytest.approx(2.0611536e-9, rel=1e-6)
    assert ACTIVATIONS["sigmoid"].slope(np.array([20.0], np.float32))[0] == pytest.approx(2.0611536e-9, rel=1e-6)


def test_gelu_has_its_minimum_where_it_is_published() -> None:
    z = np.linspace(-0.7518, -0.7517, 1001)
    values = ACTIVATIONS["gelu"].value(z)
    assert values.min() == pytest.approx(-0.169971207, abs=1e-9)
    assert z[values.argmin()] == pytest.approx(-0.751792, abs=1e-5)  # the floor is flat to 1e-12 that far around


@pytest.mark.parametrize("dtype", PRECISIONS)
def test_logistic_loss_at_its_extremes(dtype: Precision) -> None:
    loss = BinaryCrossEntropy()
    for z, y, expected in ((1e4, 1.0, 0.0), (1e4, 0.0, 1e4), (-745.0, 1.0, 745.0), (-0.0, 1.0, math.log(2.0))):
        outputs, targets = np.array([[z]], dtype), np.array([[y]], dtype)
        assert float(loss.value(outputs, targets)) == pytest.approx(expected, rel=1e-6)
        assert np.isfinite(loss.delta(outputs, targets)).all()


@pytest.mark.parametrize("dtype", PRECISIONS)
def test_softmax_of_far_logits_is_a_distribution(dtype: Precision) -> None:
    logits = np.array([[1e4, -1e4, 0.0], [745.0, 745.0, -745.0], [-0.0, 0.0, 0.0]], dtype)
    np.testing.assert_allclose(softmax(logits), [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [1 / 3] * 3], rtol=1e-6)
    shifted = CrossEntropy().value(logits, np.eye(3, dtype=dtype))
    assert math.isfinite(float(shifted))


@pytest.mark.parametrize("scale", [1.0, 1e200, 1e-200, 1e300])
def test_norms_survive_huge_and_tiny_entries(scale: float) -> None:
    rows = np.array([[3.0, 4.0], [0.0, 0.0], [5.0, 12.0]]) * scale
    np.testing.assert_allclose(row_norms(rows), np.array([[5.0], [0.0], [13.0]]) * scale, rtol=1e-15)


def test_norms_of_float32_are_taken_in_float64() -> None:
    row = np.array([[3e30, 4e30]], np.float32)
    assert row_norms(row).dtype == np.float64
    assert row_norms(row)[0, 0] == pytest.approx(5e30, rel=1e-7)


def test_what_is_not_finite_shows_in_the_norm_of_its_row_only() -> None:
    rows = np.array([[3.0, 4.0], [math.inf, 1.0], [math.nan, 1.0]])
    np.testing.assert_array_equal(row_norms(rows), [[5.0], [math.inf], [math.nan]])


@pytest.mark.parametrize("neighbor", [0.0, 1e200, math.nan])
def test_norm_of_a_row_is_the_same_to_the_last_bit_whatever_stands_beside_it(neighbor: float) -> None:
    rows = np.random.default_rng(0).normal(size=(50, 101))
    beside = np.concatenate([rows, np.full((1, 101), neighbor)])
    np.testing.assert_array_equal(row_norms(beside)[:-1], row_norms(rows))


@pytest.mark.parametrize("dtype", PRECISIONS)
def test_clipping_a_huge_gradient_gives_one_of_the_limit(dtype: Precision) -> None:
    huge = 1e200 if dtype is np.float64 else 1e30
    gradient = np.array([3.0 * huge, 4.0 * huge], dtype)
    assert clip_grad_norm_(gradient, 1.0)[0] == pytest.approx(5.0 * huge, rel=1e-6)
    np.testing.assert_allclose(gradient, [0.6, 0.8], rtol=1e-6)
