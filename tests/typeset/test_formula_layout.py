"""Displayed formulas, as rows of text."""

from __future__ import annotations

import textwrap

import pytest

from tutor.spans import line_width, plain_text
from tutor.typeset.formula_layout import lay_out
from tutor.typeset.formula_parser import parse
from tutor.typeset.glyphs import ASCII, UNICODE, Glyphs


def drawn(source: str, glyphs: Glyphs = UNICODE) -> str:
    box = lay_out(parse(source), glyphs)
    assert all(line_width(row) == box.width for row in box.rows), "a ragged box shifts what stands to its right"
    return plain_text(box.rows)


def rows(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


def test_fraction_bar_is_wider_than_the_wider_part() -> None:
    assert drawn(r"\delta = \frac{\partial L}{\partial z^{(l)}} f'(z)") == rows("""
              ∂L
        δ = ─────── f′(z)
             ∂z⁽ˡ⁾
        """)


def test_fractions_nest() -> None:
    assert drawn(r"\frac{\frac{a}{b}}{c + \frac{d}{e}}") == (
        "    a\n"  #
        "   ───\n"
        "    b\n"
        "─────────\n"
        "      d\n"
        " c + ───\n"
        "      e"
    )


def test_small_fraction_is_one_character_but_not_beside_a_digit() -> None:
    assert drawn(r"\tfrac12(a-y)^2") == "½(a − y)²"
    assert drawn(r"2\tfrac12") == "   1\n2 ───\n   2"


def test_a_minus_keeps_away_from_the_bar() -> None:
    assert drawn(r"-\frac{1}{N}") == "   1\n− ───\n   N"


def test_scripts_stay_on_the_row_where_unicode_has_them() -> None:
    assert drawn(r"z^{(l+1)}_i = w_i^2 + e^{-z}") == "zᵢ⁽ˡ⁺¹⁾ = wᵢ² + e⁻ᶻ"


def test_other_scripts_have_a_row_of_their_own() -> None:
    assert drawn(r"e^{-z^2/2} + \sigma_B^2 + x_B") == (
        " −z²/2\n"  #
        "e      + σ² + x\n"
        "          B    B"
    )


def test_limits_stand_above_and_below() -> None:
    assert drawn(r"\sum_{i=1}^{N} x_i + \max_{w} f(w)") == rows("""
         N
         ∑  xᵢ + max f(w)
        i=1       w
        """)


def test_nolimits_puts_them_beside() -> None:
    assert drawn(r"\sum\nolimits_{i=1}^n x") == "∑ᵢ₌₁ⁿ x"


def test_brackets_grow() -> None:
    assert drawn(r"\left(\frac{1}{1+e^{-z}}\right)^2") == rows("""
        ⎛    1    ⎞²
        ⎜─────────⎟
        ⎝ 1 + e⁻ᶻ ⎠
        """)
    assert drawn(r"\left( \frac{a}{b} \right) x") == "⎛ a ⎞\n⎜───⎟ x\n⎝ b ⎠"
    assert drawn(r"\left\| \frac{a}{b} \right\|_2 \left[ x \right]") == rows("""
        ║ a ║
        ║───║ [x]
        ║ b ║₂
        """)


def test_cases_have_a_brace_with_its_point_on_the_line() -> None:
    assert drawn(r"f(z) = \begin{cases} \alpha z & z < 0 \\ z & z \ge 0 \end{cases}") == rows("""
               ⎧ αz   z < 0
        f(z) = ⎨
               ⎩ z    z ≥ 0
        """)
    assert drawn(r"x = \begin{cases} 1 & a \\ 2 & b \\ 3 & c \end{cases}") == rows("""
            ⎧ 1   a
        x = ⎨ 2   b
            ⎩ 3   c
        """)


def test_a_factor_keeps_away_from_a_grid() -> None:
    assert drawn(r"\lambda\begin{cases} a & b \\ c & d \end{cases}") == "  ⎧ a   b\nλ ⎨\n  ⎩ c   d"
    assert drawn(r"W\begin{pmatrix} 1 \\ 2 \end{pmatrix}x") == "W ⎛ 1 ⎞ x\n  ⎝ 2 ⎠"


def test_brace_has_a_point_even_around_two_rows() -> None:
    assert drawn(r"\left\{ x_B \right\}") == "⎧  ⎫\n⎨x ⎬\n⎩ B⎭"


def test_root_has_a_roof_over_all_of_it() -> None:
    assert drawn(r"\frac{x_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}") == (
        " xᵢ − μ\n"  #
        "       B\n"
        "──────────\n"
        "  ┌──────\n"
        "  │σ² + ε\n"
        " √│ B"
    )


def test_root_shows_its_index() -> None:
    assert drawn(r"\sqrt[3]{x+1}") == "³┌─────\n√│x + 1"


def test_matrix_columns_are_centered() -> None:
    assert drawn(r"W = \begin{pmatrix} 1 & -20 \\ 300 & x_1 \end{pmatrix}") == rows("""
        W = ⎛  1   −20 ⎞
            ⎝ 300  x₁  ⎠
        """)


def test_aligned_rows_meet_at_the_relation() -> None:
    assert drawn(r"\begin{aligned} \sigma'(z) &= \sigma(z)(1-\sigma(z)) \\ &\le 0.25 \end{aligned}") == rows("""
        σ′(z) = σ(z)(1 − σ(z))
              ≤ 0.25
        """)


def test_underbrace_is_as_wide_as_what_it_holds() -> None:
    assert drawn(r"\underbrace{a+b+c}_{\text{sum}} + \overbrace{x+y}^{n}") == rows("""
                      n
                    ╭─┴─╮
        a + b + c + x + y
        ╰───┬───╯
           sum
        """)


def test_accents_combine_with_one_character_and_cover_several() -> None:
    assert drawn(r"\hat{x} + \bar y") == "x̂ + ȳ"
    assert drawn(r"\overline{a+b}") == "▁▁▁▁▁\na + b"


def test_something_above_a_relation() -> None:
    assert drawn(r"x \overset{\text{def}}{=} y") == "  def\nx  =  y"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\sigma'(z) = \frac{\partial L}{\partial z}", "             dL\nsigma'(z) = ----\n             dz"),
        (r"\sum_{i=1}^n x_i^2", " n\nsum x_i^2\ni=1"),
        (r"\sqrt{\frac{a}{b}}", "    ( a )\nsqrt(---)\n    ( b )"),
        (r"z \le 0 \to \alpha \odot x^2 y", "z <= 0 -> alpha (.) x^2 y"),
        (r"\begin{cases} 1 & a \\ 2 & b \end{cases}", "{ 1   a\n{\n{ 2   b"),
        (r"\underbrace{a+b+c}_{n}", "a + b + c\n\\---v---/\n    n"),
    ],
)
def test_ascii_layout_is_made_for_the_ascii_spelling(source: str, expected: str) -> None:
    assert drawn(source, ASCII) == expected
    assert drawn(source, ASCII).isascii()
