"""The data sets: balance, scale and shape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import tutor.nn.digits as digits_module
from tutor.nn.datasets import Dataset, batches, blobs, circles, moons, sine, spirals, xor
from tutor.nn.digits import digits

Maker = Callable[[int, float, np.random.Generator], Dataset]


def draw(count: int = 300, noise: float = 0.15, seed: int = 0) -> Dataset:
    return moons(count, noise, np.random.default_rng(seed))


@pytest.mark.parametrize(("count", "ones"), [(300, 150), (7, 4), (2, 1)])
def test_half_of_the_examples_are_of_each_class(count: int, ones: int) -> None:
    data = draw(count)
    assert data.x.shape == (count, 2)
    assert data.y.shape == (count, 1)
    assert sorted(data.y[:, 0].tolist()) == [0.0] * (count - ones) + [1.0] * ones


def test_inputs_are_standardized() -> None:
    data = draw()
    np.testing.assert_allclose(data.x.mean(axis=0), 0.0, atol=1e-14)
    np.testing.assert_allclose(data.x.std(axis=0), 1.0, rtol=1e-14)


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_without_noise_each_class_is_half_an_ellipse(label: float) -> None:
    """A half circle whose axes were shifted and scaled: a x^2 + b y^2 + c x + d y = 1 with a, b > 0."""
    data = draw(noise=0.0)
    x, y = data.x[data.y[:, 0] == label].T
    design = np.stack([x * x, y * y, x, y], axis=1)
    coefficients, *_ = np.linalg.lstsq(design, np.ones(len(x)), rcond=None)
    np.testing.assert_allclose(design @ coefficients, 1.0, atol=1e-10)
    a, b, _, d = coefficients
    assert a * b > 0.0
    center = -d / (2.0 * b)
    assert np.all(y >= center - 1e-9) if label == 0.0 else np.all(y <= center + 1e-9)


def test_noise_moves_points_by_its_size() -> None:
    """The same angles with and without: what is added is N(0, 0.15^2) in both coordinates, before standardizing."""
    rng, clean_rng = np.random.default_rng(0), np.random.default_rng(0)
    noisy, clean = moons(20_000, 0.15, rng), moons(20_000, 0.0, clean_rng)
    # Var cos t = 1/2 and twice the distance 1/2 of the moons squared: 3/4 across, and with noise 0.0225 more
    explained = np.mean(noisy.x[:, 0] * clean.x[:, 0])
    assert explained == pytest.approx(np.sqrt(0.75 / (0.75 + 0.15**2)), abs=0.004)


def test_best_straight_line_gets_the_published_accuracy() -> None:
    accuracies = []
    for seed in range(10):
        data = draw(seed=seed)
        design = np.concatenate([data.x, np.ones((300, 1))], axis=1)
        coefficients, *_ = np.linalg.lstsq(design, 2.0 * data.y - 1.0, rcond=None)
        accuracies.append(float(np.mean((design @ coefficients > 0.0) == (data.y > 0.5))))
    assert np.median(accuracies) == pytest.approx(0.877, abs=0.03)


def test_classes_are_shuffled_and_examples_drawn_by_the_seed() -> None:
    data = draw()
    assert 100 < np.count_nonzero(np.diff(data.y[:, 0])) < 200  # 150 changes of label in the mean, give or take 9
    np.testing.assert_array_equal(data.x, draw().x)
    assert not np.array_equal(data.x, draw(seed=1).x)


@pytest.mark.parametrize("make", [circles, spirals])
@pytest.mark.parametrize(("count", "ones"), [(300, 150), (7, 4)])
def test_two_classes_are_balanced_standardized_and_shuffled(make: Maker, count: int, ones: int) -> None:
    data = make(count, 0.1, np.random.default_rng(0))
    assert data.x.shape == (count, 2)
    assert data.y.sum() == ones
    np.testing.assert_allclose(data.x.std(axis=0), 1.0, rtol=1e-14)
    np.testing.assert_allclose(data.x.mean(axis=0), 0.0, atol=1e-14)
    np.testing.assert_array_equal(data.x, make(count, 0.1, np.random.default_rng(0)).x)


def test_inner_circle_has_half_the_radius() -> None:
    data = circles(4_000, 0.0, np.random.default_rng(0))
    radius = np.linalg.norm(data.x, axis=1)
    zeros, ones = (radius[data.y[:, 0] == label] for label in (0.0, 1.0))
    assert np.std(zeros) / np.mean(zeros) < 0.03  # standardizing 4000 points leaves circles nearly round
    assert np.mean(ones) / np.mean(zeros) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_each_spiral_winds_one_and_a_half_times_around(label: float) -> None:
    data = spirals(4_000, 0.0, np.random.default_rng(0))
    arm = data.x[data.y[:, 0] == label]
    outwards = arm[np.argsort(np.linalg.norm(arm, axis=1))]
    angles = np.unwrap(
        np.arctan2(outwards[:, 1], outwards[:, 0])[20:]
    )  # one in a hundred: inside a tenth of the radius
    assert angles[-1] - angles[0] == pytest.approx(0.9 * 3.0 * np.pi, abs=0.5)  # standardizing bends it a little


def test_no_straight_line_divides_the_spirals() -> None:
    data = spirals(4_000, 0.0, np.random.default_rng(0))
    design = np.concatenate([data.x, np.ones((4_000, 1))], axis=1)
    coefficients, *_ = np.linalg.lstsq(design, 2.0 * data.y - 1.0, rcond=None)
    assert np.mean((design @ coefficients > 0.0) == (data.y > 0.5)) < 0.75


def test_blobs_are_one_cloud_a_class() -> None:
    data = blobs(300, 3, 0.1, np.random.default_rng(0))
    assert data.y.sum(axis=0).tolist() == [100.0] * 3
    centers = np.array([data.x[data.y[:, label] == 1.0].mean(axis=0) for label in range(3)])
    nearest = np.linalg.norm(data.x[:, None] - centers, axis=2).argmin(axis=1)
    np.testing.assert_array_equal(nearest, data.y.argmax(axis=1))


def test_xor_is_what_no_line_can_tell() -> None:
    data = xor()
    np.testing.assert_array_equal(data.y[:, 0], np.logical_xor(*data.x.T.astype(bool)).astype(float))
    design = np.concatenate([data.x, np.ones((4, 1))], axis=1)
    coefficients, *_ = np.linalg.lstsq(design, data.y, rcond=None)
    np.testing.assert_allclose(design @ coefficients, 0.5, rtol=1e-14)


def test_sine_has_the_variance_that_is_published() -> None:
    data = sine(61, 0.0, np.random.default_rng(0))
    assert data.x.shape == data.y.shape == (61, 1)
    assert np.var(data.y) == pytest.approx(2.06, abs=0.005)
    noisy = sine(20_000, 0.3, np.random.default_rng(0))
    assert np.std(noisy.y - 2.0 * np.sin(noisy.x)) == pytest.approx(0.3, rel=0.02)  # four standard errors


def test_digits_are_the_published_ones() -> None:
    data = digits()
    assert data.x.shape == (1797, 64)
    assert (data.x.min(), data.x.max()) == (0.0, 1.0)
    assert data.y.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # as the source counts
    assert (data.x[0].reshape(8, 8)[0] * 16).tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert data.y[0].argmax() == 0


def test_digits_come_with_source_and_license() -> None:
    text = (Path(digits_module.__file__).parent / "data" / "README.md").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0" in text
    assert "https://doi.org/10.24432/C50P49" in text


def test_a_pass_of_batches_meets_each_example_once() -> None:
    data = Dataset(np.arange(10.0)[:, None], np.arange(10.0)[:, None])
    stream = batches(data, 5, np.random.default_rng(0))
    passes = [np.concatenate([next(stream).x.copy() for _ in range(2)])[:, 0] for _ in range(2)]
    assert [sorted(seen.tolist()) for seen in passes] == [list(range(10))] * 2
    assert passes[0].tolist() != passes[1].tolist()


def test_inputs_and_targets_of_a_batch_belong_together_and_the_rest_is_left_out() -> None:
    data = Dataset(np.arange(11.0)[:, None], -np.arange(11.0)[:, None])
    stream = batches(data, 4, np.random.default_rng(0))
    for _ in range(6):
        batch = next(stream)
        assert batch.x.shape == (4, 1)
        np.testing.assert_array_equal(batch.x, -batch.y)


def test_without_a_size_every_batch_is_all_there_is() -> None:
    data = draw()
    assert next(batches(data, None, None)) is data
    assert next(batches(data, 300, np.random.default_rng(0))) is data
