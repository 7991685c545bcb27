"""The functions of the expression language never raise, and agree with Python's mathematics where both have a value."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.functions import ACTIVATIONS
from tutor.quiz.vocabulary import FUNCTIONS, divide, power

ANY_FLOAT = st.floats(allow_nan=True, allow_infinity=True)


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(derandomize=True, max_examples=60)
@given(data=st.data())
def test_no_function_raises_whatever_the_floats(name: str, data: st.DataObject) -> None:
    function = FUNCTIONS[name]
    for count in (function.fewest, function.most):
        arguments = [data.draw(ANY_FLOAT) for _ in range(count)]
        assert isinstance(function.call(*arguments), float | bool)


def test_every_activation_can_be_called_with_its_slope_under_a_name_without_hyphens() -> None:
    for name in ACTIVATIONS:
        assert {name.replace("-", "_"), name.replace("-", "_") + "_slope"} <= FUNCTIONS.keys()


def test_activations_with_an_alpha_take_it_as_second_argument() -> None:
    assert FUNCTIONS["leaky_relu"].call(-3.0, 0.1) == pytest.approx(-0.3)
    assert {name for name, function in FUNCTIONS.items() if "relu" in name and function.most == 2} == {
        "leaky_relu",
        "leaky_relu_slope",
        "prelu",
        "prelu_slope",
    }


@pytest.mark.parametrize(
    ("name", "argument", "value"),
    [
        ("log", 0.0, -math.inf),
        ("log1p", -1.0, -math.inf),
        ("log", -1.0, math.nan),
        ("log2", 0.0, -math.inf),
        ("sqrt", -1.0, math.nan),
        ("exp", 1000.0, math.inf),
        ("expm1", 1000.0, math.inf),
        ("sin", math.inf, math.nan),
        ("floor", math.inf, math.inf),
        ("round", -math.inf, -math.inf),
        ("ceil", math.nan, math.nan),
        ("ceil", 1.2, 2.0),
        ("round", 2.5, 2.0),
    ],
)
def test_edges_are_infinite_or_nan(name: str, argument: float, value: float) -> None:
    assert FUNCTIONS[name].call(argument) == pytest.approx(value, nan_ok=True)


def test_minimum_and_maximum_pass_nan_on_from_any_place() -> None:
    assert math.isnan(FUNCTIONS["max"].call(1.0, math.nan))
    assert math.isnan(FUNCTIONS["min"].call(math.nan, 1.0))


def test_close_forgives_rounding_and_a_given_share() -> None:
    close = FUNCTIONS["close"].call
    assert close(0.1 + 0.2, 0.3)
    assert not close(0.3, 0.3001)
    assert close(100.0, 102.0, 0.02)
    assert not close(100.0, 102.1, 0.02)
    assert close(math.inf, math.inf)
    assert not close(math.nan, math.nan)


@pytest.mark.parametrize(
    ("a", "b", "quotient"),
    [(1.0, 0.0, math.inf), (-1.0, 0.0, -math.inf), (1.0, -0.0, -math.inf), (0.0, 0.0, math.nan)],
)
def test_division_by_zero_has_the_sign_of_both(a: float, b: float, quotient: float) -> None:
    assert divide(a, b) == pytest.approx(quotient, nan_ok=True)


@pytest.mark.parametrize(
    ("base", "exponent", "value"),
    [
        (10.0, 400.0, math.inf),
        (-10.0, 401.0, -math.inf),
        (-10.0, 400.0, math.inf),
        (0.0, -1.0, math.inf),
        (-8.0, 1 / 3, math.nan),
        (2.0, -1074.0, 5e-324),
    ],
)
def test_powers_overflow_to_infinity_and_roots_of_negatives_are_nan(base: float, exponent: float, value: float) -> None:
    assert power(base, exponent) == pytest.approx(value, nan_ok=True)
