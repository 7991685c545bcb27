"""Lines are broken between words, keep their styles, and lose nothing but the blanks at the break."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.spans import Line, Span, line_width, plain_text
from tutor.typeset.page import hang, typeset_inline, wrap
from tutor.typeset.wrapping import fold


def wrapped(text: str, width: int) -> str:
    return plain_text(wrap((Span(text),), width))


def test_breaks_between_words() -> None:
    assert wrapped("one two three", 8) == "one two\nthree"


def test_a_line_that_fits_is_untouched() -> None:
    line = (Span("a  b "), Span("c", "strong"))
    assert wrap(line, 6) == (line,)


def test_a_word_that_is_too_long_is_cut() -> None:
    assert wrapped("see abcdefghijkl now", 6) == "see\nabcdef\nghijkl\nnow"


def test_wide_characters_are_cut_by_cells_and_accents_stay_on_their_letter() -> None:
    assert wrapped("中文中文", 5) == "中文\n中文"
    assert wrapped("x\u0302y\u0302z\u0302", 2) == "x\u0302y\u0302\nz\u0302"


def test_styles_survive_the_break() -> None:
    lines = wrap((Span("plain "), Span("strong words", "strong"), Span(", end")), 12)
    assert lines == (
        (Span("plain "), Span("strong", "strong")),
        (Span("words", "strong"), Span(", end")),
    )


def test_a_formula_moves_to_the_next_line_in_one_piece_with_its_comma() -> None:
    line = typeset_inline("the slope $a = b + c$, then")
    assert plain_text(wrap(line, 16)) == "the slope\na = b + c, then"


def test_a_formula_too_long_for_a_line_breaks_before_a_sign_outside_of_brackets() -> None:
    line = typeset_inline("$a = f(x + y + z) + g(u) + h$")
    assert plain_text(wrap(line, 20)) == "a = f(x + y + z)\n+ g(u) + h"

    line = typeset_inline("$ffff(a) + g(bbb + ccc)$")
    assert plain_text(wrap(line, 16)) == "ffff(a)\n+ g(bbb + ccc)"


def test_pieces_of_a_formula_on_one_line_keep_their_blanks() -> None:
    assert plain_text(wrap(typeset_inline(f"$x = {'a' * 15}$"), 12)) == "x =\naaaaaaaaaaaa\naaa"


def test_wide_blanks_of_a_formula_are_left_out_at_the_break() -> None:
    assert plain_text(wrap(typeset_inline(r"$aaaaaa, \qquad bbbbbb$"), 9)) == "aaaaaa,\nbbbbbb"


def test_hard_blanks_do_not_break() -> None:
    assert wrapped("figure\u00a03 shows", 8) == "figure\u00a03\nshows"


def test_marks_hang_before_the_lines() -> None:
    assert plain_text(hang(wrap((Span("one two three"),), 8), (Span("1. "),))) == "1. one two\n   three"
    bar = (Span("| "),)
    assert plain_text(hang(wrap((Span("one two three"),), 8), bar, bar)) == "| one two\n| three"


def test_code_is_folded_at_the_edge_behind_a_mark() -> None:
    line = (Span("abcdef", "code"), Span("ghij", "code string"))
    assert plain_text(fold(line, 5, Span("> "))) == "abcde\n> fgh\n> ij"


spans = st.builds(Span, st.text(max_size=12), st.sampled_from(("", "strong", "math", "code")))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(spans, max_size=8).map(tuple), st.integers(2, 40))
def test_every_character_but_blanks_comes_out_in_order_and_in_width(line: Line, width: int) -> None:
    lines = wrap(line, width)
    assert all(line_width(row) <= width for row in lines)
    assert _characters(lines) == _characters((line,))


def _characters(lines: tuple[Line, ...]) -> str:
    return "".join("".join(span.text for line in lines for span in line).split())
