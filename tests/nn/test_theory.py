"""Mean-field theory against closed forms, the published moments of each activation and published fixed points."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest

from tutor.nn.activations import ACTIVATIONS
from tutor.nn.arrays import Array
from tutor.nn.initializers import variance
from tutor.nn.propagation import FLAT_SLOPE
from tutor.nn.theory import born_dead_probability, mean_field, moment, moment_slope, share

MOMENTS = {  # of z ~ N(0, 1): E f, Var f, E f^2, E f'^2, share of units with |f'| < 0.05
    "identity": (0.0, 1.0, 1.0, 1.0, 0.0),
    "sigmoid": (0.5, 0.0434, 0.2934, 0.0448, 0.004),
    "tanh": (0.0, 0.3943, 0.3943, 0.4644, 0.029),
    "relu": (0.3989, 0.3408, 0.5, 0.5, 0.5),
    "leaky-relu": (0.3950, 0.3441, 0.50005, 0.50005, 0.5),
    "prelu": (0.2992, 0.4417, 0.5313, 0.5313, 0.0),
    "elu": (0.1605, 0.6192, 0.6449, 0.6681, 0.001),
    "selu": (0.0, 1.0, 1.0, 1.0716, 0.000),
    "gelu": (0.2821, 0.3456, 0.4252, 0.4559, 0.080),
    "softplus": (0.8061, 0.2715, 0.9212, 0.2934, 0.002),
    "silu": (0.2066, 0.3131, 0.3558, 0.3795, 0.081),
}


def flat_share(name: str, spread: float = 1.0) -> float:
    slope = ACTIVATIONS[name].slope
    return share(lambda z: np.abs(slope(z)) < FLAT_SLOPE, spread**2)


@pytest.mark.parametrize("name", MOMENTS)
def test_moments_under_standard_normal_inputs_are_the_published_ones(name: str) -> None:
    activation = ACTIVATIONS[name]
    mean, second = moment(activation.value, 1.0, 1), moment(activation.value, 1.0)
    found = (mean, second - mean**2, second, moment(activation.slope, 1.0))
    assert found == pytest.approx(MOMENTS[name][:4], abs=6e-5)  # half a unit of the fourth decimal
    assert flat_share(name) == pytest.approx(MOMENTS[name][4], abs=6e-4)


@pytest.mark.parametrize(
    ("name", "shares"), [("sigmoid", (0.004, 0.149, 0.336, 0.564)), ("tanh", (0.029, 0.276, 0.468, 0.663))]
)
def test_share_of_flat_units_grows_with_the_spread_as_published(name: str, shares: tuple[float, ...]) -> None:
    for spread, published in zip((1.0, 2.0, 3.0, 5.0), shares, strict=True):
        assert flat_share(name, spread) == pytest.approx(published, abs=6e-4)


def test_selu_reproduces_mean_0_and_variance_1() -> None:
    value = ACTIVATIONS["selu"].value
    assert moment(value, 1.0, 1) == pytest.approx(0.0, abs=1e-14)
    assert moment(value, 1.0) == pytest.approx(1.0, rel=1e-13)


@pytest.mark.parametrize(
    ("function", "power", "closed_form"),
    [
        (lambda z: z, 2, lambda q: q),
        (lambda z: z, 4, lambda q: 3.0 * q * q),
        (lambda z: np.maximum(z, 0.0), 1, lambda q: math.sqrt(q / (2.0 * math.pi))),
        (lambda z: np.maximum(z, 0.0), 2, lambda q: q / 2.0),
        (np.cos, 1, lambda q: math.exp(-q / 2.0)),
        (lambda z: np.exp(-z * z), 1, lambda q: 1.0 / math.sqrt(1.0 + 2.0 * q)),
    ],
)
@pytest.mark.parametrize("q", [1e-12, 0.3, 1.0, 40.0])
def test_moments_agree_with_closed_forms(
    function: Callable[[Array], Array], power: int, closed_form: Callable[[float], float], q: float
) -> None:
    assert moment(function, q, power) == pytest.approx(closed_form(q), rel=1e-13)


@pytest.mark.parametrize("q", [0.3, 1.0, 40.0])
def test_slope_of_a_moment_agrees_with_closed_forms(q: float) -> None:
    assert moment_slope(lambda z: z, q) == pytest.approx(1.0, rel=1e-12)
    assert moment_slope(lambda z: np.maximum(z, 0.0), q) == pytest.approx(0.5, rel=1e-12)
    assert moment_slope(np.cos, q, 1) == pytest.approx(-0.5 * math.exp(-q / 2.0), rel=1e-11, abs=1e-15)


def test_biases_add_their_variance_at_every_layer() -> None:
    """PyTorch's default for a ReLU net: s = 1/3, Var(b) = 1/(3 n), and q settles at Var(b) / (1 - 1/6)."""
    bias_variance = 1.0 / (3.0 * 256)
    deep = mean_field(ACTIVATIONS["relu"], 1.0 / 3.0, 50, bias_variance=bias_variance)
    assert deep.pre_activation[0] ** 2 == pytest.approx(1.0 / 3.0 + bias_variance, rel=1e-13)
    assert deep.pre_activation[-1] ** 2 == pytest.approx(bias_variance * 6.0 / 5.0, rel=1e-12)
    assert deep.activation[[0, 9, 24]] == pytest.approx([0.408, 0.0282, 0.0283], rel=0.02)  # measured at width 256


def test_probability_of_being_born_dead_is_the_published_one() -> None:
    survival = [1.0 - born_dead_probability(*net) for net in ((2, 10), (4, 10), (4, 20), (4, 50), (8, 50), (16, 10))]
    assert survival == pytest.approx([0.056, 0.52, 0.28, 0.04, 0.82, 0.9998], abs=5e-3)


