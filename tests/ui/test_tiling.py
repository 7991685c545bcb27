"""Where figures stand in a space."""

from __future__ import annotations

from itertools import product

import pytest

from tutor.spans import Span, line_width
from tutor.ui.tiling import GAP, LEAST_HEIGHT, LEAST_WIDTH, side_by_side, tiles


@pytest.mark.parametrize("count", range(1, 8))
def test_figures_fill_the_space_and_keep_their_least_size(count: int) -> None:
    for width, height in product([20, 52, 73, 74, 76, 120], [1, 9, 18, 26, 31, 60]):
        rows = tiles(count, width, height)
        assert 1 <= sum(len(row.widths) for row in rows) <= count
        assert sum(row.height for row in rows) == height
        for row in rows:
            assert sum(row.widths) + GAP * (len(row.widths) - 1) == width
            if len(row.widths) > 1:
                assert row.height >= LEAST_HEIGHT
                assert min(row.widths) >= LEAST_WIDTH


def test_five_figures_are_seen_at_once_beside_the_knobs_of_a_wide_terminal() -> None:
    assert [len(row.widths) for row in tiles(5, 76, 31)] == [1, 2, 2]
    assert [len(row.widths) for row in tiles(4, 76, 31)] == [1, 2, 1]


def test_a_narrow_terminal_shows_one_and_a_high_one_two() -> None:
    assert tiles(5, 46, 18) == ((18, (46,)),)
    assert tiles(5, 46, 40) == ((20, (46,)), (20, (46,)))


def test_figures_beside_each_other_make_whole_lines() -> None:
    left, right = ((Span("ab"),), (Span("cd"),)), ((Span("x"),), (Span("y"),))
    lines = tuple(side_by_side([left, right]))
    assert ["".join(span.text for span in line) for line in lines] == ["ab  x", "cd  y"]
    assert {line_width(line) for line in lines} == {2 + GAP + 1}
