"""Cells in columns between rules; cells wrap inside of their column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from tutor.spans import Line, Span, line_width
from tutor.typeset.boxes import blank
from tutor.typeset.glyphs import Glyphs
from tutor.typeset.wrapping import hang, longest_word, wrap

_BETWEEN: Final = 3
"""Between two columns stand a blank, a rule and a blank."""

_LONG_WORD: Final = 12
"""Words and formulas with more cells may be broken where the columns cannot be as wide as their longest word."""


class Table(NamedTuple):
    """Rows of cells, all as long as the head. `alignments`: left, center or right, one a column."""

    head: Sequence[Line]
    rows: Sequence[Sequence[Line]]
    alignments: Sequence[str]


def draw_table(table: Table, width: int, glyphs: Glyphs) -> list[Line]:
    """The table at most `width` wide; one with too many columns for that as a list of its cells, row by row."""
    widths = column_widths([table.head, *table.rows], width - _BETWEEN * (len(table.head) - 1))
    if not widths:
        return _records(table, width)
    rows = [_row(row, widths, table.alignments, glyphs) for row in (table.head, *table.rows)]
    rule = (Span(f"{glyphs.rule}{glyphs.crossing}{glyphs.rule}".join(glyphs.rule * size for size in widths), "rule"),)
    is_airy = any(len(row) > 1 for row in rows[1:])
    lines = rows[0]
    for index, row in enumerate(rows[1:]):
        lines += [rule] * (is_airy or index == 0)
        lines += row
    return lines


def column_widths(rows: Sequence[Sequence[Line]], room: int) -> list[int]:
    """How wide each column is, together at most `room`; an empty list if the columns would be too narrow to read.

    A column that needs less than the others has what it needs; the others share the rest.
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(1, *map(line_width, column)) for column in columns]
    words = [max(1, *map(longest_word, column)) for column in columns]
    for needed in (words, [min(word, _LONG_WORD) for word in words]):
        if sum(needed) <= room:
            return _shared(wanted, needed, room)
    return []


def _shared(wanted: Sequence[int], needed: Sequence[int], room: int) -> list[int]:
    def capped(cap: int) -> list[int]:
        return [min(want, max(cap, need)) for want, need in zip(wanted, needed, strict=True)]

    widths = capped(max(cap for cap in range(max(wanted) + 1) if sum(capped(cap)) <= room))
    rest = room - sum(widths)
    for column, want in enumerate(wanted):
        if rest and widths[column] < want:
            widths[column] += 1
            rest -= 1
    return widths


def _row(cells: Sequence[Line], widths: Sequence[int], alignments: Sequence[str], glyphs: Glyphs) -> list[Line]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    rule = Span(f" {glyphs.column_rule} ", "rule")
    lines: list[Line] = []
    for parts in zip_longest(*wrapped, fillvalue=()):
        spans: list[Span] = []
        for part, width, alignment in zip(parts, widths, alignments, strict=True):
            spans += (rule, *_aligned(part, width, alignment)) if spans else _aligned(part, width, alignment)
        lines.append(tuple(spans))
    return lines


def _aligned(line: Line, width: int, alignment: str) -> Line:
    free = width - line_width(line)
    left = {"left": 0, "center": free // 2, "right": free}[alignment]
    return (*blank(left), *line, *blank(free - left))


def _records(table: Table, width: int) -> list[Line]:
    lines: list[Line] = []
    for row in table.rows:
        lines += [()] * bool(lines)
        for name, cell in zip(table.head, row, strict=True):
            label = (*name, Span(": ")) if name else ()
            wrapped = wrap((*label, *cell), width - 2)
            lines += hang(wrapped, (), blank(2))
    return lines
