"""Gaps are filled with numbers written to suit the place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.errors import ExpressionError
from tutor.quiz.templates import expressions_in, fill

VALUES = {
    "n": 50.0,
    "w": -3.0,
    "tiny": 4.5e-8,
    "third": 0.1 + 0.2,
    "name": "leaky-relu",
    "on": True,
    "big": math.inf,
    "none": math.nan,
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("no gaps {at} all }}", "no gaps {at} all }}"),
        ("{{n}} units, {{ w }}", "50 units, −3"),
        ("{{= sqrt(2/n):.4f}}", "0.2000"),
        ("{{= 0.25**20}}", "9.09494701773e−13"),
        ("{{tiny}}, {{tiny:.1e}}, {{= 1e20}}", "4.5e−8, 4.5e−8, 1e20"),
        ("{{third}}", "0.3"),
        ("{{= -0.0001:.2f}} {{= -0.0}}", "0.00 0"),
        ("{{= n / 200:.0%}}", "25\u00a0%"),
        ("{{= n / 3:d}}", "17"),
        ("{{= 1/3:.3g}}", "0.333"),
        ("{{name}} is {{on}}", "leaky-relu is true"),
        ('{{= "flat" if n > 10 else "steep"}}', "flat"),
        ("{{= n > 10}}", "true"),
        ("{{big}} {{= -big}} {{none}}", "inf −inf nan"),
        ("`w = {{w}}` and ``x ` {{tiny}}``", "`w = -3` and ``x ` 4.5e-8``"),
        (r"\` {{w}} ` {{w}}", r"\` −3 ` −3"),
        (r"costs \$5, {{w}}, \$6", r"costs \$5, −3, \$6"),
    ],
)
def test_gaps_in_prose_and_code_are_filled(text: str, filled: str) -> None:
    assert fill(text, VALUES) == filled


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("$z = {{n}}$", "$z = {50}$"),
        ("$x^{{n}}$", "$x^{50}$"),
        (r"$\frac{{n}}{{w}}$", r"$\frac{50}{-3}$"),
        (r"$\sqrt{{{n}}}$", r"$\sqrt{{50}}$"),
        ("${{w}}^2$", "${(-3)}^2$"),
        ("${{n}}^2$", "${50}^2$"),
        ("$x - {{w}}$", "$x - {(-3)}$"),
        (r"$2 \cdot{{w}}$", r"$2 \cdot{(-3)}$"),
        ("$z = {{w}}$", "$z = {-3}$"),
        ("${{tiny}}$", r"${4.5\cdot 10^{-8}}$"),
        ("$x / {{tiny}}$", r"$x / {(4.5\cdot 10^{-8})}$"),
        ("${{= 1e-8}} {{= -1e-8}}$", r"${10^{-8}} {-10^{-8}}$"),
        ("${{= n/200:.1%}}$", r"${25.0\,\%}$"),
        ("$${{= -big}} \n {{none}}$$ {{w}}", "$${-\\infty} \n {\\text{nan}}$$ −3"),
        ("${{name}}$", "$leaky-relu$"),
    ],
)
def test_gaps_in_formulas_become_latex(text: str, filled: str) -> None:
    assert fill(text, VALUES) == filled


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("say {{m}}", 6, 'There is no name "m"'),
        ("say {{= n + sqr(2)}}", 12, 'Did you mean "sqrt"'),
        ("say {{= n +", 4, "not closed"),
        ("say {{= {n} }}", 4, "not closed"),
        ("say {{2*n}}", 4, "is not a name"),
        ("say {{}}", 4, "is not a name"),
        ("say {{n:5x}}", 4, "no number format"),
        ("say {{n:.999f}}", 4, "no number format"),
        ("say {{name:.2f}}", 6, "is a word"),
        ("say {{= 1 + name}}", 8, "is a word"),
    ],
)
def test_a_wrong_gap_is_refused_with_its_place(text: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionError) as refusal:
        fill(text, VALUES)
    assert words in str(refusal.value)
    assert refusal.value.position == position


def test_the_gaps_of_a_text_are_listed_with_their_expressions() -> None:
    first, second = expressions_in("a {{n}} b {{= k + 1:.2f}}")
    assert (first.expression.source, first.format, first.source_start) == ("n", "", 4)
    assert (second.expression.names, second.format, second.source_start) == ({"k"}, ".2f", 13)


@settings(derandomize=True, max_examples=300)
@given(st.text("{}=n: .2f%$`\\+^w", max_size=30))
def test_any_text_is_filled_or_refused(text: str) -> None:
    try:
        assert isinstance(fill(text, VALUES), str)
    except ExpressionError as refusal:
        assert refusal.what  # noqa: PT017
