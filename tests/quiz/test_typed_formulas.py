"""Formulas are read as learners type them, and errors point into what was typed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.errors import ExpressionError
from tutor.functions import sigmoid, sigmoid_slope
from tutor.quiz.expressions import LONGEST
from tutor.quiz.typed_formulas import parse_typed

VALUES = {"z": 1.5, "a": 2.0, "b": 3.0, "n": 8.0, "sigma": 4.0, "beta": 5.0, "sigma_w": 6.0, "mu": 7.0}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("2z", 3),
        ("2 z", 3),
        ("2(a-1)", 2),
        ("(a-1)(a+1)", 3),
        ("a b", 6),
        ("a²b", 12),
        ("z^2", 2.25),
        ("z²", 2.25),
        ("10⁻⁶", 1e-6),
        ("−3·10^−6", -3e-6),
        ("a × b ÷ 4", 1.5),
        ("1/2z", 0.75),
        ("2e3", 2000),
        ("2e−3", 0.002),
        ("2exp(0)", 2),
        ("2e", 2 * math.e),
        ("σ(z)(1−σ(z))", sigmoid(1.5) * sigmoid(-1.5)),
        ("σ'(z)", sigmoid_slope(1.5)),
        ("tanh′(z)", 1 - math.tanh(1.5) ** 2),
        ("Φ(0)", 0.5),
        ("φ(0)", 1 / math.sqrt(2 * math.pi)),
        ("ReLU(z)", 1.5),
        ("√(2/n)", 0.5),
        ("ln(2)", math.log(2)),
        ("σ²", 16),
        ("σβ", 20),
        ("σ_w", 6),
        ("µ", 7),
        ("2π", 2 * math.pi),
        ("a ≤ b", True),
        ("2a if a > 1 else b", 4),
        ("not a", False),
        ("z**2", 2.25),
    ],
)
def test_printed_mathematics_is_understood(source: str, value: float) -> None:
    expression = parse_typed(source)
    assert expression.evaluate(VALUES) == pytest.approx(value)
    assert expression.source == source


def test_names_are_placed_where_they_were_typed() -> None:
    assert parse_typed("2z² + σβ").free == (("z", 1), ("sigma", 6), ("beta", 7))


@pytest.mark.parametrize(
    ("source", "position", "words"),
    [
        ("2z² + sigmod(z)", 6, 'Did you mean "sigmoid"?'),
        ("2·a(1-a)", 2, "write a*(...)"),
        ("tanh^2(z)", 0, "Write tanh(...)."),
        ("2 754", 2, "cannot be read"),
        ("σ(z", 1, "cannot be read"),
        ("2² −", 4, "ends too early"),
        ("a = 2", 2, "Write == to compare."),
        ("√2", 1, "cannot be read"),
        ("", 0, "empty"),
    ],
)
def test_errors_point_into_what_was_typed(source: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionError) as refusal:
        parse_typed(source)
    assert words in str(refusal.value)
    assert min(refusal.value.position, len(source) - 1 if source else 0) == min(position, max(len(source) - 1, 0))


def test_advice_speaks_the_learners_notation() -> None:
    with pytest.raises(ExpressionError, match=r"\+ - \* / \^ \(") as refusal:
        parse_typed("z?")
    assert "**" not in str(refusal.value)


def test_a_formula_too_long_is_refused_before_it_is_read() -> None:
    assert parse_typed("1" + " " * (LONGEST - 1)).evaluate({}) == 1
    with pytest.raises(ExpressionError, match="at most"):
        parse_typed("1 " * LONGEST)


@settings(derandomize=True, max_examples=500)
@given(st.one_of(st.text(max_size=40), st.text("0129.eEaz ()+-−*/^²⁻³σφΦΩπµ√'’,=<≤∞·if", max_size=40)))
def test_random_text_is_read_or_refused_with_a_place_inside_it(text: str) -> None:
    try:
        expression = parse_typed(text)
        expression.evaluate(dict.fromkeys(expression.names, 0.5))
        positions = [position for _, position in expression.free]
    except ExpressionError as refusal:
        positions = [refusal.position - 1]  # it may point behind the end
    assert all(-1 <= position < len(text) or not text for position in positions)


def test_a_variable_before_a_bracket_is_a_factor() -> None:
    assert parse_typed("a(1-a)", ["a"]).evaluate({"a": 0.25}) == 0.1875
    with pytest.raises(ExpressionError, match='no function "a"'):
        parse_typed("a(1-a)")
