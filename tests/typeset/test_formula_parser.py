"""What is refused, where, and with which advice; and that nothing nested breaks the parser."""

from __future__ import annotations

import pytest

from tutor.errors import FormulaError
from tutor.typeset.formula_parser import parse
from tutor.typeset.formula_tree import Fraction, Row, Script, Symbol


def refused(source: str) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        parse(source)
    return caught.value


@pytest.mark.parametrize(
    ("source", "marked", "what"),
    [
        (r"y = \sofmax(x)", r"\sofmax", "unknown command"),
        (r"a + {b", "{", "never closed"),
        (r"a + b}", "}", "no beginning"),
        (r"\frac{1}", r"\frac", "no argument"),
        (r"x^", "^", "no argument"),
        (r"x^a^b", "^b", "a second ^"),
        (r"x_a_b", "_b", "a second _"),
        (r"\left( x", r"\left", "no \\right"),
        (r"x \right)", r"\right", "no beginning"),
        (r"\left x \right)", r"\left", "needs a bracket"),
        (r"a &= b", "&", "outside of an environment"),
        (r"a \\ b", "\\\\", "outside of an environment"),
        (r"\begin{case} 1 \end{case}", r"\begin", "unknown environment case"),
        (r"x = \begin{cases} 1", r"\begin", "never ended"),
        (r"\begin{cases} 1 \end{matrix}", r"\begin", "never ended"),
        (r"\text{loss \alpha}", r"\alpha", "among words"),
        (r"\text{loss", "{", "never closed"),
        (r"\sqrt[3{x}", "[", "never closed"),
        ("5 % of x", "%", "comment"),
        ("a # b", "#", "alone means nothing"),
    ],
)
def test_a_fault_is_named_and_placed(source: str, marked: str, what: str) -> None:
    error = refused(source)
    assert what in error.what
    assert error.position == source.index(marked)


def test_advice_names_the_command_that_was_meant() -> None:
    assert refused(r"\sofmax").remedy == r'Did you mean "\max"?'
    assert refused(r"\aplha").remedy == r'Did you mean "\alpha"?'
    assert refused(r"\begin{case}").remedy == 'Did you mean "cases"?'
    assert r"\begin{aligned}" in refused("a &= b").remedy


def test_arguments_without_braces_take_one_digit() -> None:
    assert parse(r"\frac12") == Fraction(Symbol("1", "1"), Symbol("2", "2"))
    assert parse("x^12") == Row((Script(Symbol("x", "x", style="italic"), None, Symbol("1", "1")), Symbol("2", "2")))


def test_unicode_typed_into_a_formula_is_the_same_as_its_command() -> None:
    assert parse("σ(z) ≤ ∞ · −1") == parse(r"\sigma(z) \le \infty \cdot -1")


def test_words_in_a_formula_keep_their_blanks_and_escapes() -> None:
    assert parse(r"\text{fan\_in is  n}") == parse(r"\text{fan\_in\,is~n}")


@pytest.mark.parametrize(
    "source",
    [
        "{" * 10_000,
        "{" * 10_000 + "x" + "}" * 10_000,
        r"\frac{" * 1_000 + "1" + "}{2}" * 1_000,
        "x" + "^{x" * 5_000 + "}" * 5_000,
        r"\sqrt" * 10_000 + "x",
        r"\hat" * 10_000,
        r"\left(" * 5_000 + r"\right)" * 5_000,
        r"\begin{cases}" * 5_000,
        r"\substack{" * 5_000,
        r"\sqrt[" * 5_000,
        r"\mathbf{" * 5_000,
    ],
    ids=lambda source: source[:12],
)
def test_a_formula_nested_too_deep_is_a_fault_like_any_other(source: str) -> None:
    assert refused(source).what == "nested too deep"


def test_twelve_levels_are_fine() -> None:
    parse(r"\frac{1}{1+" * 12 + "x" + "}" * 12)


def test_distance_right_behind_the_end_of_a_row_is_passed_over() -> None:
    assert parse(r"\begin{cases} 1 \\[1ex] 0 \end{cases}") == parse(r"\begin{cases} 1 \\ 0 \end{cases}")
    assert parse(r"\begin{cases} 1 \\ [0] \end{cases}") != parse(r"\begin{cases} 1 \\ 0 \end{cases}")
    assert "never closed" in refused(r"\begin{cases} 1 \\[1ex 0 \end{cases}").what


def test_upright_name_may_hold_digits() -> None:
    assert parse(r"\mathrm{log1p}") == parse(r"\text{log1p}")
