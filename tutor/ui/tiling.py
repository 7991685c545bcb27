"""How many figures a space can hold, and where: the first one wide, the others two by two below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tutor.spans import Line, Span

LEAST_WIDTH: Final = 36
LEAST_HEIGHT: Final = 9
COMFORTABLE_HEIGHT: Final = 13  # of figures as wide as the space: with less, one is better than two
GAP: Final = 2


class Row(NamedTuple):
    """Figures beside each other."""

    height: int
    widths: tuple[int, ...]


def tiles(count: int, width: int, height: int) -> tuple[Row, ...]:
    """Rows for at most `count` figures in a space of that many cells; at least one figure."""
    below = min(count // 2, height // LEAST_HEIGHT - 1)
    if count > 2 and below > 0 and width >= 2 * LEAST_WIDTH + GAP:
        share = max(LEAST_HEIGHT, 3 * height // (3 * below + 4))  # the first is a third higher
        left = (width - GAP) // 2
        pair = Row(share, (left, width - GAP - left))
        last = pair if count >= 2 * below + 1 else Row(share, (width,))
        return (Row(height - below * share, (width,)), *[pair] * (below - 1), last)
    rows = max(1, min(count, 2, height // COMFORTABLE_HEIGHT))
    return tuple(Row(height // rows + (height % rows if row == 0 else 0), (width,)) for row in range(rows))


def side_by_side(drawn: Sequence[tuple[Line, ...]]) -> Iterator[Line]:
    """Figures of one height as one."""
    for first, *others in zip(*drawn, strict=True):
        line = first
        for other in others:
            line = (*line, Span(" " * GAP), *other)
        yield line
