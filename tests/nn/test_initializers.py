"""What initializers draw: variances and bounds of the papers, on layers that are not square."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.errors import TutorError
from tutor.nn.arrays import Array
from tutor.nn.initializers import NAMES, draw_bias, draw_weight, scale_to_unit_variance, variance

NORMAL = ("small", "standard", "xavier", "he", "lecun")
UNIFORM = ("xavier-uniform", "he-uniform", "lecun-uniform", "pytorch")


def draw(name: str, fan_in: int, fan_out: int, seed: int = 0) -> Array:
    return draw_weight(name, fan_in, fan_out, np.random.default_rng(seed))


@pytest.mark.parametrize(
    ("name", "deviation"),
    [
        ("zeros", 0.0),
        ("constant", 0.0),
        ("small", 0.01),
        ("standard", 1.0),
        ("xavier", 0.2),
        ("xavier-uniform", 0.2),
        ("he", 0.31623),
        ("he-uniform", 0.31623),
        ("lecun", 0.22361),
        ("lecun-uniform", 0.22361),
        ("pytorch", 0.12910),
        ("orthogonal", 0.18257),
        ("lsuv", 0.18257),
    ],
)
def test_standard_deviation_of_a_layer_from_20_to_30(name: str, deviation: float) -> None:
    assert math.sqrt(variance(name, 20, 30)) == pytest.approx(deviation, abs=5e-6)


def test_he_looks_at_fan_in_alone() -> None:
    assert math.sqrt(variance("he", 30, 20)) == pytest.approx(0.2582, abs=5e-5)
    assert variance("he", 30, 20) == variance("he", 30, 999)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(400, 700), (700, 400)])
@pytest.mark.parametrize("name", NAMES)
def test_drawn_weights_have_the_variance_that_is_told(name: str, fan_in: int, fan_out: int) -> None:
    weight = draw(name, fan_in, fan_out)
    assert weight.shape == (fan_in, fan_out)
    # 280 000 draws: the variance of a sample strays by sqrt(2/N) = 0.27 %, the mean by 0.2 % of a deviation
    assert np.var(weight) == pytest.approx(variance(name, fan_in, fan_out), rel=0.015, abs=1e-30)
    if name != "constant":
        assert abs(np.mean(weight)) <= 0.01 * math.sqrt(variance(name, fan_in, fan_out))


@pytest.mark.parametrize("name", [*NORMAL, *UNIFORM])
def test_shape_of_the_distribution_is_what_the_name_says(name: str) -> None:
    standardized = draw(name, 400, 700) / math.sqrt(variance(name, 400, 700))
    kurtosis = 3.0 if name in NORMAL else 1.8  # E x^4 / (E x^2)^2 of a normal and of a uniform variable
    assert np.mean(standardized**4) == pytest.approx(kurtosis, rel=0.03)


@pytest.mark.parametrize(
    ("name", "fan_in", "fan_out", "bound"),
    [
        ("he-uniform", 784, 256, 0.08748),
        ("xavier-uniform", 784, 256, 0.07596),
        ("pytorch", 784, 256, 0.03571),
        ("he-uniform", 256, 256, 0.15309),
        ("xavier-uniform", 256, 256, 0.10825),
        ("lecun-uniform", 256, 256, 0.10825),
        ("pytorch", 256, 256, 0.0625),
    ],
)
def test_uniform_weights_fill_their_bounds(name: str, fan_in: int, fan_out: int, bound: float) -> None:
    largest = float(np.max(np.abs(draw(name, fan_in, fan_out))))
    assert bound * 0.999 < largest <= bound + 5e-6  # of 65 536 draws the largest is within 1e-3 of the end


def test_constants_are_constant() -> None:
    assert np.all(draw("zeros", 3, 4) == 0.0)
    assert np.all(draw("constant", 3, 4) == 0.1)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(30, 20), (20, 30), (25, 25), (2, 32), (1, 1)])
def test_orthogonal_rows_or_columns_are_orthonormal(fan_in: int, fan_out: int) -> None:
    weight = draw("orthogonal", fan_in, fan_out)
    gram = weight.T @ weight if fan_in >= fan_out else weight @ weight.T
    np.testing.assert_allclose(gram, np.eye(min(fan_in, fan_out)), atol=1e-14)


def test_orthogonal_matrices_favor_no_direction() -> None:
    """Without the signs evened out the first entry of Q is never positive."""
    rng = np.random.default_rng(0)
    first = [draw_weight("orthogonal", 4, 4, rng)[0, 0] for _ in range(400)]
    assert abs(np.mean(first)) < 0.1  # four standard errors of 0.5 / sqrt(400)


def test_fifty_orthogonal_layers_keep_every_length() -> None:
    product = np.linalg.multi_dot([draw("orthogonal", 40, 40, seed) for seed in range(50)])
    np.testing.assert_allclose(np.linalg.svd(product, compute_uv=False), 1.0, rtol=1e-13)


def test_lsuv_gives_every_layer_outputs_of_unit_variance() -> None:
    rng = np.random.default_rng(0)
    signal = rng.normal(3.0, 5.0, (200, 20))
    for fan_in, fan_out in ((20, 30), (30, 10), (10, 40)):
        signal = signal @ scale_to_unit_variance(draw_weight("lsuv", fan_in, fan_out, rng), signal)
        assert np.std(signal) == pytest.approx(1.0, rel=1e-12)


def test_lsuv_leaves_the_weight_alone_where_no_signal_arrives() -> None:
    weight = draw("lsuv", 3, 4)
    assert scale_to_unit_variance(weight, np.zeros((5, 3))) is weight


@pytest.mark.parametrize("name", NAMES)
def test_biases_are_zero_except_in_pytorchs_default(name: str) -> None:
    bias = draw_bias(name, 25, 4_000, np.random.default_rng(0))
    assert bias.shape == (1, 4_000)
    if name == "pytorch":
        assert 0.199 < np.max(np.abs(bias)) <= 0.2  # U(-1/5, 1/5)
        assert np.var(bias) == pytest.approx(0.04 / 3.0, rel=0.06)  # 4 000 draws: five standard errors
    else:
        assert not bias.any()


def test_same_generator_state_draws_the_same_weights() -> None:
    for name in NAMES:
        np.testing.assert_array_equal(draw(name, 5, 7, seed=3), draw(name, 5, 7, seed=3))


def test_unknown_name_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(TutorError, match=r"^There is no initializer 'xavir'\. Did you mean \"xavier\"\?$"):
        variance("xavir", 2, 2)
    with pytest.raises(TutorError, match=r"^There is no initializer 'qq'\. Use one of: zeros, .*, lsuv\.$"):
        draw("qq", 2, 2)
