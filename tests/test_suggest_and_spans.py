"""The base modules of text: did-you-mean, styled spans and their widths, escape codes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.ansi import to_ansi
from tutor.spans import Span, cell_width, line_width, plain_text
from tutor.suggest import did_you_mean

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
STYLES = st.sampled_from(
    ["", "bold", "dim", "italic", "strong", "#ff8000", "on:#102030", "bold #010203 on:#040506", "math"]
)
LINES = st.lists(st.lists(st.builds(Span, st.text("ab δ", max_size=4), STYLES), max_size=5).map(tuple), max_size=4)


@pytest.mark.parametrize(
    ("given_name", "known", "hint"),
    [
        ("rleu", ["relu", "elu"], 'Did you mean "relu"?'),
        ("RELU", ["sigmoid", "relu"], 'Did you mean "relu"?'),
        ("sigmod", ["Sigmoid"], 'Did you mean "Sigmoid"?'),
        ("relu", ["relu"], 'Did you mean "relu"?'),
        ("banana", ["relu", "tanh"], ""),
        ("", ["relu"], ""),
        ("relu", [], ""),
    ],
)
def test_the_closest_known_name_is_suggested(given_name: str, known: list[str], hint: str) -> None:
    assert did_you_mean(given_name, known) == hint


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("δ = ∂L/∂z", 9),
        ("f′ −½ · x²", 10),
        ("x\u0302", 1),  # a hat on top
        ("e\u0301te\u0301", 3),
        ("激活", 4),
        ("ｗ", 2),
        ("😀", 2),
        ("a\u200bb", 2),  # a space of no width
        ("⣿▀░", 3),
    ],
)
def test_text_is_as_wide_as_a_terminal_shows_it(text: str, width: int) -> None:
    assert cell_width(text) == width
    assert line_width((Span(text), Span("ab", "strong"))) == width + 2


def test_plain_text_is_the_characters_without_trailing_blanks() -> None:
    lines = [(Span("a  ", "strong"), Span("b ", "on:#000000"), Span("  ")), (), (Span("  c"),)]
    assert plain_text(lines) == "a  b\n\n  c"


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ((Span("plain"),), "plain"),
        ((Span("plain", "math heading"),), "plain"),
        ((Span("loud", "strong"),), "\x1b[1mloud\x1b[0m"),
        ((Span("quiet", "dim"), Span(" x")), "\x1b[2mquiet\x1b[0m x"),
        ((Span("leaning", "emphasis"),), "\x1b[3mleaning\x1b[0m"),
        ((Span("ink", "#ff8000"),), "\x1b[38;2;255;128;0mink\x1b[0m"),
        ((Span("both", "bold #010203 on:#0a0b0c"),), "\x1b[1;38;2;1;2;3;48;2;10;11;12mboth\x1b[0m"),
        ((Span("end", "strong"), Span("  "), Span("   ", "dim")), "\x1b[1mend\x1b[0m"),
        ((Span("end  ", "strong"),), "\x1b[1mend\x1b[0m"),
        ((Span("a"), Span("  ", "dim"), Span("b")), "a  b"),
        ((Span("  ", "dim"),), ""),
        ((), ""),
    ],
)
def test_styles_become_escape_codes(line: tuple[Span, ...], written: str) -> None:
    assert to_ansi([line]) == written


def test_blanks_on_a_colored_ground_are_painted_even_at_the_end() -> None:
    line = (Span("a"), Span("  ", "on:#102030"), Span("b"), Span("   ", "dim on:#102030"))
    ground = "48;2;16;32;48"
    assert to_ansi([line]) == f"a\x1b[{ground}m  \x1b[0mb\x1b[2;{ground}m   \x1b[0m"


@settings(derandomize=True, max_examples=200)
@given(LINES)
def test_escape_codes_add_nothing_to_the_text(lines: list[tuple[Span, ...]]) -> None:
    written = to_ansi(lines).split("\n") if lines else []
    bare = [ESCAPE.sub("", row) for row in written]
    assert [row.rstrip() for row in bare] == (plain_text(lines).split("\n") if lines else [])
    assert all(row.count("\x1b[0m") == len(ESCAPE.findall(row)) / 2 for row in written), "what is opened is closed"
