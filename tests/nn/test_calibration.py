"""Calibration: the error of bins by hand, and temperatures that are known."""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest

from tutor.nn.arrays import Array
from tutor.nn.calibration import Labels, Reliability, fit_temperature, negative_log_likelihood, reliability
from tutor.nn.datasets import Dataset, moons
from tutor.nn.losses import BinaryCrossEntropy
from tutor.nn.optimizers import Adam
from tutor.nn.perceptron import Perceptron
from tutor.nn.race import stack
from tutor.nn.training import Plan, train_stack

SEEDS = 10
EXAMPLES = 10_000


def spoken_too_loud(k: float, seed: int) -> tuple[Array, Labels]:
    """Logits k z of answers that are right with probability sigma(z), z ~ N(0, 2^2)."""
    rng = np.random.default_rng(seed)
    z = rng.normal(0.0, 2.0, (EXAMPLES, 1))
    return k * z, (rng.uniform(size=EXAMPLES) < 1.0 / (1.0 + np.exp(-z[:, 0]))).astype(int)


def test_expected_error_of_the_worked_example() -> None:
    bins = Reliability(
        np.array([0.55, 0.65, 0.75, 0.85, 0.95]),
        np.array([0.50, 0.60, 0.65, 0.70, 0.80]),
        np.array([40, 20, 20, 40, 80]),
    )
    assert bins.expected_error == pytest.approx(0.115, abs=1e-12)
    assert bins.largest_error == pytest.approx(0.15, abs=1e-12)


def test_bins_hold_every_example_and_their_own_means() -> None:
    logits = np.log(np.array([[0.9], [0.95], [0.2], [0.5]]) / np.array([[0.1], [0.05], [0.8], [0.5]]))
    bins = reliability(logits, np.array([1, 0, 0, 1]), bins=10)
    assert bins.count.tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 1, 2]
    assert bins.confidence[9] == pytest.approx(0.925)
    assert (bins.accuracy[8], bins.accuracy[9], bins.accuracy[5]) == (1.0, 0.5, 0.0)
    assert np.isnan(bins.accuracy[0])


def test_certain_answers_fall_into_the_last_bin() -> None:
    assert reliability(np.array([[1e4], [-1e4]]), np.array([1, 0]), bins=3).count.tolist() == [0, 0, 2]


OTHER_FACTORS = ((0.5, 0.103), (1.0, 0.008), (3.0, 0.134), (5.0, 0.168))
FACTORS = [(2.0, 0.095), *(pytest.param(*row, marks=pytest.mark.slow) for row in OTHER_FACTORS)]


@pytest.mark.parametrize(("k", "error"), FACTORS)
def test_guo_2017_fitted_temperature_is_the_factor_and_repairs_the_error(k: float, error: float) -> None:
    """10 000 examples determine T to about 2 %: 5 % is over two standard errors, and the median of ten is safe."""
    errors, temperatures, repaired = [], [], []
    for seed in range(SEEDS):
        logits, labels = spoken_too_loud(k, seed)
        errors.append(reliability(logits, labels).expected_error)
        temperatures.append(fit_temperature(logits, labels))
        cooled = logits / temperatures[-1]
        repaired.append(reliability(cooled, labels).expected_error)
        np.testing.assert_array_equal(cooled > 0.0, logits > 0.0)
    assert temperatures == pytest.approx([k] * SEEDS, rel=0.05)
    assert max(repaired) < 0.035
    assert np.median(errors) == pytest.approx(error, abs=0.006)  # one sample strays by about 0.004


def test_fitted_temperature_has_the_lowest_likelihood_loss() -> None:
    logits, labels = spoken_too_loud(3.0, 0)
    best = fit_temperature(logits, labels)
    lowest = negative_log_likelihood(logits, labels, best)
    for other in (0.5 * best, 0.99 * best, 1.01 * best, 2.0 * best):
        assert negative_log_likelihood(logits, labels, other) > lowest


def test_several_classes_have_a_temperature_too() -> None:
    rng = np.random.default_rng(0)
    z = rng.normal(0.0, 2.0, (EXAMPLES, 4))
    labels = (z + rng.gumbel(size=z.shape)).argmax(axis=1)  # which draws from softmax(z)
    assert fit_temperature(2.0 * z, labels) == pytest.approx(2.0, rel=0.05)
    assert reliability(z, labels).expected_error < 0.02


def test_overtrained_nets_are_too_sure_and_a_temperature_repairs_it() -> None:
    """2 x 64 ReLU, 100 moons with noise 0.35, Adam 0.01, 300 steps; medians of ten seeds, a third either way."""
    seeds = range(SEEDS)
    data = [moons(100, 0.35, np.random.default_rng(seed)) for seed in seeds]
    stacked = stack([Perceptron((2, 64, 64, 1), "relu").build(np.random.default_rng(seed)) for seed in seeds])
    own = Dataset(np.stack([each.x for each in data]), np.stack([each.y for each in data]))
    deque(train_stack(stacked, own, BinaryCrossEntropy(), Adam(0.01), Plan(300, 300)), maxlen=0)
    unseen = moons(4_000, 0.35, np.random.default_rng(99))
    labels = unseen.y[:, 0].astype(int)
    figures = []
    for logits in stacked.predict(unseen.x):
        before, temperature = reliability(logits, labels), fit_temperature(logits, labels)
        after = reliability(logits / temperature, labels)
        accuracy = float(np.mean((logits[:, 0] > 0.0) == labels))
        figures.append((accuracy, before.expected_error, temperature, after.expected_error))
    accuracy, error, temperature, repaired = np.median(figures, axis=0)
    assert accuracy == pytest.approx(0.822, abs=0.03)
    assert error == pytest.approx(0.153, rel=0.33)
    assert temperature == pytest.approx(9.8, rel=0.33)
    assert repaired < 0.05
