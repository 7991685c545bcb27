"""The scalar functions against arithmetic of eighty digits, difference quotients and the values the papers publish."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor import functions as f

DIGITS = 80
FAR_LEFT = -6  # from here on the series of the normal distribution would cancel, and its fraction converges fast
FRACTION_LEVELS = 150
SUBNORMAL = 1e-320  # floats this small have few digits left
ROOT_TWO = math.sqrt(2.0)
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803")

POINTS = [step / 4.7 for step in range(-188, 189)]  # -40 .. 40, among them 0 and no other float that is special
ALL = {
    f"{name} {kind}": function
    for name, pair in f.ACTIVATIONS.items()
    for kind, function in zip(("value", "slope"), pair, strict=True)
} | {"normal_cdf": f.normal_cdf, "normal_pdf": f.normal_pdf}


def exact(formula: Callable[[Decimal], Decimal], z: float) -> float:
    """The formula at the very float `z`, computed with eighty digits and rounded once."""
    with localcontext() as context:
        context.prec = DIGITS
        return float(formula(Decimal(z)))


def exact_sigmoid(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


def exact_tanh(z: Decimal) -> Decimal:
    return 1 - 2 / ((2 * z).exp() + 1)


def exact_pdf(z: Decimal) -> Decimal:
    return (-z * z / 2).exp() / (2 * PI).sqrt()


def exact_cdf(z: Decimal) -> Decimal:
    """1/2 + pdf(z) (z + z^3/3 + z^5/15 + ...); far left Laplace's pdf(x) / (x + 1/(x + 2/(x + ...))), x = -z."""
    if z < FAR_LEFT:
        fraction = -z
        for level in range(FRACTION_LEVELS, 0, -1):
            fraction = -z + level / fraction
        return exact_pdf(z) / fraction
    total = term = z
    divisor = 1
    while abs(term) > abs(total) * Decimal(10) ** -DIGITS:
        divisor += 2
        term *= z * z / divisor
        total += term
    return Decimal("0.5") + exact_pdf(z) * total


def exact_gelu_inner(z: Decimal) -> Decimal:
    return (2 / PI).sqrt() * (z + Decimal(f.GELU_TANH_CUBIC) * z**3)


def exact_gelu_tanh_slope(z: Decimal) -> Decimal:
    height = exact_tanh(exact_gelu_inner(z))
    inner_slope = (2 / PI).sqrt() * (1 + 3 * Decimal(f.GELU_TANH_CUBIC) * z * z)
    return (1 + height) / 2 + z / 2 * (1 - height * height) * inner_slope


def exact_elu(z: Decimal) -> Decimal:
    return z if z > 0 else z.exp() - 1


def exact_elu_slope(z: Decimal) -> Decimal:
    return Decimal(1) if z > 0 else z.exp()


ORACLES: dict[str, Callable[[Decimal], Decimal]] = {
    "identity value": lambda z: z,
    "identity slope": lambda z: Decimal(1),
    "sigmoid value": exact_sigmoid,
    "sigmoid slope": lambda z: exact_sigmoid(z) * exact_sigmoid(-z),
    "tanh value": exact_tanh,
    "tanh slope": lambda z: 1 - exact_tanh(z) ** 2,
    "relu value": lambda z: max(z, Decimal(0)),
    "relu slope": lambda z: Decimal(int(z > 0)),
    "leaky-relu value": lambda z: z if z > 0 else Decimal(f.LEAKY_SLOPE) * z,
    "leaky-relu slope": lambda z: Decimal(1) if z > 0 else Decimal(f.LEAKY_SLOPE),
    "prelu value": lambda z: z if z > 0 else z / 4,
    "prelu slope": lambda z: Decimal(1) if z > 0 else Decimal("0.25"),
    "elu value": exact_elu,
    "elu slope": exact_elu_slope,
    "selu value": lambda z: Decimal(f.SELU_SCALE) * (z if z > 0 else Decimal(f.SELU_ALPHA) * exact_elu(z)),
    "selu slope": lambda z: Decimal(f.SELU_SCALE) * (1 if z > 0 else Decimal(f.SELU_ALPHA) * z.exp()),
    "gelu value": lambda z: z * exact_cdf(z),
    "gelu slope": lambda z: exact_cdf(z) + z * exact_pdf(z),
    "gelu-tanh value": lambda z: z / 2 * (1 + exact_tanh(exact_gelu_inner(z))),
    "gelu-tanh slope": exact_gelu_tanh_slope,
    "softplus value": lambda z: (1 + z.exp()).ln(),
    "softplus slope": exact_sigmoid,
    "silu value": lambda z: z * exact_sigmoid(z),
    "silu slope": lambda z: exact_sigmoid(z) * (1 + z * exact_sigmoid(-z)),
    "normal_cdf": exact_cdf,
    "normal_pdf": exact_pdf,
}
CANCELS = {"gelu slope", "silu slope", "gelu-tanh value", "gelu-tanh slope"}
"""Sums whose terms nearly cancel somewhere: right to an ulp of the terms, not of the small result."""