@pytest.mark.parametrize("spread", [0.1, 1.0, 5.0])
def test_share_is_a_probability(spread: float) -> None:
    normal = NormalDist(sigma=spread)
    assert share(lambda z: z > 0.0, spread**2) == pytest.approx(0.5, abs=1e-12)
    inside = normal.cdf(0.7) - normal.cdf(-0.3)
    assert share(lambda z: (z > -0.3) & (z < 0.7), spread**2) == pytest.approx(inside, abs=2e-4)
    assert share(lambda z: z == 0.0, spread**2) == 0.0


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_moments_of_enormous_and_tiny_inputs_warn_of_nothing(name: str) -> None:
    for q in (0.0, 1e-300, 1e100, 1e300):
        assert moment(ACTIVATIONS[name].slope, q) >= 0.0
        assert moment(ACTIVATIONS[name].value, q) >= 0.0


def test_relu_halves_the_mean_square_exactly() -> None:
    """He et al. 2015: with s = 2 nothing changes; with Xavier's s = 1 each layer takes a factor of two."""
    he, xavier = (mean_field(ACTIVATIONS["relu"], s, 30) for s in (2.0, 1.0))
    np.testing.assert_allclose(he.activation, 1.0, rtol=1e-12)
    np.testing.assert_allclose(he.chi, 1.0, rtol=1e-12)
    np.testing.assert_allclose(xavier.activation**2, 0.5 ** np.arange(1, 31), rtol=1e-12)
    assert xavier.activation[-1] == pytest.approx(3.05e-5, rel=2e-3)


def test_recursion_is_the_one_of_the_docstring() -> None:
    tanh, s, start = ACTIVATIONS["tanh"], 1.7, 0.6
    found = mean_field(tanh, s, 4, start)
    q = s * start
    chis = []
    for layer in range(4):
        assert found.pre_activation[layer] ** 2 == pytest.approx(q, rel=1e-13)
        chis.append(s * moment(tanh.slope, q))
        q = s * moment(tanh.value, q)
    np.testing.assert_allclose(found.chi, chis, rtol=1e-13)
    # an error signal of mean square 1 above the top: delta_L^2 = E f'^2, and each layer down takes its own chi
    squares = [chis[3] / s * math.prod(chis[layer:3]) for layer in range(4)]
    np.testing.assert_allclose(found.delta**2, squares, rtol=1e-13)


@pytest.mark.parametrize(
    ("name", "s", "q", "chi"),
    [
        ("tanh", 25.0 / 9.0, 1.178, 1.210),  # PyTorch's gain 5/3
        ("tanh", 2.536, 1.0, 1.178),  # the gain that keeps a variance of 1
        ("sigmoid", 103.0, 45.6, 1.0),  # what it takes to keep the error signal
        ("sigmoid", 16.0, 5.86, 0.399),
        ("selu", 1.0, 1.0, 1.0716),
        ("selu", 9.0 / 16.0, 0.023, 1.004),  # PyTorch's gain 3/4
    ],
)
def test_wide_networks_settle_at_the_published_fixed_point(name: str, s: float, q: float, chi: float) -> None:
    deep = mean_field(ACTIVATIONS[name], s, 1_500 if name == "selu" else 300)
    assert deep.pre_activation[-1] ** 2 == pytest.approx(q, rel=3e-3, abs=6e-4)
    assert deep.chi[-1] == pytest.approx(chi, abs=1.1e-3)


def test_tanh_at_its_fixed_point_has_the_published_size() -> None:
    assert mean_field(ACTIVATIONS["tanh"], 25.0 / 9.0, 100).activation[-1] == pytest.approx(0.651, abs=5e-4)


def test_sigmoid_that_keeps_its_error_signal_is_mostly_flat() -> None:
    assert flat_share("sigmoid", math.sqrt(45.6)) == pytest.approx(0.67, abs=5e-3)


def test_sigmoid_with_xavier_weights_loses_a_factor_of_0_236_a_layer() -> None:
    assert mean_field(ACTIVATIONS["sigmoid"], 1.0, 50).chi[-1] == pytest.approx(0.0557, abs=5e-5)
    assert math.sqrt(0.0557) == pytest.approx(0.236, abs=5e-4)


def test_tanh_with_xavier_weights_fades_like_one_over_twice_the_depth() -> None:
    deep = mean_field(ACTIVATIONS["tanh"], 1.0, 1_000)
    assert deep.pre_activation[-1] ** 2 * 2_000 == pytest.approx(1.0, rel=0.02)


@pytest.mark.parametrize(
    ("name", "init", "gain", "ratio"),
    [
        ("sigmoid", "xavier", 1.0, 1.7e-31),
        ("sigmoid", "small", 1.0, 2.9e-69),
        ("sigmoid", "standard", 1.0, 4.0e4),
        ("tanh", "xavier", 1.0, 0.12),
        ("tanh", "xavier", 5.0 / 3.0, 80.0),
        ("tanh", "small", 1.0, 9.8e-40),
        ("tanh", "standard", 1.0, 1.1e23),
        ("relu", "he", 1.0, 1.0),
        ("relu", "xavier", 1.0, 4.2e-8),
        ("relu", "pytorch", 1.0, 8.7e-20),
        ("elu", "he", 1.0, 14.0),
        ("selu", "lecun", 1.0, 5.5),
        ("selu", "lecun", 0.75, 0.253),
    ],
)
def test_error_ratio_at_depth_50_and_width_256_is_the_published_prediction(
    name: str, init: str, gain: float, ratio: float
) -> None:
    delta = mean_field(ACTIVATIONS[name], 256 * variance(init, 256, 256) * gain**2, 50).delta
    assert delta[0] / delta[-1] == pytest.approx(ratio, rel=0.03)  # given to two digits
