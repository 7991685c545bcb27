"""Wide displays: broken at relations, then at sums, and written as text only when nothing else fits."""

from __future__ import annotations

import pytest

from tutor.spans import line_width, plain_text
from tutor.typeset.display import display
from tutor.typeset.formula_parser import parse
from tutor.typeset.glyphs import ASCII, UNICODE, Glyphs


def drawn(source: str, width: int) -> str:
    return plain_text(display(parse(source), width, UNICODE))


def test_a_display_stands_in_from_its_surroundings() -> None:
    assert drawn("a = b", 76) == "    a = b"


def test_it_gives_up_its_indent_before_it_breaks() -> None:
    assert drawn("a = b + c + d", 14) == " a = b + c + d"


def test_it_breaks_before_a_relation_and_aligns_there() -> None:
    assert drawn("abc = defghij = klmnopq", 16) == "   abc = defghij\n       = klmnopq"


def test_several_relations_fit_on_one_line() -> None:
    assert drawn("a = b = c = d = e = f", 14) == " a = b = c = d\n   = e = f"


def test_behind_a_long_left_side_there_is_only_a_small_indent() -> None:
    assert drawn("P(x > 0) = aaaa(b = c) = d", 18) == (
        "   P(x > 0)\n"  #
        "     = aaaa(b = c)\n"
        "     = d"
    )


def test_a_relation_in_brackets_is_no_place_to_break() -> None:
    assert drawn("a = P(xxxx > 0) = bb", 16) == (
        " a = P(xxxx > 0)\n"  #
        "   = bb"
    )


def test_then_it_breaks_before_plus_and_minus() -> None:
    assert drawn("y = aaaa + bbbb - cccc + dddd", 18) == " y = aaaa + bbbb\n     − cccc + dddd"


def test_fractions_are_parted_by_a_blank_line() -> None:
    assert drawn(r"y = \frac{aaaa}{b} + \frac{cccc}{d}", 14) == (
        "       aaaa\n"  #
        "  y = ──────\n"
        "        b\n"
        "\n"
        "         cccc\n"
        "      + ──────\n"
        "          d"
    )


def test_statements_part_first() -> None:
    assert drawn(r"a = bbbbbbb, \qquad c = ddddddd", 20) == "    a = bbbbbbb,\n    c = ddddddd"
    assert drawn(r"a = bbbbbbb \quad\Rightarrow\quad c = ddddddd", 20) == "    a = bbbbbbb\n    ⇒  c = ddddddd"


def test_aligned_rows_break_on_their_own() -> None:
    source = r"\begin{aligned} a &= bbbbbb + cccccc \\ &= dd \\ e &= f \end{aligned}"
    assert drawn(source, 16) == (
        "    a = bbbbbb\n"  #
        "        + cccccc\n"
        "      = dd\n"
        "    e = f"
    )


def test_what_cannot_be_broken_is_written_as_wrapped_text() -> None:
    assert drawn(r"\frac{aaaaaaaa + bbbbbbbb + cccccccc}{d}", 20) == (
        "    (aaaaaaaa\n"  #
        "    + bbbbbbbb\n"
        "    + cccccccc)/d"
    )


@pytest.mark.parametrize("width", range(8, 90, 3))
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_no_row_is_wider_than_asked(width: int, glyphs: Glyphs) -> None:
    source = (
        r"L = -\frac{1}{N}\sum_{i=1}^{N}\left[ y_i \log \hat y_i + (1-y_i)\log(1-\hat y_i)\right] = L_{\text{data}}"
    )
    assert max(line_width(row) for row in display(parse(source), width, glyphs)) <= width