@pytest.mark.parametrize("name", ALL)
def test_function_agrees_with_arithmetic_of_eighty_digits(name: str) -> None:
    for z in POINTS:
        expected = exact(ORACLES[name], z)
        relative = 4e-16 * (4 + z * z)  # rounding z^2 in e^(-z^2/2) moves the result by z^2 ulps
        absolute = 4e-16 * max(1.0, abs(z)) if name in CANCELS else SUBNORMAL
        assert ALL[name](z) == pytest.approx(expected, rel=relative, abs=absolute), z


def test_every_function_has_an_oracle() -> None:
    assert ORACLES.keys() == ALL.keys()


KINKS = {"relu", "leaky-relu", "prelu", "elu", "selu"}


@pytest.mark.parametrize("name", f.ACTIVATIONS)
def test_slope_is_the_limit_of_difference_quotients_away_from_kinks(name: str) -> None:
    value, slope = f.ACTIVATIONS[name]
    h = 1e-5
    for z in [step / 10 - 6 for step in range(121)]:
        if name in KINKS and abs(z) < 2 * h:
            continue
        quotient = (value(z + h) - value(z - h)) / (2 * h)
        assert slope(z) == pytest.approx(quotient, abs=1e-9), z  # h^2 f'''/6 < 3e-11; rounding 6 eps / 2h < 7e-11


AT_ZERO = {
    "identity": (0.0, 1.0),
    "sigmoid": (0.5, 0.25),
    "tanh": (0.0, 1.0),
    "relu": (0.0, 0.0),
    "leaky-relu": (0.0, 0.01),
    "prelu": (0.0, 0.25),
    "elu": (0.0, 1.0),
    "selu": (0.0, 1.0507009873554805 * 1.6732632423543772),
    "gelu": (0.0, 0.5),
    "gelu-tanh": (0.0, 0.5),
    "softplus": (math.log(2.0), 0.5),
    "silu": (0.0, 0.5),
}


@pytest.mark.parametrize("zero", [0.0, -0.0])
@pytest.mark.parametrize("name", f.ACTIVATIONS)
def test_value_and_slope_at_zero_follow_the_convention(name: str, zero: float) -> None:
    value, slope = f.ACTIVATIONS[name]
    assert (value(zero), slope(zero)) == pytest.approx(AT_ZERO[name], abs=0, rel=1e-15)


SELU_FLOOR = -f.SELU_SCALE * f.SELU_ALPHA
LIMITS = {  # value and slope far left, value and slope far right; z itself where the value follows z
    "identity": ("z", 1.0, "z", 1.0),
    "sigmoid": (0.0, 0.0, 1.0, 0.0),
    "tanh": (-1.0, 0.0, 1.0, 0.0),
    "relu": (0.0, 0.0, "z", 1.0),
    "leaky-relu": ("0.01 z", 0.01, "z", 1.0),
    "prelu": ("0.25 z", 0.25, "z", 1.0),
    "elu": (-1.0, 0.0, "z", 1.0),
    "selu": (SELU_FLOOR, 0.0, "scaled z", f.SELU_SCALE),
    "gelu": (0.0, 0.0, "z", 1.0),
    "gelu-tanh": (0.0, 0.0, "z", 1.0),
    "softplus": (0.0, 0.0, "z", 1.0),
    "silu": (0.0, 0.0, "z", 1.0),
}
FACTORS = {"z": 1.0, "0.01 z": 0.01, "0.25 z": 0.25, "scaled z": f.SELU_SCALE}


