"""Two moons: balance, scale and shape."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.nn.datasets import Dataset, moons


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
