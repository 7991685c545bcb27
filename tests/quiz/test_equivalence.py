"""Formulas are the same when their values are, whatever they look like."""

from __future__ import annotations

import math

import pytest

from tutor.quiz.equivalence import POINTS, TELLING, difference, finite_points, sample_points
from tutor.quiz.expressions import parse
from tutor.quiz.questions import Parameter


@pytest.mark.parametrize(
    ("formula", "other", "names"),
    [
        ("sigmoid(z) * (1 - sigmoid(z))", "exp(-z) / (1 + exp(-z))**2", ["z"]),
        ("1 - tanh(z)**2", "4 * sigmoid_slope(2*z)", ["z"]),
        ("(a - b) * (a + b)", "a**2 - b**2", ["a", "b"]),
        ("sqrt(2 / n)", "(2 / n)**0.5", ["n"]),
        ("max(0, z)", "z if z > 0 else 0", ["z"]),
        ("log(z) + log(1 / z)", "log(z) - log(z)", ["z"]),
        ("sin(z)**2 + cos(z)**2 - 1", "0", ["z"]),
        ("1 / (z - z)", "inf", ["z"]),
        ("k * z", "z * k", ["z"]),
    ],
)
def test_the_same_in_other_words_agrees(formula: str, other: str, names: list[str]) -> None:
    assert difference(parse(formula), parse(other), names, {"k": 3.0}) is None


@pytest.mark.parametrize(
    ("formula", "other"),
    [
        ("relu(z)", "z"),
        ("relu(z)", "leaky_relu(z)"),
        ("gelu(z)", "gelu_tanh(z)"),
        ("gelu(z)", "silu(z)"),
        ("tanh(z)", "z - z**3 / 3"),
        ("1 - z**2", "1 - tanh(z)**2"),
        ("sqrt(z)", "sqrt(abs(z))"),
        ("1e-7 * z", "1.0001e-7 * z"),
        ("1 / 0", "-1 / 0"),
    ],
)
def test_what_is_nearly_the_same_differs_at_a_point_that_is_told(formula: str, other: str) -> None:
    point = difference(parse(formula), parse(other), ["z"], {})
    assert point is not None
    first, second = parse(formula).evaluate(point), parse(other).evaluate(point)
    assert not math.isclose(first, second, rel_tol=1e-6)


def test_points_are_always_the_same_and_of_either_sign_away_from_zero() -> None:
    points = sample_points(["b", "a"])
    assert points == sample_points(("a", "b"))
    assert len(points) == POINTS
    for name in "ab":
        numbers = [point[name] for point in points]
        assert sum(number < 0 for number in numbers) > TELLING
        assert min(map(abs, numbers)) >= 0.1
        assert all(number == round(number, 2) for number in numbers)
    assert len({(point["a"] > 0, point["b"] > 0) for point in points}) == 4


def test_finite_points_are_counted() -> None:
    assert finite_points(parse("z"), ["z"], {}) == POINTS
    assert finite_points(parse("log(-1) * z"), ["z"], {}) == 0
    assert TELLING < finite_points(parse("sqrt(a * b * k)"), ["a", "b"], {"k": 2.0}) < POINTS


def test_points_lie_in_the_range_of_their_variable_and_on_its_steps() -> None:
    ranges = {
        "a": Parameter(min=-1, max=1),
        "D": Parameter(min=4, max=12, step=2),
        "tiny": Parameter(min=1e-6, max=2e-6),
        "z": Parameter(),
    }
    points = sample_points(ranges)
    assert points == sample_points(ranges)
    assert {point["D"] for point in points} == {4, 6, 8, 10, 12}
    assert all(-1 <= point["a"] <= 1 and 1e-6 <= point["tiny"] <= 2e-6 for point in points)
    assert len({point["tiny"] for point in points}) > TELLING
    assert max(abs(point["z"]) for point in points) > 1
    assert {point["a"] < 0 for point in points} == {True, False}


def test_what_is_the_same_in_the_range_is_the_same() -> None:
    ranges = {"a": Parameter(min=0, max=1)}
    assert difference(parse("abs(a) * (1 - a)"), parse("a - a**2"), ranges, {}) is None
    assert difference(parse("abs(a)"), parse("a"), ["a"], {}) is not None