@pytest.mark.parametrize("size", [745.2, 1e3, 1e4, 1e200, 1.7e308, math.inf])
@pytest.mark.parametrize("name", f.ACTIVATIONS)
def test_far_from_zero_every_function_is_at_its_limit(name: str, size: float) -> None:
    value, slope = f.ACTIVATIONS[name]
    left, left_slope, right, right_slope = LIMITS[name]
    for z, limit, limit_slope in ((-size, left, left_slope), (size, right, right_slope)):
        expected = FACTORS[limit] * z if isinstance(limit, str) else limit
        assert value(z) == expected, z
        assert slope(z) == limit_slope, z


def test_tails_keep_their_digits_down_to_the_smallest_float() -> None:
    smallest = 5e-324
    for tail in (f.sigmoid, f.sigmoid_slope, f.softplus, f.softplus_slope, f.elu_slope):
        assert tail(-745.0) == smallest
        assert tail(-746.0) == 0.0
    assert f.sigmoid_slope(745.0) == smallest
    assert f.tanh_slope(372.5) == f.tanh_slope(-372.5) > 0.0
    assert f.normal_cdf(-38.0) > 0.0
    assert f.sigmoid_slope(40.0) == pytest.approx(4.248354e-18, rel=1e-6)
    assert f.sigmoid(40.0) * (1.0 - f.sigmoid(40.0)) == 0.0, "the form that dies on this side"


@pytest.mark.parametrize("name", ALL)
def test_nan_stays_nan(name: str) -> None:
    assert math.isnan(ALL[name](math.nan))


@settings(derandomize=True, max_examples=300)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_finite_argument_raises_or_gives_nan(z: float) -> None:
    for function in ALL.values():
        assert math.isfinite(function(z)) or abs(z) > 1e307  # only SELU's scale can carry a value past the largest


@settings(derandomize=True, max_examples=200)
@given(st.floats(min_value=-700.0, max_value=700.0))
def test_identities_between_functions_hold(z: float) -> None:
    assert f.tanh(z) == pytest.approx(2.0 * f.sigmoid(2.0 * z) - 1.0, abs=3e-16)
    assert f.sigmoid(z) + f.sigmoid(-z) == pytest.approx(1.0, abs=3e-16)
    assert f.normal_cdf(z) + f.normal_cdf(-z) == pytest.approx(1.0, abs=3e-16)
    assert f.gelu_slope(z) + f.gelu_slope(-z) == pytest.approx(1.0, abs=5e-16)
    assert f.silu_slope(z) + f.silu_slope(-z) == pytest.approx(1.0, abs=5e-16)
    assert f.softplus(z) - f.softplus(-z) == pytest.approx(z, rel=4e-16, abs=4e-16)
    assert f.sigmoid_slope(z) == f.sigmoid_slope(-z) <= 0.25
    assert f.tanh_slope(z) == f.tanh_slope(-z) <= 1.0


def changes_sign(function: Callable[[float], float], published: float, decimals: int = 6) -> bool:
    """Whether the function has its zero where rounding to so many decimals gives the published place."""
    half_a_digit = 0.5 * 10**-decimals
    return function(published - half_a_digit) * function(published + half_a_digit) < 0.0


@pytest.mark.parametrize(
    ("value", "slope", "place", "minimum"),
    [(f.gelu, f.gelu_slope, -0.751792, -0.169971), (f.silu, f.silu_slope, -1.278465, -0.278465)],
)
def test_minimum_is_where_it_is_published(
    value: Callable[[float], float], slope: Callable[[float], float], place: float, minimum: float
) -> None:
    assert changes_sign(slope, place)
    assert value(place) == pytest.approx(minimum, abs=5e-7)
    assert value(place) < min(value(place - 0.01), value(place + 0.01))


