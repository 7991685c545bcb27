"""Expressions in print: the typesetter reads them, brackets stand where they must, and code stays code."""

from __future__ import annotations

import pytest

from tutor.quiz.latex import in_print
from tutor.spans import plain_text
from tutor.typeset.checking import check
from tutor.typeset.page import typeset_inline

PRINTED = [
    ("1 - a**2", "1 − a²"),
    ("a * (1 - a)", "a (1 − a)"),
    ("(a - y) * (1 - a**2) * x", "(a − y) (1 − a²) x"),
    ("d3*w3*s2*w2*s1", "d₃ w₃ s₂ w₂ s₁"),
    ("c**(D-1)", "cᴰ⁻¹"),
    ("2 * z * 3", "2 z · 3"),
    ("a - (b - c)", "a − (b − c)"),
    ("a - b + c", "a − b + c"),
    ("-z**2", "−z²"),
    ("(-z)**2", "(−z)²"),
    ("(a*b)**2", "(a b)²"),
    ("(a/b)**2", "(a/b)²"),
    ("-(a + b)", "−(a + b)"),
    ("a * -b", "a (−b)"),
    ("1e-7 * delta", "1 · 10⁻⁷ δ"),
    ("sqrt(2 / n)", "√(2/n)"),
    ("exp(-z)", "e⁻ᶻ"),
    ("abs(z)", "|z|"),
    ("sigmoid_slope(z) * tanh(2*z)", "σ′(z) tanh(2 z)"),
    ("log(1 / c)", "ln(1/c)"),
    ("leaky_relu(z)", "leaky-relu(z)"),
    ("max(0, z)", "max(0, z)"),
    ("eta * inf", "η ∞"),
    ("z if z > 0 else 0", "z if z > 0 else 0"),
    ("a < b", "a < b"),
]


@pytest.mark.parametrize(("source", "printed"), PRINTED)
def test_expression_is_printed_as_in_a_book(source: str, printed: str) -> None:
    markdown = in_print(source)
    assert check(markdown) == ()
    assert plain_text((typeset_inline(markdown),)) == printed


def test_what_has_no_formula_is_code() -> None:
    assert in_print("z if z > 0 else 0") == "`z if z > 0 else 0`"
    assert in_print("a**2") == "$a^{2}$"
