"""Whatever is written, a page comes out, fits, and loses no words."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.spans import Line, line_width, plain_text
from tutor.typeset.checking import check, formulas
from tutor.typeset.page import typeset, typeset_inline
from tutor.typeset.styles import STYLE_WORDS

widths = st.integers(20, 120)

MARKDOWN = ("# ", "## ", "- ", "1. ", "> ", "  ", "    ", "\n", "\n\n", "| a | b |\n|--|:-:|\n", "| ", " |", "```\n")
MARKDOWN += ("```python\n", "---\n", "**", "*", "`", "[", "](x)", "![", "$", "$$", "$x_i$", "$$\\frac{a}{b}$$", "\\")
MARKDOWN += ("word", "5", "naïve", "σ", "$σ$", "中文", "\t", "\x1b", "&lt;", "<b>", "https://a.org/b/c/d/e/f/g", "x̂")

LATEX = (r"\frac", r"\tfrac", "{", "}", "{", "}", "^", "_", "'", "x", "y", "2", "0.5", "+", "-", "=", "(", ")", "|")
LATEX += (r"\|", r"\left(", r"\right)", r"\left.", r"\right|", r"\sqrt", r"\sqrt[3]", r"\hat", r"\overline", r"\sum")
LATEX += (r"\log", r"\max", r"\alpha", r"\partial", r"\mathbf", r"\mathrm", r"\text{if x}", r"\operatorname{Var}")
LATEX += (r"\underbrace", r"\overset", r"\begin{cases}", r"\end{cases}", r"\begin{pmatrix}", r"\end{pmatrix}", "&")
LATEX += (
    r"\begin{aligned}",
    r"\end{aligned}",
    r"\\",
    ",",
    r"\,",
    r"\quad",
    r"\to",
    r"\cdot",
    r"\limits",
    "σ",
    "²",
    "%",
)


def soup(words: tuple[str, ...], size: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), max_size=size).map(" ".join)


atoms = st.sampled_from(("x", "2", r"\alpha", r"\mathbf{w}", r"\text{if } x", r"\operatorname{Var}", r"\partial", "|"))


def _grown(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(parts, min_size=1, max_size=4).map(" ".join)
    sign = st.sampled_from(("+", "-", "=", r"\cdot", r"\le", r"\Rightarrow", r"\,", r"\quad", ",", "/"))
    wrappings = st.sampled_from(
        [
            *(r"\sqrt{%s}", r"\sqrt[3]{%s}", r"\hat{%s}", r"\overline{%s}", r"\left(%s\right)", r"\left\{%s\right."),
            *("{%s}", r"\underbrace{%s}_{n}", r"\begin{cases} %s & a \\ b & c \end{cases}", r"\sum_{%s}^{n}"),
        ]
    )
    return st.one_of(
        joined,
        st.builds(lambda a, s, b: f"{a} {s} {b}", parts, sign, parts),
        st.builds(lambda wrapping, a: wrapping % a, wrappings, parts),
        st.builds(lambda a, b: rf"\frac{{{a}}}{{{b}}}", parts, parts),
        st.builds(lambda a, b: rf"\tfrac{{{a}}}{{{b}}}", parts, parts),
        st.builds(lambda a, b, c: f"{{{a}}}_{{{b}}}^{{{c}}}", parts, parts, parts),
        st.builds(lambda a, b: rf"\begin{{aligned}} {a} &= {b} \\ &< {a} \end{{aligned}}", parts, parts),
        st.builds(lambda a, b: rf"\begin{{pmatrix}} {a} & {b} \\ {b} & {a} \end{{pmatrix}}", parts, parts),
    )


well_formed = st.recursive(atoms, _grown, max_leaves=10)


def assert_sound(lines: tuple[Line, ...], width: int, *, ascii_only: bool) -> None:
    assert all(line_width(line) <= width for line in lines)
    assert not lines or lines[-1]
    assert all(not line or line[-1].text.strip(" ") for line in lines)
    spans = [span for line in lines for span in line]
    assert all(span.text.isprintable() or "\u00a0" in span.text or "\u3000" in span.text for span in spans)
    assert not ascii_only or all(span.text.isascii() for span in spans)
    assert {word for span in spans for word in span.style.split()} <= STYLE_WORDS.keys()


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(max_size=200) | soup(MARKDOWN, 30).map(lambda text: text.replace(" \n", "\n")), widths, st.booleans())
def test_any_text_becomes_a_page_that_fits(markdown: str, width: int, ascii_only: bool) -> None:
    assert_sound(typeset(markdown, width, ascii_only=ascii_only), width, ascii_only=ascii_only)
    lines = typeset(markdown, width, callout="note", ascii_only=ascii_only, show_source=True)
    assert_sound(lines, width, ascii_only=ascii_only)
    typeset_inline(markdown, ascii_only=ascii_only)
    check(markdown)
    assert all(0 <= formula.position <= len(markdown) for formula in formulas(markdown))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(soup(LATEX, 14), widths, st.booleans())
def test_any_heap_of_latex_becomes_a_page_that_fits(latex: str, width: int, ascii_only: bool) -> None:
    markdown = f"$${latex}$$\n\ntext ${latex}$ text\n\n- item\n\n  $${latex}$$\n\n| ${latex}$ | b |\n|--|--|\n"
    assert_sound(typeset(markdown, width, ascii_only=ascii_only), width, ascii_only=ascii_only)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(well_formed, widths, st.booleans())
def test_any_formula_becomes_a_display_that_fits(latex: str, width: int, ascii_only: bool) -> None:
    markdown = f"$${latex}$$\n\n> so ${latex}$\n"
    lines = typeset(markdown, width, ascii_only=ascii_only)
    assert_sound(lines, width, ascii_only=ascii_only)
    if not check(markdown):
        assert "[formula:" not in plain_text(lines)


words = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=30)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(words, max_size=40), widths)
def test_paragraphs_lose_no_letter_and_no_digit(paragraph: list[str], width: int) -> None:
    text = plain_text(typeset(" ".join(paragraph), width))
    assert re.sub(r"\s", "", text) == "".join(paragraph)