@pytest.mark.parametrize(
    ("slope", "place", "peak", "bottom"),
    [(f.gelu_slope, ROOT_TWO, 1.128904, -0.128904), (f.silu_slope, 2.399357, 1.099839, -0.099839)],
)
def test_slope_peaks_above_one_and_dips_below_zero_as_published(
    slope: Callable[[float], float], place: float, peak: float, bottom: float
) -> None:
    assert slope(place) == pytest.approx(peak, abs=5e-7)
    assert slope(-place) == pytest.approx(bottom, abs=5e-7)
    assert slope(place) > max(slope(place - 1e-3), slope(place + 1e-3))
    assert slope(-place) < min(slope(-place - 1e-3), slope(-place + 1e-3))


def test_selu_constants_solve_the_fixed_point_of_the_paper() -> None:
    """Klambauer et al. 2017, equation 14: mean 0 and variance 1 reproduce themselves."""
    tail, half_tail = math.erfc(ROOT_TWO), math.erfc(1.0 / ROOT_TWO)
    root_e = math.sqrt(math.e)
    alpha = -math.sqrt(2.0 / math.pi) / (half_tail * root_e - 1.0)
    inside = 2.0 * tail * math.e**2 + math.pi * half_tail**2 * math.e - 2.0 * (2.0 + math.pi) * half_tail * root_e
    scale = (1.0 - half_tail * root_e) * math.sqrt(2.0 * math.pi) / math.sqrt(inside + math.pi + 2.0)
    assert pytest.approx(alpha, rel=1e-14) == f.SELU_ALPHA
    assert pytest.approx(scale, rel=1e-14) == f.SELU_SCALE
    assert f.selu_slope(-1e-12) == pytest.approx(1.7581, abs=5e-5)
    assert f.selu_slope(1e-12) == pytest.approx(1.0507, abs=5e-5)


def test_tanh_form_of_gelu_is_off_by_no_more_than_its_docstring_says() -> None:
    errors = {z: abs(f.gelu(z) - f.gelu_tanh(z)) for z in (step / 100 for step in range(-800, 801))}
    worst = max(errors, key=errors.__getitem__)
    assert errors[worst] == pytest.approx(4.73e-4, abs=5e-7)
    assert abs(worst) == pytest.approx(2.70, abs=0.02)


def test_softplus_leaves_relu_by_ln_2_at_most() -> None:
    assert f.softplus(0.0) - f.relu(0.0) == pytest.approx(math.log(2.0), rel=1e-15)
    for z in (-5.0, 5.0):
        assert f.softplus(z) - f.relu(z) == pytest.approx(0.006715, abs=5e-7)


@pytest.mark.parametrize(
    ("slope", "limit", "edge"),
    [
        (f.sigmoid_slope, 0.1, 2.063),
        (f.sigmoid_slope, 0.05, 2.887),
        (f.sigmoid_slope, 0.01, 4.585),
        (f.tanh_slope, 0.1, 1.818),
        (f.tanh_slope, 0.05, 2.178),
        (f.tanh_slope, 0.01, 2.993),
    ],
)
def test_slope_falls_below_the_limit_where_it_is_published(
    slope: Callable[[float], float], limit: float, edge: float
) -> None:
    assert changes_sign(lambda z: slope(z) - limit, edge, decimals=3)


def test_alpha_is_the_slope_on_the_left() -> None:
    assert f.leaky_relu(-2.0, 0.3) == pytest.approx(-0.6)
    assert f.leaky_relu_slope(-2.0, 0.3) == 0.3
    assert f.prelu(-2.0, 0.3) == pytest.approx(-0.6)
    assert f.prelu_slope(0.0, 0.3) == 0.3
    assert f.elu(-1.0, 2.0) == pytest.approx(2.0 * (math.exp(-1.0) - 1.0))
    assert f.elu_slope(0.0, 2.0) == 2.0
    assert f.leaky_relu(2.0, 0.3) == f.elu(2.0, 0.3) == 2.0


def test_every_activation_stands_beside_its_own_slope() -> None:
    for name, (value, slope) in f.ACTIVATIONS.items():
        assert value.__name__ == name.replace("-", "_")
        assert slope.__name__ == f"{value.__name__}_slope"
