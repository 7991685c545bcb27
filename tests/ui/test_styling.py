"""Shortened styles look the same in a terminal, and never take more bytes."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tutor.ui.styling import shortened

COLORS = ["34", "97", "38;5;188", "38;5;36", "38;2;10;200;30"]
GROUNDS = ["44", "107", "48;5;233", "48;2;1;2;3"]

attributes = st.lists(st.sampled_from(["1", "3", "4", "5", "7", "9"]), unique=True)
styles = st.builds(
    lambda marks, color, ground: ";".join([*marks, *color, *ground]),
    attributes,
    st.lists(st.sampled_from(COLORS), max_size=1),
    st.lists(st.sampled_from(GROUNDS), max_size=1),
)
spans = st.tuples(styles, st.text(alphabet="abz ⣿é\n", max_size=6))


def painted(data: str) -> tuple[object, object]:
    """Every cell of a terminal with its style, and the style of what would be written next."""
    screen = pyte.Screen(20, 6)
    pyte.Stream(screen).feed(data)
    cells = [[screen.buffer[row][column] for column in range(20)] for row in range(6)]
    return cells, screen.cursor.attrs


def as_textual_writes(rows: list[tuple[str, str]]) -> str:
    return "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in rows)


@given(st.lists(spans, max_size=12))
def test_every_cell_looks_the_same(rows: list[tuple[str, str]]) -> None:
    data = as_textual_writes(rows)
    assert painted(shortened(data)) == painted(data)
    assert len(shortened(data)) <= len(data)


def test_only_what_changes_is_said() -> None:
    rows = [("38;5;188;48;5;233", "a"), ("3;38;5;222;48;5;233", "b"), ("38;5;222;48;5;233", "c")]
    assert shortened(as_textual_writes(rows)) == "\x1b[38;5;188;48;5;233ma\x1b[3;38;5;222mb\x1b[23mc\x1b[0m"


def test_bold_survives_the_end_of_dim() -> None:
    """Both end with the same number."""
    assert shortened("\x1b[1;2;31ma\x1b[0m\x1b[1;31mb\x1b[0m") == "\x1b[1;2;31ma\x1b[22;1mb\x1b[0m"


def test_what_is_not_known_is_sent_whole() -> None:
    odd = "\x1b[1ma\x1b[0m\x1b[58;5;9;31mb\x1b[0m\x1b[1mc\x1b[0m"
    assert shortened(odd) == "\x1b[1ma\x1b[0;58;5;9;31mb\x1b[0;1mc\x1b[0m"


def test_styles_one_upon_the_other_add_up() -> None:
    assert shortened("\x1b[1ma\x1b[31mb\x1b[0mc") == "\x1b[1ma\x1b[31mb\x1b[0mc"


def test_other_sequences_stay() -> None:
    frame = "\x1b[?2026h\x1b[3;1Ha\x1b[?25l\x1b]0;title\x07\x1b[?2026l"
    assert shortened(frame) == frame
