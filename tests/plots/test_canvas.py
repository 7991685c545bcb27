"""A canvas gives lines of exactly its width, whatever is written on it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.canvas import Canvas
from tutor.spans import Span, line_width, plain_text


def test_text_is_put_where_asked() -> None:
    canvas = Canvas(6, 2)
    canvas.write(2, 1, "ab", "#ffffff")
    assert plain_text(canvas.lines()) == "\n  ab"


def test_neighbors_of_one_style_are_one_span() -> None:
    canvas = Canvas(6, 1)
    canvas.write(0, 0, "ab", "bold")
    canvas.write(2, 0, "cd", "bold")
    canvas.write(5, 0, "e", "dim")
    assert canvas.lines() == ((Span("abcd ", "bold"), Span("e", "dim")),)


def test_style_may_name_ink_and_ground() -> None:
    canvas = Canvas(3, 1)
    canvas.write(0, 0, "ab", "bold #ffffff on:#000000")
    canvas.write(1, 0, "c", "dim")
    assert canvas.lines() == ((Span("a", "bold #ffffff on:#000000"), Span("c", "dim on:#000000"), Span(" ", "dim")),)


def test_what_falls_off_is_cut() -> None:
    canvas = Canvas(4, 1)
    canvas.write(-2, 0, "abc")
    canvas.write(3, 0, "xyz")
    canvas.write(0, 7, "below")
    canvas.write(0, -1, "above")
    assert plain_text(canvas.lines()) == "c  x"


def test_part_paints_on_the_whole_and_stays_inside() -> None:
    canvas = Canvas(6, 3)
    part = canvas.part(2, 1, 3, 2)
    part.write(-1, 0, "abcdef", "bold")
    assert plain_text(canvas.lines()) == "\n  bcd\n"
    assert canvas.lines()[1][1] == Span("bcd ", "bold")


def test_combining_marks_take_no_cell_of_their_own() -> None:
    canvas = Canvas(3, 1)
    canvas.write(0, 0, "x\u0302y")
    assert plain_text(canvas.lines()) == "x\u0302y"
    assert line_width(canvas.lines()[0]) == 3


def test_half_a_wide_character_becomes_a_blank() -> None:
    canvas = Canvas(4, 1)
    canvas.write(0, 0, "漢字")
    canvas.write(1, 0, "a")
    assert plain_text(canvas.lines()) == " a字"


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.tuples(st.integers(-3, 9), st.text("ab漢字é\u0301x\u0302", max_size=6))))
def test_lines_keep_their_width(writings: list[tuple[int, str]]) -> None:
    canvas = Canvas(8, 1)
    for column, text in writings:
        canvas.write(column, 0, text)
    assert line_width(canvas.lines()[0]) == 8
